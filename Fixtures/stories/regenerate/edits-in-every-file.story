A field more, with a person's edits in every generated file

peers: copier update
repo shop
$ backstitch generate entity product name:str:64:required price:decimal:10,2
edit backend/api/crud/products.py
  -async def get_product(session: AsyncSession, product_id: int) -> Product | None:
  +async def count_products(session: AsyncSession) -> int:
  +    return await session.scalar(select(func.count()).select_from(Product)) or 0
  +
  +
  +async def get_product(session: AsyncSession, product_id: int) -> Product | None:
edit backend/api/schemas/product_schema.py
  -class ProductUpdate(ProductBase):
  +class ProductLabel(CamelModel):
  +    text: str
  +
  +
  +class ProductUpdate(ProductBase):
edit backend/api/routers/setting/product_router.py
  -@router.get("/{product_id}", responses=NOT_FOUND)
  +@router.get("/count")
  +async def count_products(session: SessionDep) -> int:
  +    return await crud.count_products(session)
  +
  +
  +@router.get("/{product_id}", responses=NOT_FOUND)
edit backend/db/model.py
  -class Product(Base):
  +# Prices are net.
  +class Product(Base):
save edited
$ backstitch generate entity product --field stock:int
has backend/db/model.py: stock: Mapped[int | None]
has backend/api/schemas/product_schema.py: stock
serves /setting/products /setting/products/count
$ backstitch undo
same edited
