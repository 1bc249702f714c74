A week of edits in the same files is kept

peers: git revert
repo shop
$ backstitch generate entity product name:str:64:required price:decimal:10,2 category:ref:Category
edit backend/db/model.py
  -    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
  +    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
  +    archived: Mapped[bool] = mapped_column(default=False)
append backend/db/model.py
  
  
  class Shelf(Base):
      __tablename__ = "shelf"
  
      id: Mapped[int] = mapped_column(primary_key=True)
      label: Mapped[str] = mapped_column(String(16))
edit backend/core/app_setup/routers_group/setting_routers.py
  -    """What the back office calls "settings"."""
  +    """What the back office calls "settings", the catalogue first."""
edit backend/main.py
  -    app = FastAPI(title="Shop", lifespan=lifespan)
  +    app = FastAPI(title="The Shop", lifespan=lifespan)
append .env.example
  SMTP_HOST=localhost
$ backstitch undo
lacks backend/db/model.py: Product
has backend/db/model.py: class Shelf(Base)
has backend/db/model.py: archived: Mapped[bool]
serves /setting/categories
refuses /setting/products
