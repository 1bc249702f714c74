"""A backend that the pages of a new project can be tried with: sessions, and one entity."""

import json
from http import HTTPStatus
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from web.gateway import Answer, Gateway, Seen

PREFIX = "/api/v1"
PASSWORD = "correct horse battery"
EMAIL = "ada@example.com"


class StandIn(Gateway):
    """Answers as the generated backend would: tokens that are good for a while or for one use."""

    def __init__(self, rows: list[dict[str, Any]], expires_in: int = 900) -> None:
        super().__init__()
        # A frontend that is stopped ends its connections as it likes.
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.rows = rows
        self.expires_in = expires_in
        self.users = {EMAIL: {"password": PASSWORD, "name": "Ada Lovelace"}}
        self.access: dict[str, str] = {}
        self.refresh: dict[str, str] = {}
        # Refresh tokens that were used before: using one again ends every session of its user.
        self.spent: dict[str, str] = {}
        self.numbers = count(1)

    def respond(self, request: Seen) -> Answer | None:
        self.seen.append(request)
        if self.drops:
            return None
        if self.answer:
            return self.answer
        path = urlsplit(request.path).path.removeprefix(PREFIX)
        body = json.loads(request.body) if request.body else {}
        if path.startswith("/auth/"):
            return self._auth(request, path.removeprefix("/auth/"), body)
        if self._user(request) is None:
            return _json(HTTPStatus.UNAUTHORIZED, {"detail": "Not authenticated"})
        return self._entity(request, path, body)

    def issue(self, user: str) -> str:
        """An access token, as a login would give it."""
        return str(self._tokens(user)["accessToken"])

    def end_access(self) -> None:
        """As if all access tokens had run out."""
        self.access.clear()

    # Sessions

    def _auth(self, request: Seen, route: str, body: dict[str, Any]) -> Answer:
        match request.method, route:
            case "POST", "login":
                user = self.users.get(body.get("email", ""))
                if user is None or user["password"] != body.get("password"):
                    wrong = {"detail": "Email or password is wrong"}
                    return _json(HTTPStatus.UNAUTHORIZED, wrong)
                return _json(HTTPStatus.OK, self._tokens(body["email"]))
            case "POST", "register":
                return self._register(body)
            case "POST", "refresh":
                return self._renew(body.get("refreshToken", ""))
            case "POST", "logout":
                self.refresh.pop(body.get("refreshToken", ""), None)
                return Answer(HTTPStatus.NO_CONTENT)
            case "GET", "me":
                email = self._user(request)
                if email is None:
                    return _json(HTTPStatus.UNAUTHORIZED, {"detail": "Not authenticated"})
                name = self.users[email]["name"]
                return _json(
                    HTTPStatus.OK, {"id": 1, "email": email, "name": name, "isActive": True}
                )
        return _json(HTTPStatus.NOT_FOUND, {"detail": "Not Found"})

    def _register(self, body: dict[str, Any]) -> Answer:
        if body["email"] in self.users:
            return _json(HTTPStatus.CONFLICT, {"detail": "There is an account with this email"})
        if "@example." not in body["email"]:
            place = {"loc": ["body", "email"], "msg": "Must be of example", "type": "value_error"}
            return _json(HTTPStatus.UNPROCESSABLE_ENTITY, {"detail": [place]})
        self.users[body["email"]] = {"password": body["password"], "name": body["name"]}
        user = {"id": 2, "email": body["email"], "name": body["name"], "isActive": True}
        return _json(HTTPStatus.CREATED, user)

    def _renew(self, token: str) -> Answer:
        if owner := self.spent.get(token):
            for tokens in (self.access, self.refresh):
                for each in [each for each, user in tokens.items() if user == owner]:
                    del tokens[each]
        user = self.refresh.pop(token, None)
        if user is None:
            return _json(HTTPStatus.UNAUTHORIZED, {"detail": "The session has ended"})
        self.spent[token] = user
        return _json(HTTPStatus.OK, self._tokens(user))

    def _tokens(self, user: str) -> dict[str, Any]:
        number = next(self.numbers)
        self.access[f"access-{number}"] = user
        self.refresh[f"refresh-{number}"] = user
        return {
            "accessToken": f"access-{number}",
            "refreshToken": f"refresh-{number}",
            "tokenType": "bearer",
            "expiresIn": self.expires_in,
        }

    def _user(self, request: Seen) -> str | None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        return self.access.get(headers.get("authorization", "").removeprefix("Bearer "))

    # The entity

    def _entity(self, request: Seen, path: str, body: dict[str, Any]) -> Answer:
        *_, last = path.split("/")
        if request.method == "GET":
            return _json(HTTPStatus.OK, self._page(parse_qs(urlsplit(request.path).query)))
        if request.method == "POST":
            self.rows.append(self.rows[0] | body | {"id": len(self.rows) + 1})
            return _json(HTTPStatus.CREATED, self.rows[-1])
        if request.method == "PUT" and last.isdigit():
            row = next(row for row in self.rows if row["id"] == int(last))
            row |= body
            return _json(HTTPStatus.OK, row)
        if request.method == "PUT":
            for row in self.rows:
                if row["id"] in body["ids"]:
                    row["isActive"] = body["isActive"]
            return _json(HTTPStatus.OK, {"updated": len(body["ids"])})
        self.rows[:] = [row for row in self.rows if str(row["id"]) != last]
        return Answer(HTTPStatus.NO_CONTENT)

    def _page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        page, size = (int(query.get(name, ["1"])[0]) for name in ("page", "per_page"))
        sought = query.get("search", [""])[0].lower()
        found = [row for row in self.rows if sought in str(row.get("nameEn", "")).lower()]
        if status := query.get("status"):
            found = [row for row in found if row.get("status") in status]
        items = found[(page - 1) * size : page * size]
        pages = -(-len(found) // size)
        counts = {"total": len(found), "page": page, "perPage": size, "totalPages": pages}
        return {"items": items} | counts


def _json(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode(), {"Content-Type": "application/json"})
