"""Signing in, over HTTP, with the database looked at on a second connection."""

import base64
import hashlib
import json
from collections.abc import Callable
from itertools import count
from typing import Any

import httpx

from database import Database
from processes import Server
from report import equal, holds

AUTH = "/api/v1/auth"
PASSWORD = "correct horse battery staple"

_numbers = count(1)

Check = Callable[[Server, str], None]

CHECKS: dict[str, Check] = {}


def check(title: str) -> Callable[[Check], Check]:
    """Enters a check by its title."""

    def enter(function: Check) -> Check:
        CHECKS[title] = function
        return function

    return enter


def call(address: str, method: str, path: str, status: int, **options: Any) -> httpx.Response:
    """A request whose answer must have a status."""
    answer = httpx.request(method, address + path, timeout=20, **options)
    holds(
        answer.status_code == status,
        f"{method} {path}: {answer.status_code} instead of {status}: {answer.text[:300]}",
    )
    return answer


def post(address: str, path: str, body: Any, status: int = 200) -> Any:
    """The JSON of a POST below /auth; nothing for 204."""
    answer = call(address, "POST", f"{AUTH}/{path}", status, json=body)
    return answer.json() if answer.content else None


def new_email(name: str) -> str:
    """An address that nobody has: checks are run again on one database."""
    return f"{name}-{next(_numbers)}@example.com"


def sign_up(address: str, email: str) -> dict[str, Any]:
    """A new user's first pair of tokens."""
    body = {"email": email, "password": PASSWORD, "name": "Sara"}
    post(address, "register", body, 201)
    return post(address, "login", {"email": email, "password": PASSWORD})


def me(address: str, token: str | None, status: int = 200) -> httpx.Response:
    """The user of an access token."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return call(address, "GET", f"{AUTH}/me", status, headers=headers)


@check("health and readiness answer, outside the prefix")
def health(server: Server, _url: str) -> None:
    equal(call(server.address, "GET", "/health", 200).json(), {"status": "ok"}, "health")
    ready = call(server.address, "GET", "/health/ready", 200).json()
    equal(ready, {"status": "ok", "checks": {"database": "ok", "redis": "ok"}}, "readiness")


@check("register, login and a protected route, in any case of the address")
def login(server: Server, url: str) -> None:
    email = new_email("sara")
    pair = sign_up(server.address, email.title())
    equal(set(pair), {"accessToken", "refreshToken", "tokenType", "expiresIn"}, "keys")
    equal((pair["tokenType"], pair["expiresIn"]), ("bearer", 900), "token")
    user = me(server.address, pair["accessToken"]).json()
    equal(user["email"], email, "email")
    equal(set(user), {"id", "email", "name", "isActive", "createdAt"}, "keys of a user")
    holds(user["createdAt"].endswith("Z"), user["createdAt"])
    post(server.address, "login", {"email": email.upper(), "password": PASSWORD})
    taken = {"email": email.capitalize(), "password": PASSWORD, "name": "Again"}
    post(server.address, "register", taken, 409)
    [row] = Database(url).rows(f"SELECT * FROM user WHERE email = '{email}'")
    holds(row["password_hash"].startswith("$argon2id$"), row["password_hash"])


@check("without a good token a protected route answers 401, and says Bearer")
def protected(server: Server, _url: str) -> None:
    token = sign_up(server.address, new_email("protected"))["accessToken"]
    head, body, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    other = claims | {"sub": "1"}
    forged = base64.urlsafe_b64encode(json.dumps(other).encode()).decode().rstrip("=")
    none = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    for bad in (None, "nonsense", f"{head}.{forged}.{signature}", f"{none}.{body}."):
        answer = me(server.address, bad, 401)
        equal(answer.headers["WWW-Authenticate"], "Bearer", "WWW-Authenticate")


@check("a refresh token is good once; used again, it ends its family")
def rotation(server: Server, url: str) -> None:
    first = sign_up(server.address, new_email("rotation"))
    second = post(server.address, "refresh", {"refreshToken": first["refreshToken"]})
    holds(second["refreshToken"] != first["refreshToken"], "the same refresh token")
    me(server.address, second["accessToken"])
    stored = Database(url).rows("SELECT token_hash FROM refresh_token")
    hashes = {row["token_hash"] for row in stored}
    holds(hashlib.sha256(second["refreshToken"].encode()).hexdigest() in hashes, "no hash of it")
    post(server.address, "refresh", {"refreshToken": first["refreshToken"]}, 401)
    post(server.address, "refresh", {"refreshToken": second["refreshToken"]}, 401)


@check("logout ends a session, and leaves others alone")
def logout(server: Server, _url: str) -> None:
    email = new_email("logout")
    one = sign_up(server.address, email)
    other = post(server.address, "login", {"email": email, "password": PASSWORD})
    for _ in range(2):
        post(server.address, "logout", {"refreshToken": one["refreshToken"]}, 204)
    post(server.address, "refresh", {"refreshToken": one["refreshToken"]}, 401)
    post(server.address, "refresh", {"refreshToken": other["refreshToken"]})


@check("refused input is 422 and not repeated")
def refused(server: Server, _url: str) -> None:
    secret = "s3cret!"
    body = {"email": "no address", "password": secret, "name": "x" * 200}
    detail = post(server.address, "register", body, 422)["detail"]
    places = [error["loc"] for error in detail]
    equal(places, [["body", "email"], ["body", "password"], ["body", "name"]], "places")
    holds(secret not in str(detail), f"{detail}")


@check("every answer carries the id of its request, and only known origins are let in")
def headers(server: Server, _url: str) -> None:
    sent = {"X-Request-ID": "abc-1", "Origin": "http://localhost:3000"}
    answer = call(server.address, "GET", "/nothing", 404, headers=sent)
    equal(answer.headers["X-Request-ID"], "abc-1", "id")
    equal(answer.headers["Access-Control-Allow-Origin"], sent["Origin"], "origin")
    answer = call(server.address, "GET", "/health", 200, headers={"Origin": "http://evil.example"})
    holds("Access-Control-Allow-Origin" not in answer.headers, "any origin is let in")
