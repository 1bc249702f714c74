Black ran before the first commit: one field more keeps the formatting

repo shop
$ backstitch generate entity product name:str:64:required price:decimal:10,2 category:ref:Category
format black backend
commit product
save formatted
$ backstitch generate entity product --field stock:int
has backend/db/model.py: stock: Mapped[int | None]
has backend/api/crud/products.py: or_(*(column.icontains(search, autoescape=True) for column in SEARCHED))
serves /setting/products
$ backstitch undo
same formatted
