"""Generated route handlers over HTTP, with the real backend behind them or a gateway's answers."""

import gzip
import http.client
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx

from api import USERS
from database import Database
from entity import PRODUCTS, product
from report import equal, holds
from web.gateway import Answer, Gateway

ROUTES = f"/api{PRODUCTS}"

# Every route and method, with a body where there is one.
CALLS: list[tuple[str, str, Any]] = [
    ("GET", "", None),
    ("POST", "", {"nameEn": "x"}),
    ("GET", "/1", None),
    ("PUT", "/1", {"stock": 1}),
    ("DELETE", "/1", None),
    ("PUT", "/1/status", {"isActive": True}),
    ("PUT", "/status", {"ids": [1], "isActive": True}),
]


@dataclass
class Site:
    """A served frontend, the gateway its handlers call, and the database behind that."""

    address: str
    gateway: Gateway
    database: Database
    # Whether the project has a function of its own for requests to the backend: what is passed on
    # besides the user is its business.
    has_fetch: bool = False

    def call(self, method: str, path: str, status: int, **options: Any) -> httpx.Response:
        """A request of a user whose answer must have a status."""
        headers = {"Authorization": f"Bearer {USERS[1]}"} | options.pop("headers", {})
        answer = httpx.request(
            method, f"{self.address}{ROUTES}{path}", headers=headers, timeout=20, **options
        )
        holds(
            answer.status_code == status,
            f"{method} {ROUTES}{path}: {answer.status_code} instead of {status}: "
            f"{answer.text[:300]}",
        )
        return answer

    def raw(self, method: str, target: str) -> int:
        """A request whose path no client tidied up; the status of its answer."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)
        connection.request(method, target, headers={"Authorization": f"Bearer {USERS[1]}"})
        status = connection.getresponse().status
        connection.close()
        return status

    def new(self, **changes: Any) -> dict[str, Any]:
        """A product that was just created."""
        return self.call("POST", "", 201, json=product(**changes)).json()


Check = Callable[[Site], None]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Registers a check under a name."""

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


@check("create, read, update, delete through the handlers")
def life(site: Site) -> None:
    body = product()
    created = site.call("POST", "", 201, json=body).json()
    for name, value in body.items():
        equal(created.get(name, "absent"), value, name)
    path = f"/{created['id']}"
    equal(site.call("GET", path, 200).json(), created, "read")
    updated = site.call("PUT", path, 200, json={"stock": 3, "nameAr": "شاي أسود"}).json()
    equal((updated["stock"], updated["nameAr"]), (3, "شاي أسود"), "updated")
    row = site.database.product(created["id"])
    equal((row["stock"], row["name_ar"]), (3, "شاي أسود"), "SQL")
    gone = site.call("DELETE", path, 204)
    equal(gone.content, b"", "body of 204")
    site.call("GET", path, 404)
    site.call("PUT", path, 404, json={"stock": 1})
    site.call("DELETE", path, 404)


@check("the list gets the query unchanged")
def listing(site: Site) -> None:
    created = site.new(nameAr="شاي & نعناع + سكر")
    query = {"page": "1", "per_page": "7", "search": "شاي & نعناع + سكر", "sort": "-id"}
    found = site.call("GET", "", 200, params=query | {"category_id": "1"}).json()
    equal([found["perPage"], found["items"][0]["id"]], [7, created["id"]], "list")
    seen = httpx.URL(site.gateway.seen[-1].path)
    equal(dict(seen.params), query | {"category_id": "1"}, "query")
    site.call("GET", "", 422, params={"page": "0"})


@check("the status of one, and of several, through the handlers")
def statuses(site: Site) -> None:
    first, second = site.new()["id"], site.new()["id"]
    answer = site.call("PUT", f"/{first}/status", 200, json={"isActive": False}).json()
    equal(answer["isActive"], False, "isActive")
    body = {"ids": [first, second], "isActive": False}
    equal(site.call("PUT", "/status", 204, json=body).content, b"", "body of 204")
    equal(bool(site.database.product(second)["is_active"]), False, "SQL")


@check("the backend's refusals arrive word for word")
def refusals(site: Site) -> None:
    held = site.new()
    taken = site.call("POST", "", 409, json=product(sku=held["sku"])).json()
    holds("sku" in taken["detail"], f"detail: {taken['detail']}")
    wrong = site.call("POST", "", 422, json={"nameEn": 5}).json()
    holds(any(each["loc"] == ["body", "nameEn"] for each in wrong["detail"]), str(wrong))
    site.call("POST", "", 422, content=b"{", headers={"Content-Type": "application/json"})
    site.call("GET", f"/{2**31}", 422)
    site.call("GET", "", 401, headers={"Authorization": ""})


