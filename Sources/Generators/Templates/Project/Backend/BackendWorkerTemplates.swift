extension Template {
  /// The Celery application.
  static let backendWorker = Template(
    name: "backend/worker/app", version: 1,
    text: #"""
      """The worker: `celery -A worker.celery_app worker`."""

      from typing import Any

      from celery import Celery
      {{#scheduler}}
      from celery.schedules import crontab
      {{/scheduler}}
      from celery.signals import setup_logging

      from core.config import settings
      from core.logs import configure_logging

      app = Celery(
          "{{{name}}}",
          broker=settings.celery_broker_url,
          backend=settings.celery_result_backend,
          include=[
              "worker.tasks.sample",
      {{#jwt}}
              "worker.tasks.tokens",
      {{/jwt}}
          ],
      )
      app.conf.update(
          timezone="UTC",
          # A task is done when it is over, not when it was fetched: it must bear a second run.
          task_acks_late=True,
          worker_prefetch_multiplier=1,
          task_time_limit=600,
          task_soft_time_limit=540,
          result_expires=24 * 60 * 60,
          broker_connection_retry_on_startup=True,
      )
      {{#scheduler}}
      # `celery -A worker.celery_app beat` starts them. In UTC.
      app.conf.beat_schedule = {
          "ping the database": {
              "task": "sample.ping_database",
              "schedule": crontab(minute="*/15"),
          },
      {{#jwt}}
          "delete expired tokens": {
              "task": "tokens.delete_expired",
              "schedule": crontab(hour="3", minute="0"),
          },
      {{/jwt}}
      }
      {{/scheduler}}


      @setup_logging.connect
      def _configure_logging(**_: Any) -> None:
          configure_logging()

      """#)

  /// A session for a task.
  static let backendWorkerSession = Template(
    name: "backend/worker/session", version: 1,
    text: #"""
      import asyncio
      from collections.abc import Awaitable, Callable
      from typing import TypeVar

      from sqlalchemy import NullPool
      from sqlalchemy.ext.asyncio import AsyncSession

      from db.session import make_engine

      Result = TypeVar("Result")


      def with_session(
          work: Callable[[AsyncSession], Awaitable[Result]],
      ) -> Result:
          """Does the work of a task with a session, and commits."""

          async def run() -> Result:
              # Each task has an event loop of its own, which no connection outlives.
              engine = make_engine(poolclass=NullPool)
              try:
                  async with AsyncSession(engine) as session, session.begin():
                      return await work(session)
              finally:
                  await engine.dispose()

          return asyncio.run(run())

      """#)

  /// The sample task.
  static let backendSampleTask = Template(
    name: "backend/worker/sample", version: 1,
    text: #"""
      from sqlalchemy import text
      from sqlalchemy.ext.asyncio import AsyncSession

      from worker.celery_app import app
      from worker.session import with_session


      @app.task(name="sample.ping_database")
      def ping_database() -> int:
          """Asks the database for a number: broker, worker and database work together."""
          return with_session(_one)


      async def _one(session: AsyncSession) -> int:
          return int(await session.scalar(text("SELECT 1")) or 0)

      """#)

  /// The task that deletes refresh tokens.
  static let backendTokenTask = Template(
    name: "backend/worker/tokens", version: 1,
    text: #"""
      from api.crud import refresh_tokens
      from worker.celery_app import app
      from worker.session import with_session


      @app.task(name="tokens.delete_expired")
      def delete_expired() -> int:
          """Deletes refresh tokens that no longer serve; how many there were."""
          return with_session(refresh_tokens.delete_expired)

      """#)
}
