Two entities side by side: undo of the first leaves the second alone

peers: git revert
repo shop
$ backstitch generate entity product name:str:64:required price:decimal:10,2
$ backstitch generate entity warehouse city:str:64:required rent:decimal:10,2
$ backstitch undo 1
lacks backend/db/model.py: class Product
once backend/db/model.py: class Warehouse
once backend/db/model.py: from decimal import Decimal
once backend/core/app_setup/routers_group/setting_routers.py: app.include_router(warehouse_router)
serves /setting/warehouses
refuses /setting/products
$ backstitch undo 2
same start
