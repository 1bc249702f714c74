"""Asks the application in the current directory: it is run in a process of its own.

    python serving.py [PATH...]

Makes the tables in a database in memory, signs in, and asks each path for its list. Prints the paths
that the application has; the status is 1 when it does not start or an answer is not 200.
"""

import asyncio
import json
import os
import sys

os.environ["DATABASE_URL"] = "sqlite+aiosqlite:///file::memory:?cache=shared&uri=true"
sys.path.insert(0, os.getcwd())
# Modules of the application, which only the current directory has.
from db.base import Base
from db.session import SessionLocal, engine
from main import app

try:
    from db.model import User
except ImportError:
    from db.models import User

import httpx


async def main() -> int:
    """Asks everything; how it went."""
    async with engine.connect() as keeps_the_database:
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with SessionLocal() as session:
            session.add(User(email="a@example.com", full_name="A", api_token="secret"))
            await session.commit()
        del keeps_the_database
        headers = {"Authorization": "Bearer secret"}
        transport = httpx.ASGITransport(app)
        address = "http://shop"
        async with httpx.AsyncClient(transport=transport, base_url=address) as client:
            paths = (await client.get("/openapi.json")).json()["paths"]
            for path in ["/health", *sys.argv[1:]]:
                answer = await client.get(path, headers=headers)
                if answer.status_code != 200:
                    print(f"GET {path}: {answer.status_code} {answer.text[:300]}", file=sys.stderr)
                    return 1
    print(json.dumps(sorted(paths)))
    return 0


sys.exit(asyncio.run(main()))
