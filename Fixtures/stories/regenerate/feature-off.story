A feature is switched off in the entity's file

repo shop
$ backstitch generate entity product name:str:64:required --feature active
append backend/api/crud/products.py
  
  
  def slug(product: Product) -> str:
      return product.name.lower()
$ sed -i 's/active: true/active: false/' .backstitch/entities/product.yaml
$ backstitch regenerate product
lacks backend/db/model.py: is_active
lacks backend/api/routers/setting/product_router.py: /status
serves /setting/products
