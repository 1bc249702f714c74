A person and the generator wrote different fields of one class

peers: copier update
repo shop
$ backstitch generate entity product name:str:64:required price:decimal:10,2 note:text
edit backend/db/model.py
  -    __tablename__ = "product"
  +    __tablename__ = "product"
  +    __mapper_args__ = {"eager_defaults": True}
$ backstitch generate entity product --field stock:int
has backend/db/model.py: stock: Mapped[int | None]
has backend/db/model.py: __mapper_args__
serves /setting/products
