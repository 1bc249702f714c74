import Patch

/// Backends that people wrote otherwise than the generators do.
enum SampleBackends {
  /// Names in snake case on the wire, a plain list, no update; with or without the router.
  static func customers(router: Bool, model: String = customer) -> MemoryTree {
    var files: [(StaticString, String)] = [
      ("api/db/base.py", base), ("api/db/session.py", session), ("api/db/model.py", model),
      ("api/api/schemas/customer_schema.py", schemas),
      ("api/api/routers/setting/__init__.py", ""), ("api/api/routers/__init__.py", ""),
      ("api/api/__init__.py", ""),
    ]
    files.append(("api/main.py", router ? main + registration : main))
    if router { files.append(("api/api/routers/setting/customer_router.py", customerRouter)) }
    return LayoutTests().tree(files)
  }

  static let base = """
    from sqlalchemy.orm import DeclarativeBase


    class Base(DeclarativeBase):
        pass

    """

  static let session = """
    import os
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

    engine = create_async_engine(os.environ["DATABASE_URL"])
    factory = async_sessionmaker(engine, expire_on_commit=False)


    async def get_session() -> AsyncIterator[AsyncSession]:
        async with factory() as session:
            yield session

    """

  static let customer = """
    from datetime import datetime

    from sqlalchemy import String
    from sqlalchemy.orm import Mapped, mapped_column

    from db.base import Base


    class Customer(Base):
        __tablename__ = "customers"

        id: Mapped[int] = mapped_column(primary_key=True)
        full_name: Mapped[str] = mapped_column(String(120))
        email: Mapped[str | None] = mapped_column(String(255), unique=True)
        seen_at: Mapped[datetime | None]

    """

  static let schemas = """
    from datetime import datetime

    from pydantic import BaseModel, ConfigDict


    class CustomerCreate(BaseModel):
        full_name: str
        email: str | None = None
        seen_at: datetime | None = None


    class CustomerResponse(CustomerCreate):
        model_config = ConfigDict(from_attributes=True)

        id: int

    """

  static let main = """
    from fastapi import FastAPI

    app = FastAPI()

    """

  static let registration = """
    from api.routers.setting import customer_router

    app.include_router(customer_router.router, prefix="/setting/customers", tags=["Customers"])

    """

  static let customerRouter = """
    from fastapi import APIRouter, Depends
    from sqlalchemy import select
    from sqlalchemy.ext.asyncio import AsyncSession

    from api.schemas.customer_schema import CustomerCreate, CustomerResponse
    from db.model import Customer
    from db.session import get_session

    router = APIRouter()


    @router.get("")
    async def read(session: AsyncSession = Depends(get_session)) -> list[CustomerResponse]:
        return (await session.scalars(select(Customer))).all()


    @router.post("", status_code=201)
    async def create(
        data: CustomerCreate, session: AsyncSession = Depends(get_session)
    ) -> CustomerResponse:
        customer = Customer(**data.model_dump())
        session.add(customer)
        await session.commit()
        return customer

    """
}
