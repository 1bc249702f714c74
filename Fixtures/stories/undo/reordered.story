Somebody sorted the registrations another way and set a comment beside them

repo shop
$ backstitch generate entity product name:str:64:required
$ backstitch generate entity warehouse city:str:64:required
edit backend/core/app_setup/routers_group/setting_routers.py
  -    # catalogue
  -    app.include_router(category_router)
  -    app.include_router(product_router)
  -    app.include_router(warehouse_router)
  +    # stock
  +    app.include_router(warehouse_router)
  +
  +    # catalogue
  +    app.include_router(product_router)
  +    app.include_router(category_router)
forget app.include_router(product_router)
$ backstitch undo 1
once backend/core/app_setup/routers_group/setting_routers.py: app.include_router(warehouse_router)
lacks backend/core/app_setup/routers_group/setting_routers.py: product
has backend/core/app_setup/routers_group/setting_routers.py: # catalogue
serves /setting/warehouses /setting/categories
