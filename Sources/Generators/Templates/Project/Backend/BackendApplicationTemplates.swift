extension Template {
  /// The application.
  static let backendMain = Template(
    name: "backend/main", version: 1,
    text: #"""
      """The application that `uvicorn main:app` serves."""

      from fastapi import FastAPI

      from core.app_setup.exception_handlers import setup_exception_handlers
      from core.app_setup.lifespan import lifespan
      from core.app_setup.middleware import setup_middleware
      from core.app_setup.setup_routers import setup_routers
      from core.config import settings
      from core.logs import configure_logging


      def create_app() -> FastAPI:
          """An application with everything that belongs to it."""
          configure_logging()
          described = not settings.is_production
          app = FastAPI(
              title=settings.app_name,
              lifespan=lifespan,
              docs_url="/docs" if described else None,
              redoc_url=None,
              openapi_url="/openapi.json" if described else None,
          )
          setup_exception_handlers(app)
          setup_middleware(app)
          setup_routers(app)
          return app


      app = create_app()

      """#)

  /// The marker of a package.
  static let backendPackage = Template(
    name: "backend/package", version: 1,
    text: #"""
      """{{{summary}}}"""

      """#)

  /// What is done before the first request and after the last.
  static let backendLifespan = Template(
    name: "backend/lifespan", version: 1,
    text: #"""
      from collections.abc import AsyncIterator
      from contextlib import asynccontextmanager

      from fastapi import FastAPI

      {{#redis}}
      from core.cache import cache
      {{/redis}}
      from db.session import engine


      @asynccontextmanager
      async def lifespan(app: FastAPI) -> AsyncIterator[None]:
          """What is done before the first request and after the last."""
          # No tables are made here: that is what Alembic is for.
          yield
      {{#redis}}
          await cache.aclose()
      {{/redis}}
          await engine.dispose()

      """#)

  /// CORS, and an id and a log line for each request.
  static let backendMiddleware = Template(
    name: "backend/middleware", version: 1,
    text: #"""
      import logging
      import re
      import time
      from uuid import uuid4

      from fastapi import FastAPI
      from fastapi.middleware.cors import CORSMiddleware
      from starlette.datastructures import Headers, MutableHeaders
      from starlette.types import ASGIApp, Message, Receive, Scope, Send

      from core.config import settings
      from core.logs import request_id

      HEADER = "X-Request-ID"

      logger = logging.getLogger("requests")


      def setup_middleware(app: FastAPI) -> None:
          """The last one added is the first to see a request."""
          app.add_middleware(
              CORSMiddleware,
              allow_origins=settings.cors_origins,
              allow_methods=["*"],
              allow_headers=["*"],
              expose_headers=[HEADER],
          )
          app.add_middleware(RequestLog)


      class RequestLog:
          """Gives each request an id, which its answer carries, and logs a line for it."""

          def __init__(self, app: ASGIApp) -> None:
              self.app = app

          async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
              if scope["type"] != "http":
                  await self.app(scope, receive, send)
                  return
              given = Headers(scope=scope).get(HEADER, "")
              # Whatever is sent ends up in logs: nothing that could break a line.
              own_id = given if re.fullmatch(r"[A-Za-z0-9._-]{1,64}", given) else uuid4().hex
              request_id.set(own_id)
              scope.setdefault("state", {})["request_id"] = own_id
              status = 500
              start = time.perf_counter()

              async def send_with_id(message: Message) -> None:
                  nonlocal status
                  if message["type"] == "http.response.start":
                      status = message["status"]
                      MutableHeaders(scope=message)[HEADER] = own_id
                  await send(message)

              try:
                  await self.app(scope, receive, send_with_id)
              finally:
                  path = scope["path"]
                  milliseconds = round((time.perf_counter() - start) * 1000, 1)
                  logger.log(
                      logging.DEBUG if path.startswith("/health") else logging.INFO,
                      "%s %s %d",
                      scope["method"],
                      # Escaped, as a path may hold anything once it is decoded.
                      ascii(path)[1:-1],
                      status,
                      extra={"milliseconds": milliseconds},
                  )

      """#)

  /// Errors as answers.
  static let backendExceptionHandlers = Template(
    name: "backend/exception-handlers", version: 1,
    text: #"""
      import json
      import logging

      from fastapi import FastAPI, Request, Response
      from fastapi.exceptions import RequestValidationError
      from sqlalchemy.exc import DBAPIError, OperationalError
      from sqlalchemy.exc import TimeoutError as PoolTimeout

      logger = logging.getLogger(__name__)


      def setup_exception_handlers(app: FastAPI) -> None:
          """Every error is `{"detail": ...}`, like FastAPI's own."""
          app.add_exception_handler(RequestValidationError, refuse_input)
          app.add_exception_handler(DBAPIError, answer_database_error)
          app.add_exception_handler(PoolTimeout, answer_unavailable)
          app.add_exception_handler(Exception, answer_failure)


      def refuse_input(request: Request, error: Exception) -> Response:
          """What is wrong where; never the input, which may be a password."""
          assert isinstance(error, RequestValidationError)
          named = ("type", "loc", "msg")
          return answer(
              422, [{name: found[name] for name in named} for found in error.errors()]
          )


      def answer_database_error(request: Request, error: Exception) -> Response:
          """The database's errors that no router expected."""
          assert isinstance(error, DBAPIError)
          if error.connection_invalidated or isinstance(error, OperationalError):
              return answer_unavailable(request, error)
          # A value that this database cannot hold: class 22 of SQL, and what drivers find themselves.
          if str(getattr(error.orig, "sqlstate", None) or "").startswith("22"):
              return answer(422, "A value cannot be stored")
          raise error


      def answer_unavailable(request: Request, error: Exception) -> Response:
          """The database does not answer, or not in time."""
          logger.error("the database is unavailable", exc_info=error)
          return answer(503, "The database is unavailable", Retry_After="5")


      def answer_failure(request: Request, error: Exception) -> Response:
          """A bug: the server logs it, and the id of the request leads there."""
          own_id = getattr(request.state, "request_id", "")
          return answer(500, "Internal server error", X_Request_ID=own_id)


      def answer(status: int, detail: object, **headers: str) -> Response:
          # In ASCII: what came in need not be valid Unicode.
          content = json.dumps({"detail": detail})
          named = {name.replace("_", "-"): value for name, value in headers.items() if value}
          return Response(content, status, named, media_type="application/json")

      """#)

  /// Which groups of routers there are, under which prefix.
  static let backendRouters = Template(
    name: "backend/setup-routers", version: 1,
    text: #"""
      from fastapi import APIRouter, FastAPI

      from core.app_setup.routers_group.general_routers import (
          register_general_routers,
          register_health_router,
      )
      from core.app_setup.routers_group.setting_routers import register_setting_routers
      from core.config import API_PREFIX


      def setup_routers(app: FastAPI) -> None:
          """Health at the root, everything else below the prefix."""
          register_health_router(app)
          api = APIRouter(prefix=API_PREFIX)
          register_general_routers(api)
          register_setting_routers(api)
          app.include_router(api)

      """#)

  /// The routers that are of no entity.
  static let backendGeneralRouters = Template(
    name: "backend/general-routers", version: 1,
    text: #"""
      from fastapi import APIRouter, FastAPI

      {{#jwt}}
      from api.routers.auth_router import router as auth_router
      {{/jwt}}
      from api.routers.health_router import router as health_router


      def register_health_router(app: FastAPI) -> None:
          """For those who watch the process: no prefix, no user."""
          app.include_router(health_router)


      def register_general_routers(api: APIRouter) -> None:
          """What is no entity."""
      {{#jwt}}
          api.include_router(auth_router)
      {{/jwt}}

      """#)

  /// The routers of entities.
  static let backendSettingRouters = Template(
    name: "backend/setting-routers", version: 1,
    text: #"""
      from fastapi import APIRouter


      def register_setting_routers(api: APIRouter) -> None:
          """One router for each entity."""

      """#)

  /// Whether it lives and is ready.
  static let backendHealthRouter = Template(
    name: "backend/health-router", version: 1,
    text: #"""
      import asyncio
      import logging
      from collections.abc import Awaitable
      from typing import Literal

      from fastapi import APIRouter, Response
      from sqlalchemy import text

      from api.schemas.health_schema import HealthResponse, ReadinessResponse
      {{#redis}}
      from core.cache import CacheDep
      {{/redis}}
      from db.session import SessionDep

      router = APIRouter(prefix="/health", tags=["health"])

      logger = logging.getLogger(__name__)

      SECONDS = 3


      @router.get("")
      async def health() -> HealthResponse:
          """The process is alive."""
          return HealthResponse()


      @router.get("/ready", responses={503: {"model": ReadinessResponse}})
      async def ready(
          response: Response,
          session: SessionDep,
      {{#redis}}
          cache: CacheDep,
      {{/redis}}
      ) -> ReadinessResponse:
          """Everything it needs answers; else 503 with what is down."""
      {{#redis}}
          database, redis = await asyncio.gather(
              answers("database", session.execute(text("SELECT 1"))),
              answers("redis", cache.ping()),
          )
          checks = {"database": database, "redis": redis}
      {{/redis}}
      {{^redis}}
          checks = {"database": await answers("database", session.execute(text("SELECT 1")))}
      {{/redis}}
          if "down" in checks.values():
              response.status_code = 503
              return ReadinessResponse(status="unavailable", checks=checks)
          return ReadinessResponse(status="ok", checks=checks)


      async def answers(name: str, question: Awaitable[object]) -> Literal["ok", "down"]:
          try:
              async with asyncio.timeout(SECONDS):
                  await question
          except Exception as error:  # whatever it is, the answer did not come
              logger.warning("%s is down: %s", name, error)
              return "down"
          return "ok"

      """#)

  /// What the endpoints of health answer.
  static let backendHealthSchema = Template(
    name: "backend/health-schema", version: 1,
    text: """
      from typing import Literal

      from api.schemas.base_schema import CamelModel


      class HealthResponse(CamelModel):
          status: Literal["ok"] = "ok"


      class ReadinessResponse(CamelModel):
          status: Literal["ok", "unavailable"]
          # By the name of what is needed: "ok" or "down".
          checks: dict[str, Literal["ok", "down"]]

      """)
}
