A registration that a person took out is not put back

peers: copier update
repo shop
$ backstitch generate entity product name:str:64:required
edit backend/core/app_setup/routers_group/setting_routers.py
  -    app.include_router(product_router)
  +    # products come with the next release
edit backend/core/app_setup/routers_group/setting_routers.py
  -from api.routers.setting.product_router import router as product_router
$ backstitch generate entity product --field stock:int
lacks backend/core/app_setup/routers_group/setting_routers.py: product_router
has backend/db/model.py: stock
refuses /setting/products
