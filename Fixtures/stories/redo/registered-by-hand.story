Somebody registered the router by hand meanwhile: it is not registered twice

repo shop
$ backstitch generate entity product name:str:64:required
$ backstitch undo
edit backend/core/app_setup/routers_group/setting_routers.py
  -from api.routers.setting.category_router import router as category_router
  +from api.routers.setting import category_router, product_router
edit backend/core/app_setup/routers_group/setting_routers.py
  -    app.include_router(category_router)
  +    app.include_router(category_router.router)
  +    app.include_router(product_router.router)
$ backstitch redo
once backend/core/app_setup/routers_group/setting_routers.py: include_router(product_router
serves /setting/products
