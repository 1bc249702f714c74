"""The entities that are generated, and what is sent and expected of them."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

# Every row of the type mapping, text and enum, a reference and all features.
PRODUCT = [
    "product",
    "name_en:str:64:required",
    "description_en:text",
    "sku:str:32:unique",
    "price:decimal:10,2:required:min:0",
    "stock:int:min:0=0",
    "weight:float:min:0",
    "featured:bool=false",
    "published_at:datetime",
    "released_on:date",
    "external_id:uuid:unique",
    "attributes:json",
    "status:enum:draft,live=draft",
    "category:ref:Category:restrict",
    "--feature",
    "bilingual,soft-delete,audit,active",
    "--tests",
]
# Two fields and nothing else.
TAG = ["tag", "name:str:40:required", "position:int"]

PRODUCTS = "/setting/products"
TAGS = "/setting/tags"

PRODUCT_FILES = [
    "api/schemas/product_schema.py",
    "api/crud/products.py",
    "api/routers/setting/product_router.py",
    "tests/test_products.py",
]
EDITED_FILES = ["db/model.py", "core/app_setup/routers_group/setting_routers.py"]
TAG_FILES = ["api/schemas/tag_schema.py", "api/crud/tags.py", "api/routers/setting/tag_router.py"]

OPERATIONS = {
    PRODUCTS: {"get", "post"},
    f"{PRODUCTS}/status": {"put"},
    f"{PRODUCTS}/*": {"get", "put", "delete"},
    f"{PRODUCTS}/*/status": {"put"},
}

_numbers: Iterator[int] = count(1)


def product(**changes: Any) -> dict[str, Any]:
    """A body with every field; unique values differ from call to call."""
    number = next(_numbers)
    return {
        "nameEn": "Green tea",
        "nameAr": "شاي أخضر",
        "descriptionEn": "Loose leaves, 250 g",
        "descriptionAr": "أوراق سائبة",
        "sku": f"TEA-{number}",
        "price": 12.35,
        "stock": 7,
        "weight": 0.257,
        "featured": True,
        "publishedAt": "2024-01-31T12:00:00Z",
        "releasedOn": "2024-02-29",
        "externalId": str(UUID(int=number)),
        "attributes": {"origin": "الصين", "grades": [1, 2.5, None, {"best": True}]},
        "status": "live",
        "categoryId": 1,
        "isActive": True,
    } | changes


# What only the required fields need.
REQUIRED = {"nameEn": "Plain", "nameAr": "عادي", "price": 1}

# What a product has when nothing else was sent.
DEFAULTS = {
    "descriptionEn": None,
    "descriptionAr": None,
    "sku": None,
    "stock": 0,
    "weight": None,
    "featured": False,
    "publishedAt": None,
    "releasedOn": None,
    "externalId": None,
    "attributes": None,
    "status": "draft",
    "categoryId": None,
    "isActive": True,
}


def column(name: str) -> str:
    """The column of a name on the wire."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)


def as_stored(name: str, value: Any) -> Any:
    """A value on the wire as the column keeps it, in a form both databases are brought to."""
    if value is None:
        return None
    match name:
        case "price":
            return Decimal(str(value))
        case "featured" | "isActive":
            return bool(value)
        case "publishedAt":
            return datetime.fromisoformat(value).replace(tzinfo=None)
        case "releasedOn":
            return date.fromisoformat(value)
        case "externalId":
            return UUID(value)
    return value
