A field goes from every layer; what a person wrote stays

peers: copier update
repo shop
$ backstitch generate fullstack product name:str:64:required price:decimal:10,2 stock:int
append backend/api/crud/products.py
  
  
  def slug(product: Product) -> str:
      return product.name.lower()
$ backstitch generate fullstack product --drop-field stock
lacks backend/db/model.py: stock
lacks backend/api/schemas/product_schema.py: stock
lacks frontend/lib/types/api/product.ts: stock
has backend/db/model.py: price
serves /setting/products
