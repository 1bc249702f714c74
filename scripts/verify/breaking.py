"""What was seen to break a plausible first version, one named check each."""

from datetime import UTC, datetime

import httpx

from api import API
from endpoints import CHECKS, check
from entity import PRODUCTS, REQUIRED, product
from report import equal, holds

__all__ = ["CHECKS"]

INT_MAX = 2**31 - 1
HUGE = [2**31, 2**63, 10**30]


@check("an integer that overflows is 422")
def integer_overflow(api: API) -> None:
    for number in HUGE:
        api.post(product(stock=number), 422)
        api.post(product(categoryId=number), 422)
        api.put(f"{PRODUCTS}/status", {"ids": [number], "isActive": True}, 422)
        api.get(PRODUCTS, 422, category_id=number)
    created = api.new(stock=INT_MAX)
    api.stored(created["id"], {"stock": INT_MAX})
    api.put(f"{PRODUCTS}/{created['id']}", {"stock": 2**31}, 422)
    api.post(product(stock=-1), 422)


@check("a huge page is 422")
def huge_page(api: API) -> None:
    for page in (2**63, 10**30):
        api.get(PRODUCTS, 422, page=page)
        api.get(PRODUCTS, 422, per_page=page)
    for page in (0, -1):
        api.get(PRODUCTS, 422, page=page)
        api.get(PRODUCTS, 422, per_page=page)
    equal(api.get(PRODUCTS, page=1_000_000, per_page=100)["items"], [], "a page after the last")


@check("a huge id is 422")
def huge_id(api: API) -> None:
    for number in [*HUGE, 0, -1]:
        api.get(f"{PRODUCTS}/{number}", 422)
        api.put(f"{PRODUCTS}/{number}", {}, 422)
        api.delete(f"{PRODUCTS}/{number}", 422)
    api.get(f"{PRODUCTS}/{INT_MAX}", 404)


@check("a moment is kept in UTC and ends in Z")
def moments(api: API) -> None:
    sent = {
        "2024-01-31T12:00:00": "2024-01-31T12:00:00Z",
        "2024-01-31T12:00:00Z": "2024-01-31T12:00:00Z",
        "2024-01-31T01:30:00+03:00": "2024-01-30T22:30:00Z",
        "2024-12-31T23:00:00-02:00": "2025-01-01T01:00:00Z",
    }
    for moment, expected in sent.items():
        created = api.new(publishedAt=moment)
        equal(created["publishedAt"], expected, moment)
        equal(api.get(f"{PRODUCTS}/{created['id']}")["publishedAt"], expected, moment)
        api.stored(created["id"], {"publishedAt": expected})
        holds(created["createdAt"].endswith("Z"), f"createdAt {created['createdAt']}")
    for moment in ("0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"):
        api.post(product(publishedAt=moment), 422)


@check("what was stored under other rules can be read")
def read_without_bounds(api: API) -> None:
    created = api.new()
    api.database.rows(
        f"UPDATE product SET stock = -5, price = -1.5, weight = -2 WHERE id = {created['id']}"
    )
    read = api.get(f"{PRODUCTS}/{created['id']}")
    equal([read["stock"], read["price"], read["weight"]], [-5, -1.5, -2.0], "values")
    api.get(PRODUCTS, search=created["sku"])


@check("null for a required column is 422")
def null_on_required(api: API) -> None:
    created = api.new()
    for name in ("nameEn", "nameAr", "price", "stock", "featured", "status", "isActive"):
        api.put(f"{PRODUCTS}/{created['id']}", {name: None}, 422)
    equal(api.get(f"{PRODUCTS}/{created['id']}"), created, "product")


@check("a Decimal is a JSON number and keeps its digits")
def decimals(api: API) -> None:
    for number in (0.1, 12.35, 99_999_999.99, 0):
        created = api.new(price=number)
        holds(not isinstance(created["price"], str), f"price is the string {created['price']!r}")
        equal(created["price"], number, "price")
        api.stored(created["id"], {"price": number})
    schemas = api.get("/openapi.json")["components"]["schemas"]
    equal(schemas["ProductResponse"]["properties"]["price"]["type"], "number", "schema")
    for number in (100_000_000, 1.005, -0.01):
        api.post(product(price=number), 422)


@check("a float keeps double precision")
def floats(api: API) -> None:
    for number in (123456789.123, 1e39, 5e-324, 1.7976931348623157e308):
        created = api.new(weight=number)
        equal(api.get(f"{PRODUCTS}/{created['id']}")["weight"], number, "weight")


