Ruff formatted and sorted the imports: undo finds everything again

repo shop
$ backstitch generate entity product name:str:64:required price:decimal:10,2 category:ref:Category
format ruff-fix backend/core backend/api/routers backend/db
format ruff backend
commit formatted
$ backstitch undo
lacks backend/db/model.py: Product
lacks backend/db/model.py: Numeric
lacks backend/core/app_setup/routers_group/setting_routers.py: product
serves /setting/categories
refuses /setting/products
