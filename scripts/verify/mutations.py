"""Faults put into generated code; a named check must catch each."""

import re
from dataclasses import dataclass
from pathlib import Path

from report import holds

SCHEMA = "api/schemas/product_schema.py"
CRUD = "api/crud/products.py"
ROUTER = "api/routers/setting/product_router.py"
REGISTRAR = "core/app_setup/routers_group/setting_routers.py"
MODEL = "db/model.py"
SESSION = "db/session.py"

# The one check that is no request.
UPGRADE = "a revision is made and applied"


@dataclass(frozen=True)
class Mutation:
    """One fault: what is replaced where, and the check that catches it."""

    name: str
    # A path of the backend, a pattern, its replacement.
    edits: list[tuple[str, str, str]]
    caught_by: str
    # The tables change with it: it needs a database of its own.
    migrates: bool = False

    def apply(self, backend: Path) -> None:
        """Puts the fault in; fails when there is nothing to replace."""
        for path, pattern, replacement in self.edits:
            text = (backend / path).read_text()
            text, count = re.subn(pattern, replacement, text, flags=re.MULTILINE | re.DOTALL)
            holds(count, f"{path} has nothing like {pattern}")
            (backend / path).write_text(text)


MUTATIONS = [
    Mutation(
        "a field with another name in the schema",
        [(SCHEMA, r"\bstock:", "in_stock:")],
        "create answers 201 with every field, and every column holds it",
    ),
    Mutation(
        "a field missing in the response",
        [(SCHEMA, r"(class ProductResponse.*?)    description_ar: str \| None\n", r"\1")],
        "create answers 201 with every field, and every column holds it",
    ),
    Mutation(
        "a router that is not registered",
        [(REGISTRAR, r"^ *app\.include_router\(product_router.*?\)\n", "")],
        "openapi.json lists the new paths",
    ),
    Mutation(
        "PUT /{id} before PUT /status",
        [
            (
                ROUTER,
                r'(@router\.put\(\s*"/status".*?)\n\n\n(.*?)(?=\n\n\n@router\.put\(\s*"/\{\w+\}/status")',
                r"\2\n\n\n\1",
            )
        ],
        "PUT /status is not taken for an id",
    ),
    Mutation(
        "a Decimal without a serializer",
        [(SCHEMA, r", PlainSerializer\(float.*?\)\]", ", None]")],
        "a Decimal is a JSON number and keeps its digits",
    ),
    Mutation(
        "no commit",
        [(ROUTER, r"await session\.commit\(\)", "await session.flush()")],
        "create answers 201 with every field, and every column holds it",
    ),
    Mutation(
        "a commit after the answer",
        [
            (ROUTER, r"await session\.commit\(\)", "await session.flush()"),
            (
                SESSION,
                r"^( +)yield session\n",
                r"\1yield session\n\1await asyncio.sleep(0.3)\n\1await session.commit()\n",
            ),
            (SESSION, r"\A", "import asyncio\n"),
        ],
        "create answers 201 with every field, and every column holds it",
    ),
    Mutation(
        "a String without a length",
        [(MODEL, r"(class Product\(.*?)String\(64\)", r"\1String")],
        UPGRADE,
        migrates=True,
    ),
    Mutation(
        "a page without a bound",
        [(ROUTER, r"(page: Annotated\[int, Query\(ge=1), le=\w+\)", r"\1)")],
        "a huge page is 422",
    ),
    Mutation(
        "an integer without a bound",
        [(SCHEMA, r"(stock: .*?ge=0), le=\w+\)", r"\1)")],
        "an integer that overflows is 422",
    ),
    Mutation(
        "a path without a bound", [(ROUTER, r"Path\(ge=1, le=\w+\)", "Path()")], "a huge id is 422"
    ),
    Mutation(
        "moments as they were sent",
        [(SCHEMA, r"\.astimezone\(UTC\)", "")],
        "a moment is kept in UTC and ends in Z",
    ),
    Mutation(
        "moments without Z",
        [(SCHEMA, r"return value\.replace\(tzinfo=UTC\)", "return value")],
        "a moment is kept in UTC and ends in Z",
    ),
    Mutation(
        "a response with the bounds of the input",
        [(SCHEMA, r"(class ProductResponse.*?stock: int)$", r"\1 = Field(ge=0)")],
        "what was stored under other rules can be read",
    ),
    Mutation(
        "null for a required column",
        [(SCHEMA, r"(class ProductUpdate.*?name_en: str)", r"\1 | None")],
        "null for a required column is 422",
    ),
    Mutation(
        "no refresh",
        [(CRUD, r"^ *await session\.refresh\(.*?\)\n", "")],
        "a write answers what a read answers",
    ),
    Mutation(
        "an update that does not say when",
        [(MODEL, r"(class Product\(.*?)onupdate=.*?,\n    \)", r"\1)")],
        "updated_at is read back after an update",
    ),
    Mutation(
        "deleted rows that can be read",
        [(CRUD, r",\s*Product\.is_deleted\.is_\(False\)", "")],
        "a deleted product is gone, and its row stays",
    ),
    Mutation(
        "a delete that deletes",
        [(CRUD, r"product\.is_deleted = True", "await session.delete(product)")],
        "a deleted product is gone, and its row stays",
    ),
    Mutation(
        "a refusal of the database that nobody expects",
        [(ROUTER, r"except IntegrityError", "except ZeroDivisionError")],
        "a unique value that is taken is 409 and says which",
    ),
    Mutation(
        "silence about a deleted row",
        [(CRUD, r'"a deleted product" if \w+ else ', "")],
        "a unique value that a deleted row holds is 409 and says so",
    ),
    Mutation(
        "a list without its categories",
        [(CRUD, r"^ *\.options\(selectinload\(.*?\)\)\n", "")],
        "the list has pages, and the label of the category",
    ),
    Mutation(
        "a path with a slash at its end",
        [(ROUTER, r'@router\.post\(\s*""', '@router.post("/"')],
        "no path needs a slash at its end",
    ),
    Mutation(
        "a query parameter in camel case",
        [(ROUTER, r"(per_page: Annotated\[int, Query\()", r'\1alias="perPage", ')],
        "query parameters are in snake case",
    ),
    Mutation(
        "children emptied by the parent's deletion",
        [(MODEL, r',\s*passive_deletes="all"', "")],
        "a category that has products stays",
    ),
    Mutation(
        "numbers that may be text",
        [
            (
                SCHEMA,
                r"^(from api\.schemas\.base_schema .*?)$",
                r"\1\n\nStrictInt, StrictFloat, StrictBool = int, float, bool",
            )
        ],
        "values of another JSON type are 422",
    ),
    Mutation(
        "endpoints for anybody",
        [(ROUTER, r"^ *dependencies=\[.*?\],\n", "")],
        "without a user every endpoint answers 401",
    ),
    Mutation(
        "a float in single precision",
        [(MODEL, r"\bDouble\b", "Float")],
        "a float keeps double precision",
        migrates=True,
    ),
    Mutation(
        "a text of 64 KiB",
        [(MODEL, r"\.with_variant\(.*?\)", "")],
        "a text longer than its column is 422, an unbounded one is kept",
        migrates=True,
    ),
]