@check("a text longer than its column is 422, an unbounded one is kept")
def lengths(api: API) -> None:
    api.post(product(nameEn="x" * 65), 422)
    api.post(product(sku="x" * 33), 422)
    widest = api.new(nameEn="😀" * 64, nameAr="ض" * 64)
    api.stored(widest["id"], {"nameEn": "😀" * 64, "nameAr": "ض" * 64})
    long = "سطر\n" * 20_000
    created = api.new(descriptionAr=long)
    api.stored(created["id"], {"descriptionAr": long})


@check("updated_at is read back after an update")
def updated_at(api: API) -> None:
    created = api.new()
    api.database.rows(
        f"UPDATE product SET updated_at = '2001-01-01 00:00:00' WHERE id = {created['id']}"
    )
    updated = api.put(f"{PRODUCTS}/{created['id']}", {"stock": 1})
    moment = datetime.fromisoformat(updated["updatedAt"])
    holds(moment > datetime(2020, 1, 1, tzinfo=UTC), f"updatedAt is {moment}")
    equal(api.get(f"{PRODUCTS}/{created['id']}")["updatedAt"], updated["updatedAt"], "read")


@check("PUT /status is not taken for an id")
def static_before_dynamic(api: API) -> None:
    created = api.new()
    api.put(f"{PRODUCTS}/status", {"ids": [created["id"]], "isActive": False}, 204)


@check("no path needs a slash at its end")
def no_redirect(api: API) -> None:
    api.post(product(), 201)
    api.get(PRODUCTS)
    holds(not any(p.endswith("/") for p in api.get("/openapi.json")["paths"]), "a path ends in /")


@check("query parameters are in snake case")
def query_names(api: API) -> None:
    operation = api.get("/openapi.json")["paths"][PRODUCTS]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    expected = {"page", "per_page", "search", "sort"}
    filters = {"featured", "status", "category_id", "is_active"}
    equal(names, expected | filters, "parameters")
    equal(api.get(PRODUCTS, per_page=3)["perPage"], 3, "perPage")


@check("a unique value that is taken is 409 and says which")
def unique(api: API) -> None:
    held, other = api.new(), api.new()
    for name, words in (("sku", "sku"), ("externalId", "external_id")):
        answer = api.post(product(**{name: held[name]}), 409)
        holds(words in answer["detail"], f"detail: {answer['detail']}")
        holds("deleted" not in answer["detail"], f"detail: {answer['detail']}")
        api.put(f"{PRODUCTS}/{other['id']}", {name: held[name]}, 409)
        api.put(f"{PRODUCTS}/{held['id']}", {name: held[name]})
    equal(api.get(f"{PRODUCTS}/{other['id']}"), other, "the refused update")
    api.new()


@check("a unique value that a deleted row holds is 409 and says so")
def unique_of_deleted(api: API) -> None:
    held = api.new()
    api.delete(f"{PRODUCTS}/{held['id']}")
    answer = api.post(product(sku=held["sku"]), 409)
    holds("sku" in answer["detail"] and "deleted" in answer["detail"], answer["detail"])


@check("values of another JSON type are 422")
def types(api: API) -> None:
    wrong = {
        "stock": ["7", True, 1.5, []],
        "weight": ["0.5", True],
        "featured": [1, "true"],
        "isActive": [0, "yes"],
        "nameEn": [5, []],
        "attributes": [[], "x", 5],
        "status": ["gone", 1],
        "externalId": ["x", 5],
        "releasedOn": ["2024-13-01", "soon"],
        "publishedAt": ["soon"],
    }
    for name, values in wrong.items():
        for value in values:
            api.post(product(**{name: value}), 422)


@check("a JSON object that no answer could carry is not stored")
def json_objects(api: API) -> None:
    deep: dict[str, object] = {}
    for _ in range(200):
        deep = {"a": deep}
    api.post(product(attributes=deep), 422)
    for number in (INT_MAX + 1, 10**30):
        equal(api.new(attributes={"n": number})["attributes"], {"n": number}, "attributes")
    body = '{"nameEn":"x","nameAr":"x","price":1,"sku":"bad-json","attributes":{"a":%s}}'
    for value in ('"\\ud800"', "NaN", "1e400"):
        # FastAPI cannot put these into a 422, and closes the connection after its 500.
        httpx.post(
            str(api.client.base_url).rstrip("/") + PRODUCTS,
            content=body % value,
            headers=dict(api.client.headers) | {"Content-Type": "application/json"},
        )
    equal(api.database.rows("SELECT id FROM product WHERE sku = 'bad-json'"), [], "rows")
    equal(api.post(REQUIRED | {"attributes": {}})["attributes"], {}, "an empty object")
