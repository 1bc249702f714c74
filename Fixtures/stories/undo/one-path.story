One path is taken back, the rest stays and can go later

repo shop
$ backstitch generate entity product name:str:64:required
$ backstitch undo --paths backend/core/app_setup/routers_group/setting_routers.py
exists backend/api/crud/products.py
refuses /setting/products
$ backstitch undo 1
same start
