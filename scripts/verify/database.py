"""A second connection to the database of a backend: straight SQL, nothing of the backend in it."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import asyncmy
from asyncmy.cursors import DictCursor


class Database:
    """Runs one statement per connection, so that it sees what is committed and nothing else."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_mariadb = url.startswith("mysql")

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a query, or nothing after a change."""
        if not self.is_mariadb:
            return self._sqlite(sql)
        # Not in this thread: the browser's client may have an event loop here.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(lambda: asyncio.run(self._mariadb(sql))).result()

    def product(self, product_id: int) -> dict[str, Any]:
        """The row of a product."""
        rows = self.rows(f"SELECT * FROM product WHERE id = {product_id}")
        if len(rows) != 1:
            raise AssertionError(f"product {product_id}: {len(rows)} rows over SQL, expected 1")
        return rows[0]

    async def _mariadb(self, sql: str) -> list[dict[str, Any]]:
        parts = urlsplit(self.url)
        connection = await asyncmy.connect(
            host=parts.hostname,
            port=parts.port,
            user=parts.username,
            password=parts.password,
            db=parts.path[1:],
            charset="utf8mb4",
            autocommit=True,
        )
        async with connection, connection.cursor(DictCursor) as cursor:
            await cursor.execute(sql)
            return list(await cursor.fetchall())

    def _sqlite(self, sql: str) -> list[dict[str, Any]]:
        connection = sqlite3.connect(self.url.partition("///")[2], timeout=10)
        connection.row_factory = sqlite3.Row
        try:
            rows = [dict(row) for row in connection.execute(sql)]
            connection.commit()
            return rows
        finally:
            connection.close()
