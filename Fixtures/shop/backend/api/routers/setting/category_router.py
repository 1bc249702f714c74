from math import ceil
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Query, status
from sqlalchemy.exc import IntegrityError

from api.crud import categories
from api.dependencies.auth import get_current_user
from api.schemas.category_schema import (
    CategoryCreate,
    CategoryListResponse,
    CategoryResponse,
)
from db.session import SessionDep

router = APIRouter(
    prefix="/setting/categories", tags=["categories"], dependencies=[Depends(get_current_user)]
)

CategoryId = Annotated[int, Path(ge=1, le=2_147_483_647)]


@router.get("")
async def list_categories(
    session: SessionDep,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    per_page: Annotated[int, Query(ge=1, le=100)] = 20,
) -> CategoryListResponse:
    rows, total = await categories.list_categories(session, page, per_page)
    return CategoryListResponse(
        items=rows, total=total, page=page, per_page=per_page, total_pages=ceil(total / per_page)
    )


@router.get("/{category_id}", responses={404: {"description": "No such category"}})
async def get_category(category_id: CategoryId, session: SessionDep) -> CategoryResponse:
    category = await categories.get_category(session, category_id)
    if category is None:
        raise HTTPException(404, "No such category")
    return category


@router.post("", status_code=201, responses={409: {"description": "Name taken, or no such parent"}})
async def create_category(data: CategoryCreate, session: SessionDep) -> CategoryResponse:
    try:
        category = await categories.create_category(session, data)
        await session.commit()
    except IntegrityError as error:
        await session.rollback()
        raise HTTPException(status.HTTP_409_CONFLICT, "Name taken, or no such parent") from error
    return category


# Renaming goes through the spreadsheet import, hence no PUT.
@router.delete(
    "/{category_id}", status_code=204,
    responses={404: {"description": "No such category"}, 409: {"description": "In use"}},
)
async def delete_category(category_id: CategoryId, session: SessionDep) -> None:
    category = await categories.get_category(session, category_id)
    if category is None:
        raise HTTPException(404, "No such category")
    try:
        await categories.delete_category(session, category)
        await session.commit()
    except IntegrityError as error:
        await session.rollback()
        raise HTTPException(409, "Something still lies on this shelf") from error
