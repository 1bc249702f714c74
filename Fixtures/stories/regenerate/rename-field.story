A field is renamed in every layer

peers: copier update
repo shop
$ backstitch generate fullstack product title:str:64:required price:decimal:10,2
edit backend/api/crud/products.py
  -    await session.delete(product)
  +    print("gone")
  +    await session.delete(product)
$ backstitch generate fullstack product --rename title:label
has backend/db/model.py: label: Mapped[str] = mapped_column(String(64))
lacks backend/db/model.py: title: Mapped
has frontend/lib/types/api/product.ts: label
lacks frontend/lib/types/api/product.ts: title
says alembic
serves /setting/products
