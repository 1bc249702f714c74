Black ran over everything: undo finds model, import and registration again

repo shop
$ backstitch generate entity product name:str:64:required price:decimal:10,2 category:ref:Category
format black backend
commit formatted
$ backstitch undo
gone backend/api/crud/products.py backend/api/schemas/product_schema.py
lacks backend/db/model.py: Product
lacks backend/core/app_setup/routers_group/setting_routers.py: product
same-code start backend/api backend/core backend/db backend/main.py
refuses /setting/products
