Windows line ends are kept through generation and undo

repo shop
$ sed -i 's/$/\r/' backend/db/model.py backend/core/app_setup/routers_group/setting_routers.py
commit windows
save windows
$ backstitch generate entity product name:str:64:required category:ref:Category
$ grep -c -v $'\r$' backend/db/model.py; true
says 0
serves /setting/products
$ backstitch undo
same windows
