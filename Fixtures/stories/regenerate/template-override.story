A template of the project's own is used from then on

repo shop
$ backstitch generate entity product name:str:64:required
edit backend/api/crud/products.py
  -    await session.delete(product)
  +    print("gone")
  +    await session.delete(product)
$ backstitch templates list
says fastapi/crud
$ backstitch templates eject fastapi/crud
$ sed -i 's/how many there are on all pages/how many there are/' .backstitch/templates/fastapi/crud.mustache
$ backstitch regenerate product
has backend/api/crud/products.py: """One page of products, and how many there are."""
serves /setting/products
