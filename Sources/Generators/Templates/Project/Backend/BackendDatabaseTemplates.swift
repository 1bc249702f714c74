extension Template {
  /// The class of all models.
  static let backendBase = Template(
    name: "backend/base", version: 1,
    text: #"""
      from sqlalchemy import MetaData
      from sqlalchemy.orm import DeclarativeBase

      # Alembic drops a constraint by its name, so each has one that does not change.
      NAMING_CONVENTION = {
          "ix": "ix_%(table_name)s_%(column_0_N_name)s",
          "uq": "uq_%(table_name)s_%(column_0_N_name)s",
          "ck": "ck_%(table_name)s_%(constraint_name)s",
          "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
          "pk": "pk_%(table_name)s",
      }


      class Base(DeclarativeBase):
          """What every model derives from."""

          metadata = MetaData(naming_convention=NAMING_CONVENTION)

      """#)

  /// The models to begin with.
  static let backendModel = Template(
    name: "backend/models", version: 1,
    text: #"""
      """Every table, in one module: relationships go both ways.

      Moments are kept in UTC without an offset, which every database can.
      """

      {{#jwt}}
      from datetime import UTC, datetime

      from sqlalchemy import Boolean, DateTime, ForeignKey, String, true
      from sqlalchemy.orm import Mapped, mapped_column

      from db.base import Base


      def utc_now() -> datetime:
          """Now, as columns keep it."""
          return datetime.now(UTC).replace(tzinfo=None)


      class User(Base):
          """Somebody who can sign in."""

          __tablename__ = "user"

          id: Mapped[int] = mapped_column(primary_key=True)
          # In lower case, so that two ways of writing an address are one.
          email: Mapped[str] = mapped_column(String(254), unique=True)
          name: Mapped[str] = mapped_column(String(120))
          password_hash: Mapped[str] = mapped_column(String(255))
          is_active: Mapped[bool] = mapped_column(
              Boolean, default=True, server_default=true()
          )
          created_at: Mapped[datetime] = mapped_column(DateTime, default=utc_now)


      class RefreshToken(Base):
          """A token that is good for one new pair. Those that came of one login are a family."""

          __tablename__ = "refresh_token"

          id: Mapped[int] = mapped_column(primary_key=True)
          user_id: Mapped[int] = mapped_column(
              ForeignKey("user.id", ondelete="CASCADE"), index=True
          )
          family: Mapped[str] = mapped_column(String(32), index=True)
          # SHA-256: who reads the table cannot sign in with it.
          token_hash: Mapped[str] = mapped_column(String(64), unique=True)
          expires_at: Mapped[datetime] = mapped_column(DateTime)
          spent_at: Mapped[datetime | None] = mapped_column(DateTime)
      {{/jwt}}
      {{^jwt}}
      from db.base import Base as Base
      {{/jwt}}

      """#)

  /// Engine and session.
  static let backendSession = Template(
    name: "backend/session", version: 1,
    text: #"""
      from collections.abc import AsyncIterator
      from typing import Annotated, Any

      from fastapi import Depends
      from sqlalchemy import event, make_url
      from sqlalchemy.ext.asyncio import (
          AsyncEngine,
          AsyncSession,
          async_sessionmaker,
          create_async_engine,
      )

      from core.config import settings


      def make_engine(**options: Any) -> AsyncEngine:
          """An engine for the database of the settings; sessions are in UTC."""
          connecting: dict[str, Any] = {}
          match make_url(settings.database_url).get_backend_name():
              case "mysql" | "mariadb":
                  connecting = {"init_command": "SET time_zone = '+00:00'"}
              case "postgresql":
                  connecting = {"server_settings": {"timezone": "UTC"}}
          made = create_async_engine(
              settings.database_url, connect_args=connecting, **options
          )
          if made.dialect.name == "sqlite":
              event.listen(made.sync_engine, "connect", _enforce_foreign_keys)
          return made


      def _enforce_foreign_keys(connection: Any, _record: object) -> None:
          # SQLite ignores them unless it is told otherwise.
          connection.execute("PRAGMA foreign_keys = ON")


      # Servers end idle connections: each is tried before use, and renewed in time.
      engine = make_engine(pool_pre_ping=True, pool_recycle=1800)
      SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


      async def get_session() -> AsyncIterator[AsyncSession]:
          """A session for each request. Routers commit, before they answer."""
          async with SessionLocal() as session:
              yield session


      SessionDep = Annotated[AsyncSession, Depends(get_session)]

      """#)

  /// The class that schemas derive from.
  static let backendSchemaBase = Template(
    name: "backend/schemas-base", version: 1,
    text: #"""
      from pydantic import BaseModel, ConfigDict
      from pydantic.alias_generators import to_camel


      class CamelModel(BaseModel):
          """snake_case in Python, camelCase on the wire."""

          model_config = ConfigDict(
              alias_generator=to_camel,
              populate_by_name=True,
              from_attributes=True,
          )

      """#)

  /// Alembic's settings.
  static let backendAlembic = Template(
    name: "backend/alembic", version: 1,
    text: """
      [alembic]
      script_location = %(here)s/alembic
      prepend_sys_path = %(here)s
      path_separator = os
      file_template = %%(year)d%%(month).2d%%(day).2d_%%(rev)s_%%(slug)s
      timezone = UTC
      # There is no sqlalchemy.url: env.py takes DATABASE_URL.

      [loggers]
      keys = root,alembic{{#mariadb}},asyncmy{{/mariadb}}

      [handlers]
      keys = console

      [formatters]
      keys = generic

      [logger_root]
      level = WARNING
      handlers = console
      qualname =

      [logger_alembic]
      level = INFO
      handlers =
      qualname = alembic

      {{#mariadb}}
      # It warns of every named primary key, as MariaDB calls them all PRIMARY.
      [logger_asyncmy]
      level = ERROR
      handlers =
      qualname = asyncmy

      {{/mariadb}}
      [handler_console]
      class = StreamHandler
      args = (sys.stderr,)
      level = NOTSET
      formatter = generic

      [formatter_generic]
      format = %(levelname)-7s [%(name)s] %(message)s

      """)

  /// How Alembic connects, and to which tables.
  static let backendMigrationEnvironment = Template(
    name: "backend/alembic-env", version: 1,
    text: #"""
      import asyncio
      from logging.config import fileConfig

      from alembic import context
      from sqlalchemy import Connection, pool

      from core.config import settings
      from db import model  # noqa: F401  (it fills the metadata)
      from db.base import Base
      from db.session import make_engine

      if context.config.config_file_name is not None:
          fileConfig(context.config.config_file_name, disable_existing_loggers=False)


      def run_offline() -> None:
          """Prints the SQL instead of running it."""
          context.configure(
              url=settings.database_url,
              target_metadata=Base.metadata,
              literal_binds=True,
              dialect_opts={"paramstyle": "named"},
          )
          with context.begin_transaction():
              context.run_migrations()


      def run(connection: Connection) -> None:
          is_sqlite = connection.dialect.name == "sqlite"
          if is_sqlite:
              # A table is changed by copying it, and rows that refer to the old one stay.
              # Within a transaction this would be ignored.
              connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
              connection.rollback()
          context.configure(
              connection=connection,
              target_metadata=Base.metadata,
              render_as_batch=is_sqlite,
              transactional_ddl=is_sqlite or None,
              include_name=is_compared,
          )
          with context.begin_transaction():
              if is_sqlite:
                  run_in_sqlite(connection)
              else:
                  context.run_migrations()


      def is_compared(name: str | None, kind: str, _parents: object) -> bool:
          """All but copies of tables that a failed change left."""
          return kind != "table" or not (name or "").startswith("_alembic_tmp_")


      def run_in_sqlite(connection: Connection) -> None:
          """All or nothing, and no row is left that refers to one that is gone."""
          # Python begins by itself before rows change, not before tables do.
          connection.exec_driver_sql("BEGIN")
          before = broken_references(connection)
          context.run_migrations()
          if broken := broken_references(connection) - before:
              told = ", ".join(f"{table} to {parent}" for table, parent in sorted(broken))
              raise RuntimeError(f"rows would refer to what is not there: {told}")


      def broken_references(connection: Connection) -> set[tuple[str, str]]:
          """Tables with rows that refer to what is not there, and the tables it is not in."""
          rows = connection.exec_driver_sql("PRAGMA foreign_key_check")
          return {(row.table, row.parent) for row in rows}


      async def run_online() -> None:
          engine = make_engine(poolclass=pool.NullPool)
          async with engine.connect() as connection:
              await connection.run_sync(run)
          await engine.dispose()


      if context.is_offline_mode():
          run_offline()
      else:
          asyncio.run(run_online())

      """#)

  /// What a new migration looks like.
  static let backendMigrationText = Template(
    name: "backend/alembic-script", version: 1,
    text: #"""
      """${message}

      Revision ID: ${up_revision}
      Revises: ${down_revision | comma,n}
      """

      from collections.abc import Sequence

      import sqlalchemy as sa
      from alembic import op
      ${imports if imports else ""}

      revision: str = ${repr(up_revision)}
      down_revision: str | None = ${repr(down_revision)}
      branch_labels: str | Sequence[str] | None = ${repr(branch_labels)}
      depends_on: str | Sequence[str] | None = ${repr(depends_on)}


      def upgrade() -> None:
          ${upgrades if upgrades else "pass"}


      def downgrade() -> None:
          ${downgrades if downgrades else "pass"}

      """#)

  /// The tables to begin with.
  static let backendFirstMigration = Template(
    name: "backend/first-migration", version: 1,
    text: #"""
      """Users and their refresh tokens

      Revision ID: 0001
      Revises:
      """

      from collections.abc import Sequence

      import sqlalchemy as sa
      from alembic import op

      revision: str = "0001"
      down_revision: str | None = None
      branch_labels: str | Sequence[str] | None = None
      depends_on: str | Sequence[str] | None = None


      def upgrade() -> None:
          op.create_table(
              "user",
              sa.Column("id", sa.Integer(), nullable=False),
              sa.Column("email", sa.String(length=254), nullable=False),
              sa.Column("name", sa.String(length=120), nullable=False),
              sa.Column("password_hash", sa.String(length=255), nullable=False),
              sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
              sa.Column("created_at", sa.DateTime(), nullable=False),
              sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
              sa.UniqueConstraint("email", name=op.f("uq_user_email")),
          )
          op.create_table(
              "refresh_token",
              sa.Column("id", sa.Integer(), nullable=False),
              sa.Column("user_id", sa.Integer(), nullable=False),
              sa.Column("family", sa.String(length=32), nullable=False),
              sa.Column("token_hash", sa.String(length=64), nullable=False),
              sa.Column("expires_at", sa.DateTime(), nullable=False),
              sa.Column("spent_at", sa.DateTime(), nullable=True),
              sa.ForeignKeyConstraint(
                  ["user_id"],
                  ["user.id"],
                  name=op.f("fk_refresh_token_user_id_user"),
                  ondelete="CASCADE",
              ),
              sa.PrimaryKeyConstraint("id", name=op.f("pk_refresh_token")),
              sa.UniqueConstraint("token_hash", name=op.f("uq_refresh_token_token_hash")),
          )
          op.create_index(op.f("ix_refresh_token_user_id"), "refresh_token", ["user_id"])
          op.create_index(op.f("ix_refresh_token_family"), "refresh_token", ["family"])


      def downgrade() -> None:
          # With their indexes: MariaDB does not let go of one that a foreign key needs.
          op.drop_table("refresh_token")
          op.drop_table("user")

      """#)
}
