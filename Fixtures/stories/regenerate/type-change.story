A field changes its type

repo shop
$ backstitch generate entity product name:str:64:required stock:int
edit backend/db/model.py
  -class Product(Base):
  +# Counted every night.
  +class Product(Base):
$ backstitch generate entity product --field stock:decimal:12,3
has backend/db/model.py: stock: Mapped[Decimal | None] = mapped_column(Numeric(12, 3))
serves /setting/products
