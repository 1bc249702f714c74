"""Every endpoint over HTTP; each write is read back over a second connection."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from api import API
from entity import DEFAULTS, OPERATIONS, PRODUCTS, REQUIRED, product
from report import equal, holds

Check = Callable[[API], None]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Registers a check under a name."""

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


@check("openapi.json lists the new paths")
def openapi(api: API) -> None:
    paths = api.get("/openapi.json")["paths"]
    found: dict[str, set[str]] = {}
    for path, item in paths.items():
        if path.startswith(PRODUCTS):
            words = ["*" if word.startswith("{") else word for word in path.split("/")]
            found["/".join(words)] = set(item)
    equal(found, OPERATIONS, "operations")


@check("create answers 201 with every field, and every column holds it")
def create(api: API) -> None:
    body = product()
    created = api.post(body)
    for name, value in body.items():
        equal(created.get(name, "absent"), value, name)
    equal(created["category"], {"id": 1, "nameEn": "Tea"}, "category")
    api.stored(created["id"], body)


@check("create with the required fields only takes the defaults")
def create_with_defaults(api: API) -> None:
    created = api.post(REQUIRED)
    for name, value in (REQUIRED | DEFAULTS).items():
        equal(created[name], value, name)
    api.stored(created["id"], REQUIRED | DEFAULTS)


@check("create without a required field answers 422")
def create_incomplete(api: API) -> None:
    for name in REQUIRED:
        api.post({key: value for key, value in REQUIRED.items() if key != name}, 422)


@check("a write answers what a read answers")
def write_is_read(api: API) -> None:
    created = api.new(categoryId=None)
    url = f"{PRODUCTS}/{created['id']}"
    equal(api.get(url), created, "read after create")
    updated = api.put(url, {"nameEn": "Black tea", "categoryId": 1})
    equal(updated["category"], {"id": 1, "nameEn": "Tea"}, "category after update")
    equal(api.get(url), updated, "read after update")


@check("update changes what was sent and nothing else")
def update(api: API) -> None:
    body = product()
    created = api.post(body)
    changes = {"nameEn": "White tea", "price": 0.5, "status": "draft", "featured": False}
    updated = api.put(f"{PRODUCTS}/{created['id']}", changes)
    equal(updated, created | changes | {"updatedAt": updated["updatedAt"]}, "product")
    api.stored(created["id"], body | changes)


@check("update to null empties a nullable column")
def update_to_null(api: API) -> None:
    created = api.new()
    nothing = {name: None for name, value in DEFAULTS.items() if value is None}
    updated = api.put(f"{PRODUCTS}/{created['id']}", nothing)
    for name in nothing:
        equal(updated[name], None, name)
    equal(updated["category"], None, "category")
    api.stored(created["id"], nothing)


@check("the list has pages, and the label of the category")
def pages(api: API) -> None:
    marker = f"paged by the page {product()['sku']}"
    ids = [api.new(descriptionEn=marker)["id"] for _ in range(5)]
    first = api.get(PRODUCTS, search=marker, per_page=2, sort="id")
    second = api.get(PRODUCTS, search=marker, per_page=2, page=3, sort="id")
    equal([item["id"] for item in first["items"]], ids[:2], "first page")
    equal([item["id"] for item in second["items"]], ids[4:], "third page")
    equal(first["items"][0]["category"]["nameEn"], "Tea", "label")
    del first["items"], second["items"]
    equal(first, {"total": 5, "page": 1, "perPage": 2, "totalPages": 3}, "first page")
    equal(second, {"total": 5, "page": 3, "perPage": 2, "totalPages": 3}, "third page")


@check("the list is searched, Arabic and wildcards included")
def search(api: API) -> None:
    found = api.new(nameAr="زعفران", nameEn="100% saffron_x")["id"]
    for text in ("زعفران", "عفر", "SAFFRON", "100%", "n_x"):
        ids = [item["id"] for item in api.get(PRODUCTS, search=text)["items"]]
        holds(found in ids, f"{text!r} does not find it")
    equal(api.get(PRODUCTS, search="100%%")["total"], 0, "a wildcard that is none")
    equal(api.get(PRODUCTS, search="saffronax")["total"], 0, "an underscore that is one letter")


