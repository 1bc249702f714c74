extension Template {
  /// The settings.
  static let backendConfig = Template(
    name: "backend/config", version: 1,
    text: #"""
      """Everything that comes from the environment, or from a file `.env`."""

      import os
      from enum import StrEnum
      from pathlib import Path
      from typing import Annotated, Literal, Self
      {{#celery}}
      from urllib.parse import urlsplit
      {{/celery}}

      from pydantic import Field, field_validator, model_validator
      from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

      BACKEND = Path(__file__).resolve().parents[1]

      # Every router but those of health lies below it; the frontend and the proxy know it.
      API_PREFIX = "/api/v1"

      # What example values hold. No production starts with one.
      PLACEHOLDER = "change-me"


      class Environment(StrEnum):
          DEVELOPMENT = "development"
          TEST = "test"
          PRODUCTION = "production"


      def env_files() -> tuple[Path, ...]:
          """Where variables may lie; tests go by nobody's own settings."""
          if os.environ.get("ENVIRONMENT") == Environment.TEST:
              return ()
          return (BACKEND.parent / ".env", BACKEND / ".env")


      class Settings(BaseSettings):
          """One field for each variable, in lower case. `.env.example` lists them."""

          model_config = SettingsConfigDict(
              env_file=env_files(),
              env_ignore_empty=True,
              extra="ignore",
              frozen=True,
              # A refused setting may be a secret.
              hide_input_in_errors=True,
          )

          environment: Environment = Environment.DEVELOPMENT
          app_name: str = "{{{title}}}"
          log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
          cors_origins: Annotated[tuple[str, ...], NoDecode] = ("http://localhost:3000",)

          database_url: str = Field(
              default="{{{databaseURL}}}",
              repr=False,
          )
      {{#redis}}
          redis_url: str = Field(default="redis://127.0.0.1:6379/0", repr=False)
      {{/redis}}
      {{#celery}}
          # Databases 1 and 2 of Redis, unless they are given.
          celery_broker_url: str = Field(default="", repr=False)
          celery_result_backend: str = Field(default="", repr=False)
      {{/celery}}
      {{#jwt}}

          # Signs access tokens.
          secret_key: str = Field(
              default="change-me-to-64-random-characters-or-more", repr=False, min_length=32
          )
          access_token_minutes: int = Field(default=15, ge=1, le=60 * 24)
          refresh_token_days: int = Field(default=14, ge=1, le=365)
          # Whether anybody may make an account.
          registration_open: bool = False
      {{/jwt}}

          @property
          def is_production(self) -> bool:
              return self.environment is Environment.PRODUCTION

          @field_validator("log_level", mode="before")
          @classmethod
          def _in_upper_case(cls, value: object) -> object:
              return value.upper() if isinstance(value, str) else value

          @field_validator("cors_origins", mode="before")
          @classmethod
          def _split_at_commas(cls, value: object) -> object:
              if not isinstance(value, str):
                  return value
              origins = (origin.strip().rstrip("/") for origin in value.split(","))
              return tuple(origin for origin in origins if origin)
      {{#celery}}

          @model_validator(mode="before")
          @classmethod
          def _derive_from_redis(cls, values: dict[str, object]) -> dict[str, object]:
              redis = urlsplit(str(values.get("redis_url") or "redis://127.0.0.1:6379/0"))
              derived = {
                  "celery_broker_url": redis._replace(path="/1").geturl(),
                  "celery_result_backend": redis._replace(path="/2").geturl(),
              }
              return derived | values
      {{/celery}}

          @model_validator(mode="after")
          def _refuse_placeholders(self) -> Self:
              if not self.is_production:
                  return self
              left = [
                  name.upper()
                  for name, value in self
                  if isinstance(value, str) and PLACEHOLDER in value.lower()
              ]
              if left:
                  raise ValueError(
                      f"{', '.join(left)} still {'has' if len(left) == 1 else 'have'} the"
                      " value of the example; give each its own before production"
                  )
              return self


      settings = Settings()

      """#)

  /// Logging.
  static let backendLogs = Template(
    name: "backend/logs", version: 1,
    text: #"""
      """Logging: plain lines for people, JSON in production."""

      import json
      import logging
      import logging.config
      from contextvars import ContextVar
      from datetime import UTC, datetime

      from core.config import settings

      # The request that is being answered, for every line logged meanwhile.
      request_id: ContextVar[str] = ContextVar("request_id", default="-")

      # What every record has; anything else was given as `extra`.
      _USUAL = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request_id"}


      class RequestFilter(logging.Filter):
          """Notes the request on each record."""

          def filter(self, record: logging.LogRecord) -> bool:
              record.request_id = request_id.get()
              return True


      class JSONFormatter(logging.Formatter):
          """One JSON object a line."""

          def format(self, record: logging.LogRecord) -> str:
              line: dict[str, object] = {
                  "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
                  "level": record.levelname,
                  "logger": record.name,
                  "message": record.getMessage(),
                  "request_id": getattr(record, "request_id", "-"),
              }
              line |= {
                  name: value for name, value in vars(record).items() if name not in _USUAL
              }
              if record.exc_info:
                  line["exception"] = self.formatException(record.exc_info)
              return json.dumps(line, default=str)


      def configure_logging() -> None:
          """Sends everything to standard error, that of uvicorn too."""
          plain = "%(asctime)s %(levelname)-7s [%(request_id)s] %(name)s: %(message)s"
          own = {"handlers": [], "propagate": True}
          logging.config.dictConfig(
              {
                  "version": 1,
                  "disable_existing_loggers": False,
                  "filters": {"request": {"()": RequestFilter}},
                  "formatters": {
                      "plain": {"format": plain},
                      "json": {"()": JSONFormatter},
                  },
                  "handlers": {
                      "stderr": {
                          "class": "logging.StreamHandler",
                          "filters": ["request"],
                          "formatter": "json" if settings.is_production else "plain",
                      }
                  },
                  "root": {"handlers": ["stderr"], "level": settings.log_level},
                  "loggers": {
                      "uvicorn": own,
                      "uvicorn.error": own,
                      # The middleware logs each request, with its id.
                      "uvicorn.access": own | {"level": "WARNING"},
                  },
              }
          )

      """#)

  /// Redis.
  static let backendCache = Template(
    name: "backend/cache", version: 1,
    text: #"""
      """Redis, for what may be lost."""

      from typing import Annotated

      from fastapi import Depends
      from redis.asyncio import Redis

      from core.config import settings

      # It connects when it is first used.
      cache = Redis.from_url(settings.redis_url, decode_responses=True, socket_timeout=5)


      async def get_cache() -> Redis:
          return cache


      CacheDep = Annotated[Redis, Depends(get_cache)]

      """#)
}
