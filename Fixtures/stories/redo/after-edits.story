Redo merges around what was edited since the undo

repo shop
$ backstitch generate entity product name:str:64:required
$ backstitch undo
edit backend/core/app_setup/routers_group/setting_routers.py
  -    # catalogue
  +    # the catalogue comes first
append backend/db/model.py
  
  
  class Shelf(Base):
      __tablename__ = "shelf"
  
      id: Mapped[int] = mapped_column(primary_key=True)
$ backstitch redo
once backend/db/model.py: class Product(Base)
has backend/db/model.py: class Shelf(Base)
serves /setting/products