@check("the list is sorted and filtered")
def sort_and_filter(api: API) -> None:
    marker = f"sorted and filtered {product()['sku']}"
    cheap = api.new(descriptionEn=marker, price=1, featured=False, categoryId=None)["id"]
    dear = api.new(descriptionEn=marker, price=2, status="draft", isActive=False)["id"]

    def ids(**params: object) -> list[int]:
        answer = api.call("GET", PRODUCTS, 200, params={"search": marker} | params)
        return [item["id"] for item in answer.json()["items"]]

    equal(ids(sort="price"), [cheap, dear], "sort=price")
    equal(ids(sort="-price"), [dear, cheap], "sort=-price")
    equal(ids(featured=True), [dear], "featured")
    equal(ids(status="live"), [cheap], "status")
    equal(ids(category_id=1), [dear], "category_id")
    equal(ids(is_active=True), [cheap], "is_active")
    api.get(PRODUCTS, 422, sort="nothing")
    api.call("GET", PRODUCTS, 422, params={"status": "nothing"})


@check("the status of one, and of several")
def status(api: API) -> None:
    first, second = api.new()["id"], api.new()["id"]
    answer = api.put(f"{PRODUCTS}/{first}/status", {"isActive": False})
    equal(answer["isActive"], False, "isActive")
    api.stored(first, {"isActive": False})
    api.put(f"{PRODUCTS}/status", {"ids": [first, second], "isActive": False}, 204)
    api.stored(second, {"isActive": False})
    api.put(f"{PRODUCTS}/status", {"ids": [first], "isActive": True}, 204)
    api.stored(first, {"isActive": True})
    api.stored(second, {"isActive": False})
    api.put(f"{PRODUCTS}/status", {"ids": [], "isActive": True}, 422)


@check("a deleted product is gone, and its row stays")
def delete(api: API) -> None:
    created = api.new()
    url = f"{PRODUCTS}/{created['id']}"
    api.delete(url)
    equal(bool(api.database.product(created["id"])["is_deleted"]), True, "SQL is_deleted")
    api.get(url, 404)
    api.put(url, {"stock": 1}, 404)
    api.put(f"{url}/status", {"isActive": False}, 404)
    api.delete(url, 404)
    equal(api.get(PRODUCTS, search=created["sku"])["total"], 0, "listed")
    api.put(f"{PRODUCTS}/status", {"ids": [created["id"]], "isActive": False}, 204)
    api.stored(created["id"], {"isActive": True})


@check("who and when: created and updated")
def audit(api: API) -> None:
    created = api.new()
    url = f"{PRODUCTS}/{created['id']}"
    equal((created["createdBy"], created["updatedBy"]), (1, 1), "created by")
    when = datetime.fromisoformat(created["createdAt"])
    holds(abs(datetime.now(UTC) - when) < timedelta(minutes=1), f"created at {when}")

    other = API(str(api.client.base_url), api.database, user=2)
    updated = other.put(url, {"stock": 1})
    equal((updated["createdBy"], updated["updatedBy"]), (1, 2), "updated by")
    row = api.database.product(created["id"])
    equal((row["created_by"], row["updated_by"]), (1, 2), "SQL")
    other.put(f"{url}/status", {"isActive": False})
    api.put(f"{PRODUCTS}/status", {"ids": [created["id"]], "isActive": True}, 204)
    equal(api.database.product(created["id"])["updated_by"], 1, "SQL updated_by")


@check("without a user every endpoint answers 401")
def needs_user(api: API) -> None:
    created = api.new()
    for path, methods in OPERATIONS.items():
        for method in methods:
            url = path.replace("*", str(created["id"]))
            api.call(method.upper(), url, 401, json={}, headers={"Authorization": ""})
    api.stored(created["id"], {"isActive": True})


@check("a reference to nothing answers 409")
def no_such_category(api: API) -> None:
    api.post(product(categoryId=2_000_000_000), 409)
    created = api.new()
    api.put(f"{PRODUCTS}/{created['id']}", {"categoryId": 2_000_000_000}, 409)
    api.stored(created["id"], {"categoryId": 1})


@check("a category that has products stays")
def restricted(api: API) -> None:
    names = {"nameEn": product()["sku"], "nameAr": "بن"}
    category = api.post(names, path="/setting/categories")["id"]
    created = api.new(categoryId=category)
    api.delete(f"/setting/categories/{category}", 409)
    api.stored(created["id"], {"categoryId": category})
