Permissions that somebody changed stay

repo shop
$ backstitch generate entity product name:str:64:required
$ chmod 755 backend/core/app_setup/routers_group/setting_routers.py
$ backstitch undo
$ stat -c %a backend/core/app_setup/routers_group/setting_routers.py
says 755
lacks backend/core/app_setup/routers_group/setting_routers.py: product
