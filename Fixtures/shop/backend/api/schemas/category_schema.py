from pydantic import Field

from api.schemas.base_schema import CamelModel


class CategoryBase(CamelModel):
    name_en: str = Field(min_length=1, max_length=64)
    name_ar: str = Field(min_length=1, max_length=64)
    position: int = Field(default=0, ge=0, le=9999)
    parent_id: int | None = Field(default=None, ge=1, le=2_147_483_647)


class CategoryCreate(CategoryBase): ...


class CategoryResponse(CamelModel):
    id: int
    name_en: str
    name_ar: str
    position: int
    parent_id: int | None


class CategoryListResponse(CamelModel):
    items: list[CategoryResponse]
    total: int
    page: int
    per_page: int
    total_pages: int
