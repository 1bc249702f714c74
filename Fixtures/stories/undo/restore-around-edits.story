Restoring keeps what was written since beside it

repo shop
$ backstitch generate entity product name:str:64:required
$ backstitch apply -
  {"description": "worse", "changes": [{"replace": "backend/api/crud/products.py", "old": "SORTABLE = (\"id\", \"name\")", "new": "SORTABLE = (\"id\",)"}]}
append backend/api/crud/products.py
  
  
  def slug(product: Product) -> str:
      return product.name.lower()
$ backstitch restore 1 --paths backend/api/crud/products.py
has backend/api/crud/products.py: SORTABLE = ("id", "name")
serves /setting/products
