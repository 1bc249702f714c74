from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.schemas.category_schema import CategoryCreate
from db.model import Category


async def list_categories(session: AsyncSession, page: int, per_page: int) -> tuple[list[Category], int]:
    total = await session.scalar(select(func.count()).select_from(Category))
    rows = await session.scalars(
        select(Category).order_by(Category.position, Category.id)
        .limit(per_page).offset((page - 1) * per_page)
    )
    return list(rows), total or 0


async def get_category(session: AsyncSession, category_id: int) -> Category | None:
    return await session.get(Category, category_id)


async def create_category(session: AsyncSession, data: CategoryCreate) -> Category:
    category = Category(**data.model_dump())
    session.add(category)
    await session.flush()
    return category


async def delete_category(session: AsyncSession, category: Category) -> None:
    await session.delete(category)
    await session.flush()
