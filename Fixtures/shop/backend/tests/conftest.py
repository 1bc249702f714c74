import asyncio

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import NullPool
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from db.base import Base
from db.model import User
from db.session import get_session
from main import create_app


@pytest.fixture
def client(tmp_path):
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path}/shop.db", poolclass=NullPool)
    sessions = async_sessionmaker(engine, expire_on_commit=False)

    async def fill():
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with sessions() as session:
            session.add(User(email="sara@example.com", full_name="Sara", api_token="token"))
            await session.commit()

    async def get_test_session():
        async with sessions() as session:
            yield session

    asyncio.run(fill())
    app = create_app()
    app.dependency_overrides[get_session] = get_test_session
    with TestClient(app, headers={"Authorization": "Bearer token"}) as client:
        yield client