@check("every status passes through, for every method")
def passthrough(site: Site) -> None:
    for status in (200, 202, 400, 401, 403, 404, 409, 413, 422, 429, 500, 503):
        body = json.dumps({"detail": "مرحبا"}).encode()
        site.gateway.answer = Answer(status, body, {"Content-Type": "application/json"})
        for method, path, data in CALLS:
            answer = site.call(method, path, status, json=data)
            equal(answer.json(), {"detail": "مرحبا"}, f"{method} {path}")


@check("204 has no body, for every method")
def no_content(site: Site) -> None:
    site.gateway.answer = Answer(204)
    for method, path, data in CALLS:
        equal(site.call(method, path, 204, json=data).content, b"", f"{method} {path}")


@check("an answer that is no JSON keeps its status")
def no_json(site: Site) -> None:
    page = b"<html><h1>503 Service Unavailable</h1></html>"
    site.gateway.answer = Answer(503, page, {"Content-Type": "text/html"})
    for method, path, data in CALLS:
        site.call(method, path, 503, json=data)
    site.gateway.answer = Answer(500)
    for method, path, data in CALLS:
        site.call(method, path, 500, json=data)


@check("a compressed answer can be read")
def compressed(site: Site) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    site.gateway.answer = Answer(200, gzip.compress(b'{"total": 0}'), headers)
    for method, path, data in CALLS:
        equal(site.call(method, path, 200, json=data).json(), {"total": 0}, f"{method} {path}")


@check("the user and the body are passed on, to the right path")
def forwarded(site: Site) -> None:
    site.gateway.answer = Answer(200, b"{}", {"Content-Type": "application/json"})
    for method, path, data in CALLS:
        site.call(method, path, 200, json=data, headers={"Cookie": "session=a1"})
        seen = site.gateway.seen[-1]
        equal((seen.method, seen.path), (method, PRODUCTS + path), "request")
        headers = {name.lower(): value for name, value in seen.headers.items()}
        equal(headers.get("authorization"), f"Bearer {USERS[1]}", "Authorization")
        equal(headers.get("cookie", "session=a1"), "session=a1", "Cookie")
        holds("cookie" in headers or site.has_fetch, "the cookie is not passed on")
        if data is not None:
            equal(json.loads(seen.body), data, "body")
            equal(headers.get("content-type"), "application/json", "Content-Type")


@check("a backend that hangs up is 502 with JSON")
def dropped(site: Site) -> None:
    site.gateway.drops = True
    for method, path, data in CALLS:
        unreachable(site, method, path, data)


def unreachable(site: Site, method: str, path: str, data: Any) -> None:
    """Fails unless a request without a backend is answered as such."""
    answer = site.call(method, path, 502, json=data)
    holds(isinstance(answer.json().get("detail"), str), f"502 says {answer.text[:200]}")


@check("an id does not lead to another path")
def escapes(site: Site) -> None:
    ids = [
        "..", ".", "../categories/1", "..%2Fcategories%2F1", "%2e%2e", "%2e%2e%2fcategories",
        "%252e%252e", "%252e%252e%252fcategories", "1%2Fstatus", "1%3Fx=1", "1%23x", "1%5C..%5C..",
        "%2F%2Fexample.com", "1%00", "%D8%B6", "http:%2F%2Fexample.com",
    ]  # fmt: skip
    suffixes = {"GET": "", "PUT": "", "DELETE": ""}
    site.gateway.answer = Answer(200, b"{}", {"Content-Type": "application/json"})
    for given in ids:
        for method, suffix in [*suffixes.items(), ("PUT", "/status")]:
            site.gateway.seen.clear()
            status = site.raw(method, f"{ROUTES}/{given}{suffix}")
            for seen in site.gateway.seen:
                _stays_below(seen.path, suffix, f"{method} {given}{suffix}")
            holds(status < 500, f"{method} {given}{suffix} is {status}")


def _stays_below(path: str, suffix: str, what: str) -> None:
    found = re.fullmatch(re.escape(PRODUCTS) + r"/([^/?#]+)" + suffix, path)
    holds(found and unquote(found[1]) not in (".", ".."), f"{what} reached {path}")
