"""A client of a served backend, with its database on a second connection."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx

from database import Database
from entity import PRODUCTS, as_stored, column, product
from report import equal, holds

USERS = {1: "token-sara", 2: "token-omar"}


class API:
    """Sends requests as a user; an answer of another status than expected fails the check."""

    def __init__(self, address: str, database: Database, user: int = 1) -> None:
        self.database = database
        self.client = httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {USERS[user]}"}, timeout=20
        )

    def call(self, method: str, path: str, status: int, **options: Any) -> httpx.Response:
        """A request whose answer must have a status."""
        answer = self.client.request(method, path, **options)
        holds(
            answer.status_code == status,
            f"{method} {answer.request.url.path}: {answer.status_code} instead of {status}: "
            f"{answer.text[:300]}",
        )
        return answer

    def get(self, path: str, status: int = 200, **params: Any) -> Any:
        """The JSON of a GET."""
        return self.call("GET", path, status, params=params).json()

    def post(self, body: Any, status: int = 201, path: str = PRODUCTS) -> Any:
        """The JSON of a POST."""
        return self.call("POST", path, status, json=body).json()

    def put(self, path: str, body: Any, status: int = 200) -> Any:
        """The JSON of a PUT; nothing for 204."""
        answer = self.call("PUT", path, status, json=body)
        return answer.json() if answer.content else None

    def delete(self, path: str, status: int = 204) -> None:
        """A DELETE."""
        answer = self.call("DELETE", path, status)
        holds(status != 204 or not answer.content, "204 with a body")

    def new(self, **changes: Any) -> dict[str, Any]:
        """A product that was just created."""
        return self.post(product(**changes))

    def stored(self, product_id: int, expected: dict[str, Any]) -> None:
        """Compares a row over SQL with fields as they are on the wire."""
        row = self.database.product(product_id)
        for name, value in expected.items():
            wanted = as_stored(name, value)
            equal(_normal(row[column(name)], wanted), wanted, f"SQL {column(name)}")


def _normal(value: Any, like: Any) -> Any:
    """What a driver returned, in the type of the expected value: SQLite knows fewer types."""
    if value is None or like is None:
        return value
    match like:
        case bool():
            return bool(value)
        case Decimal():
            return Decimal(str(value)).quantize(like)
        case datetime():
            return value if isinstance(value, datetime) else datetime.fromisoformat(value)
        case date():
            return value if isinstance(value, date) else date.fromisoformat(value)
        case UUID():
            return UUID(str(value))
        case dict():
            return json.loads(value)
    return value
