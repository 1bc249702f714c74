Generate, format, git commit, clone, edit, regenerate in the clone: merged

peers: copier update
repo shop
$ backstitch generate entity product name:str:64:required price:decimal:10,2 category:ref:Category
format black backend
commit product
clone
edit backend/api/crud/products.py
  -    session.add(product)
  -    return await _written(session, product)
  +    session.add(product)
  +    print("a new product")
  +    return await _written(session, product)
edit backend/api/routers/setting/product_router.py
  -NOT_FOUND: dict[int | str, Any] = {404: {"description": "No such product"}}
  +NOT_FOUND: dict[int | str, Any] = {404: {"description": "We never had such a product"}}
commit "by hand"
save edited
$ backstitch generate entity product --field stock:int
has backend/db/model.py: stock: Mapped[int | None]
has backend/api/schemas/product_schema.py: stock
serves /setting/products
$ backstitch undo
same edited
