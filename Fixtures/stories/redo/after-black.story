Redo finds its places after Black ran

repo shop
$ backstitch generate entity product name:str:64:required category:ref:Category
$ backstitch undo
format black backend
save formatted
$ backstitch redo
once backend/db/model.py: class Product(Base)
serves /setting/products
$ backstitch undo
same formatted
