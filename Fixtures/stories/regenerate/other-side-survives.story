The other entity's class is edited: its relationship stays, the rest is merged by node

repo shop
$ backstitch generate entity product name:str:64:required category:ref:Category
edit backend/db/model.py
  -    """A shelf of the catalogue. Shelves can lie in each other, two levels at most."""
  +    """A shelf of the catalogue, in a tree of any depth."""
append backend/db/model.py
  
  
  class Shelf(Base):
      __tablename__ = "shelf"
  
      id: Mapped[int] = mapped_column(primary_key=True)
$ backstitch generate entity product --field stock:int --drop-field category
lacks backend/db/model.py: back_populates
has backend/db/model.py: class Shelf(Base)
has backend/db/model.py: stock: Mapped[int | None]
serves /setting/products /setting/categories
