A feature is switched on later

repo shop
$ backstitch generate entity product name:str:64:required
append backend/api/routers/setting/product_router.py
  
  
  @router.get("/{product_id}/label", responses=NOT_FOUND)
  async def label(product: Existing) -> str:
      return product.name
$ backstitch generate entity product --feature active
has backend/db/model.py: is_active: Mapped[bool]
has backend/api/routers/setting/product_router.py: /status
serves /setting/products
