extension Template {
  /// What tests share.
  static let backendTestSetup = Template(
    name: "backend/tests/setup", version: 1,
    text: #"""
      """Tests run on a SQLite file of their own, or on the empty database of TEST_DATABASE_URL."""

      import os
      import tempfile
      from collections.abc import AsyncIterator

      import pytest

      _directory = tempfile.TemporaryDirectory()

      # Before anything reads the settings.
      os.environ |= {
          "ENVIRONMENT": "test",
          "DATABASE_URL": os.environ.get("TEST_DATABASE_URL")
          or f"sqlite+aiosqlite:///{_directory.name}/test.db",
      {{#redis}}
          "REDIS_URL": "redis://127.0.0.1:1/0",
      {{/redis}}
      {{#celery}}
          "CELERY_BROKER_URL": "memory://",
          "CELERY_RESULT_BACKEND": "cache+memory://",
      {{/celery}}
      {{#jwt}}
          "SECRET_KEY": "only-for-tests-" * 4,
          "REGISTRATION_OPEN": "true",
      {{/jwt}}
      }

      {{#jwt}}
      from argon2 import PasswordHasher  # noqa: E402
      {{/jwt}}
      from httpx import ASGITransport, AsyncClient  # noqa: E402
      from sqlalchemy import inspect  # noqa: E402
      {{#jwt}}
      from sqlalchemy.ext.asyncio import AsyncSession  # noqa: E402
      {{/jwt}}

      {{^jwt}}
      from db import model  # noqa: E402, F401  (it fills the metadata)
      {{/jwt}}
      {{#jwt}}
      from core import security  # noqa: E402
      {{/jwt}}
      from db.base import Base  # noqa: E402
      {{#jwt}}
      from db.model import User  # noqa: E402
      from db.session import SessionLocal, engine  # noqa: E402
      {{/jwt}}
      {{^jwt}}
      from db.session import engine  # noqa: E402
      {{/jwt}}
      from main import app  # noqa: E402

      {{#jwt}}
      # Argon2 with next to no work: tests hash often.
      security.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)

      {{/jwt}}

      @pytest.fixture
      def anyio_backend() -> str:
          return "asyncio"


      @pytest.fixture
      async def database() -> AsyncIterator[None]:
          """Empty tables."""
          async with engine.begin() as connection:
              found = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
              if found:
                  # They would be dropped at the end.
                  pytest.exit(f"the database of TEST_DATABASE_URL has tables: {found}", 1)
              await connection.run_sync(Base.metadata.create_all)
          yield
          async with engine.begin() as connection:
              await connection.run_sync(Base.metadata.drop_all)
          # A connection belongs to the event loop of its test.
          await engine.dispose()


      @pytest.fixture
      async def client(database: None) -> AsyncIterator[AsyncClient]:
          """Requests to the application, by nobody."""
          transport = ASGITransport(app, raise_app_exceptions=False)
          async with AsyncClient(transport=transport, base_url="http://test") as client:
              yield client
      {{#jwt}}


      @pytest.fixture
      async def session(database: None) -> AsyncIterator[AsyncSession]:
          async with SessionLocal() as session:
              yield session


      @pytest.fixture
      async def user(session: AsyncSession) -> User:
          """Sara, whose password is `correct horse`."""
          user = User(
              email="sara@example.com",
              name="Sara",
              password_hash=await security.hash_password("correct horse"),
          )
          session.add(user)
          await session.commit()
          return user


      @pytest.fixture
      async def signed_in(client: AsyncClient, user: User) -> AsyncClient:
          """Requests by Sara."""
          client.headers["Authorization"] = f"Bearer {security.create_access_token(user.id)}"
          return client
      {{/jwt}}

      """#)

  /// Tests of health.
  static let backendHealthTests = Template(
    name: "backend/tests/health", version: 1,
    text: #"""
      {{#redis}}
      from collections.abc import AsyncIterator

      {{/redis}}
      import pytest
      from httpx import AsyncClient

      {{#redis}}
      from core.cache import get_cache
      {{/redis}}
      from db.session import get_session
      from main import app

      pytestmark = pytest.mark.anyio


      class Down:
          """Something that does not answer."""

          async def execute(self, _statement: object) -> None:
              raise ConnectionError("no answer")
      {{#redis}}

          async def ping(self) -> None:
              raise ConnectionError("no answer")


      class Up:
          async def ping(self) -> bool:
              return True


      @pytest.fixture(autouse=True)
      async def redis() -> AsyncIterator[None]:
          app.dependency_overrides[get_cache] = Up
          yield
          app.dependency_overrides.clear()
      {{/redis}}


      async def test_health(client: AsyncClient) -> None:
          answer = await client.get("/health")
          assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


      async def test_ready(client: AsyncClient) -> None:
          answer = await client.get("/health/ready")
          assert answer.status_code == 200
          assert set(answer.json()["checks"].values()) == {"ok"}


      async def test_not_ready_without_database(client: AsyncClient) -> None:
          app.dependency_overrides[get_session] = Down
          answer = await client.get("/health/ready")
          app.dependency_overrides.pop(get_session)
          assert answer.status_code == 503
          assert answer.json()["status"] == "unavailable"
          assert answer.json()["checks"]["database"] == "down"
      {{#redis}}


      async def test_not_ready_without_redis(client: AsyncClient) -> None:
          app.dependency_overrides[get_cache] = Down
          answer = await client.get("/health/ready")
          assert answer.status_code == 503
          assert answer.json()["checks"] == {"database": "ok", "redis": "down"}
      {{/redis}}

      """#)

  /// Tests of the settings.
  static let backendSettingsTests = Template(
    name: "backend/tests/settings", version: 1,
    text: """
      from typing import Any

      import pytest
      from pydantic import ValidationError

      from core.config import Environment, Settings

      PRODUCTION: dict[str, Any] = {
          "environment": "production",
          "database_url": "sqlite+aiosqlite:///./test.db",
      {{#redis}}
          "redis_url": "redis://:a-password@127.0.0.1:6379/0",
      {{/redis}}
      {{#jwt}}
          "secret_key": "k" * 64,
      {{/jwt}}
      }


      def test_production_with_values_of_its_own() -> None:
          assert Settings(**PRODUCTION).is_production


      @pytest.mark.parametrize(
          ("name", "value"),
          [
              ("database_url", "mysql+asyncmy://shop:change-me@database/shop"),
      {{#redis}}
              ("redis_url", "redis://:Change-Me@redis/0"),
      {{/redis}}
      {{#jwt}}
              ("secret_key", Settings.model_fields["secret_key"].default),
              ("secret_key", "too short"),
      {{/jwt}}
          ],
      )
      def test_production_refuses_examples_and_does_not_show_them(
          name: str, value: str
      ) -> None:
          with pytest.raises(ValidationError) as refused:
              Settings(**PRODUCTION | {name: value})
          assert name in str(refused.value).lower()
          assert value not in str(refused.value)


      def test_development_takes_examples() -> None:
          settings = Settings(
              environment=Environment.DEVELOPMENT,
              database_url="mysql+asyncmy://shop:change-me@127.0.0.1/shop",
          )
          assert not settings.is_production
          assert "change-me" not in repr(settings)


      def test_origins_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
          monkeypatch.setenv("CORS_ORIGINS", "https://a.example, https://b.example/,")
          assert Settings().cors_origins == ("https://a.example", "https://b.example")
      {{#celery}}


      def test_celery_goes_by_redis(monkeypatch: pytest.MonkeyPatch) -> None:
          monkeypatch.delenv("CELERY_RESULT_BACKEND")
          monkeypatch.setenv("CELERY_BROKER_URL", "redis://other/7")
          monkeypatch.setenv("REDIS_URL", "rediss://:secret@redis:6380/0?ssl_cert_reqs=none")
          settings = Settings()
          assert settings.celery_broker_url == "redis://other/7"
          assert (
              settings.celery_result_backend
              == "rediss://:secret@redis:6380/2?ssl_cert_reqs=none"
          )
      {{/celery}}

      """)

  /// Tests of what all requests have in common.
  static let backendRequestTests = Template(
    name: "backend/tests/requests", version: 1,
    text: #"""
      import json
      import logging

      import pytest
      from fastapi import APIRouter
      from httpx import AsyncClient
      from sqlalchemy.exc import DBAPIError, OperationalError

      from core.config import settings
      from core.logs import JSONFormatter, RequestFilter
      from main import app

      pytestmark = pytest.mark.anyio

      router = APIRouter(include_in_schema=False)


      @router.get("/failing/{kind}")
      async def fail(kind: int) -> None:
          class Refused(Exception):
              sqlstate = "22021"

          raise [
              ZeroDivisionError(),
              OperationalError("SELECT 1", {}, Exception("gone away")),
              DBAPIError("SELECT 1", {}, Refused()),
              DBAPIError("SELECT 1", {}, Exception("anything else")),
          ][kind]


      app.include_router(router)


      @pytest.mark.parametrize(
          ("kind", "status", "detail"),
          [
              (0, 500, "Internal server error"),
              (1, 503, "The database is unavailable"),
              (2, 422, "A value cannot be stored"),
              (3, 500, "Internal server error"),
          ],
      )
      async def test_failures_are_answered(
          client: AsyncClient, kind: int, status: int, detail: str
      ) -> None:
          answer = await client.get(f"/failing/{kind}", headers={"X-Request-ID": "abc"})
          assert (answer.status_code, answer.json()) == (status, {"detail": detail})
          assert answer.headers["X-Request-ID"] == "abc"


      async def test_refused_input_is_not_repeated(client: AsyncClient) -> None:
          answer = await client.get("/failing/a%ED%A0%80secret")
          assert answer.status_code == 422
          assert answer.json()["detail"][0]["loc"] == ["path", "kind"]
          assert "secret" not in answer.text


      async def test_what_is_not_there(client: AsyncClient) -> None:
          answer = await client.get("/nothing")
          assert (answer.status_code, answer.json()) == (404, {"detail": "Not Found"})


      async def test_ids_that_could_break_a_log_are_not_taken(client: AsyncClient) -> None:
          given = 'a" b'
          answer = await client.get("/health", headers={"X-Request-ID": given})
          assert len(answer.headers["X-Request-ID"]) == 32


      async def test_each_request_is_logged(
          client: AsyncClient, caplog: pytest.LogCaptureFixture
      ) -> None:
          with caplog.at_level(logging.INFO, "requests"):
              await client.get("/nothing%0Ahere?token=secret")
          [record] = [record for record in caplog.records if record.name == "requests"]
          RequestFilter().filter(record)
          line = json.loads(JSONFormatter().format(record))
          assert line["message"] == r"GET /nothing\nhere 404"
          assert line["level"] == "INFO"
          assert line["milliseconds"] >= 0


      async def test_origins(client: AsyncClient) -> None:
          allowed = settings.cors_origins[0]
          for origin, expected in [(allowed, allowed), ("https://other.example", None)]:
              answer = await client.get("/health", headers={"Origin": origin})
              assert answer.headers.get("Access-Control-Allow-Origin") == expected

      """#)

  /// Tests of the migrations.
  static let backendMigrationTests = Template(
    name: "backend/tests/migrations", version: 1,
    text: """
      from alembic.config import Config
      from alembic.script import ScriptDirectory

      from core.config import BACKEND


      def test_there_is_one_newest_revision() -> None:
          scripts = ScriptDirectory.from_config(Config(BACKEND / "alembic.ini"))
          heads = scripts.get_heads()
          assert len(heads) <= 1, f"merge them: alembic merge {' '.join(heads)}"

      """)

  /// Tests of the tasks.
  static let backendTaskTests = Template(
    name: "backend/tests/tasks", version: 1,
    text: #"""
      {{#jwt}}
      import asyncio
      from datetime import timedelta

      {{/jwt}}
      import pytest
      {{#jwt}}
      from sqlalchemy import select, update
      from sqlalchemy.ext.asyncio import AsyncSession
      {{/jwt}}

      {{#jwt}}
      from api.crud import refresh_tokens
      {{/jwt}}
      from core.config import settings
      {{#jwt}}
      from db.model import RefreshToken, User, utc_now
      {{/jwt}}
      from worker.celery_app import app
      from worker.tasks.sample import ping_database
      {{#jwt}}
      from worker.tasks.tokens import delete_expired
      {{/jwt}}


      @pytest.fixture(autouse=True)
      def eager(monkeypatch: pytest.MonkeyPatch) -> None:
          """Tasks run where they are called."""
          monkeypatch.setitem(app.conf, "task_always_eager", True)
          monkeypatch.setitem(app.conf, "task_eager_propagates", True)


      def test_the_database_is_pinged() -> None:
          assert ping_database.delay().get() == 1


      def test_the_worker_knows_its_tasks() -> None:
          app.loader.import_default_modules()
          assert "sample.ping_database" in app.tasks
          assert app.conf.broker_url == settings.celery_broker_url
      {{#scheduler}}


      def test_what_is_scheduled_exists() -> None:
          app.loader.import_default_modules()
          scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
          assert scheduled
          assert scheduled <= set(app.tasks)
      {{/scheduler}}
      {{#jwt}}


      @pytest.mark.anyio
      async def test_expired_tokens_are_deleted(session: AsyncSession, user: User) -> None:
          await refresh_tokens.issue(session, user.id)
          await session.execute(
              update(RefreshToken).values(expires_at=utc_now() - timedelta(seconds=1))
          )
          await refresh_tokens.issue(session, user.id)
          await session.commit()
          deleted = await asyncio.to_thread(lambda: delete_expired.delay().get())
          assert deleted == 1
          assert len(list(await session.scalars(select(RefreshToken.id)))) == 1
      {{/jwt}}

      """#)
}
