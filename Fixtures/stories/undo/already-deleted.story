Somebody deleted a generated file and its registration by hand already

peers: git revert
repo shop
$ backstitch generate entity product name:str:64:required
remove backend/api/routers/setting/product_router.py
edit backend/core/app_setup/routers_group/setting_routers.py
  -from api.routers.setting.product_router import router as product_router
edit backend/core/app_setup/routers_group/setting_routers.py
  -    app.include_router(product_router)
$ backstitch undo
same start
