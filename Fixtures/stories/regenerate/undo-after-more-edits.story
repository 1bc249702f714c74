A regeneration is undone around what was written since

repo shop
$ backstitch generate entity product name:str:64:required
$ backstitch generate entity product --field stock:int
append backend/api/crud/products.py
  
  
  def slug(product: Product) -> str:
      return product.name.lower()
edit backend/db/model.py
  -class Product(Base):
  +# Sold by the piece.
  +class Product(Base):
$ backstitch undo
lacks backend/db/model.py: stock
lacks backend/api/schemas/product_schema.py: stock
has backend/db/model.py: name: Mapped[str] = mapped_column(String(64))
serves /setting/products
$ backstitch redo
has backend/db/model.py: stock: Mapped[int | None]
serves /setting/products
