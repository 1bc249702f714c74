A created file that somebody edited is not deleted silently; the route does not stay behind

peers: git revert
repo shop
$ backstitch generate entity product name:str:64:required price:decimal:10,2
edit backend/api/crud/products.py
  -    await session.delete(product)
  +    # The accountants want to see what is deleted.
  +    await session.delete(product)
save edited
2$ backstitch undo
says backend/api/crud/products.py
says edited
same edited
$ backstitch undo --on-conflict keep
exists backend/api/crud/products.py
gone backend/api/routers/setting/product_router.py
lacks backend/core/app_setup/routers_group/setting_routers.py: product
refuses /setting/products
write backend/api/schemas/product_schema.py
  class ProductCreate: ...
  class ProductUpdate: ...
