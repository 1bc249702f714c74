A created file was moved: what is there is not deleted, the rest goes

repo shop
$ backstitch generate entity product name:str:64:required
move backend/api/crud/products.py backend/api/crud/catalogue.py
$ sed -i 's/from api.crud import products as crud/from api.crud import catalogue as crud/' backend/api/routers/setting/product_router.py
save moved
2$ backstitch undo
same moved
$ backstitch undo --on-conflict take
exists backend/api/crud/catalogue.py
gone backend/api/routers/setting/product_router.py
lacks backend/db/model.py: Product
$ rm backend/api/crud/catalogue.py
refuses /setting/products
