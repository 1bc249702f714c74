extension Template {
  /// What it needs.
  static let backendRequirements = Template(
    name: "backend/requirements", version: 1,
    text: """
      fastapi>=0.115,<1
      uvicorn[standard]>=0.30,<1
      pydantic{{#jwt}}[email]{{/jwt}}>=2.9,<3
      pydantic-settings>=2.7,<3
      sqlalchemy[asyncio]>=2.0.40,<2.2
      alembic>=1.16,<2
      {{#mariadb}}
      asyncmy>=0.2.10,<0.3
      {{/mariadb}}
      {{#postgresql}}
      asyncpg>=0.30,<1
      {{/postgresql}}
      {{#sqlite}}
      aiosqlite>=0.20,<1
      {{/sqlite}}
      {{#jwt}}
      argon2-cffi>=23.1
      pyjwt>=2.10,<3
      {{/jwt}}
      {{#celery}}
      celery[redis]>=5.5,<6
      {{/celery}}
      {{#redis}}
      redis>=5.2
      {{/redis}}

      """)

  /// What working on it needs.
  static let backendTools = Template(
    name: "backend/requirements-dev", version: 1,
    text: """
      -r requirements.txt

      pytest>=8,<10
      httpx>=0.27,<1
      {{^sqlite}}
      aiosqlite>=0.20,<1
      {{/sqlite}}
      ruff>=0.9,<1
      mypy>=1.15,<3

      """)

  /// The settings of the linter, the type checker and the tests.
  static let backendPyproject = Template(
    name: "backend/pyproject", version: 1,
    text: #"""
      [tool.ruff]
      target-version = "py311"
      # Alembic writes them in a style of its own.
      extend-exclude = ["alembic/versions"]

      [tool.ruff.lint]
      select = ["E4", "E7", "E9", "F", "I", "UP", "B", "ASYNC", "C4", "RUF100"]

      [tool.ruff.lint.isort]
      # The directory of migrations has the name of the library.
      known-third-party = ["alembic"]

      [tool.mypy]
      python_version = "3.11"
      strict = true
      plugins = ["pydantic.mypy"]
      exclude = ["^alembic/", "^\\.venv/"]
      {{#celery}}

      [[tool.mypy.overrides]]
      module = ["celery.*"]
      ignore_missing_imports = true

      [[tool.mypy.overrides]]
      module = ["worker.*"]
      disallow_untyped_decorators = false
      {{/celery}}

      [[tool.mypy.overrides]]
      module = ["tests.*"]
      disallow_untyped_defs = false
      disallow_incomplete_defs = false
      disallow_untyped_calls = false
      check_untyped_defs = false

      [tool.pytest.ini_options]
      pythonpath = ["."]
      testpaths = ["tests"]

      """#)

  /// What git leaves alone.
  static let backendIgnored = Template(
    name: "backend/gitignore", version: 1,
    text: """
      __pycache__/
      .*_cache/
      .venv/
      .env
      *.db
      *.db-*
      {{#scheduler}}
      celerybeat-schedule*
      {{/scheduler}}

      """)

  /// How to start, test and extend it.
  static let backendReadme = Template(
    name: "backend/readme", version: 1,
    text: """
      # {{{title}}}: backend

      FastAPI, async SQLAlchemy 2 and Alembic.

      ## Start it

      ```bash
      python3 -m venv .venv && . .venv/bin/activate
      pip install -r requirements-dev.txt
      alembic upgrade head
      uvicorn main:app --reload
      ```

      It serves http://127.0.0.1:8000, with its documentation at `/docs`. It takes its settings from the
      environment, else from `.env` here or in the directory above; `core/config.py` has them all.
      {{^sqlite}}

      It needs a database that is empty and yours, at `DATABASE_URL`:

      ```sql
      {{#mariadb}}
      CREATE DATABASE {{{identifier}}} CHARACTER SET utf8mb4;
      CREATE USER {{{identifier}}} IDENTIFIED BY '...';
      GRANT ALL ON {{{identifier}}}.* TO {{{identifier}}};
      {{/mariadb}}
      {{#postgresql}}
      CREATE USER {{{identifier}}} PASSWORD '...';
      CREATE DATABASE {{{identifier}}} OWNER {{{identifier}}};
      {{/postgresql}}
      ```
      {{/sqlite}}
      {{#sqlite}}

      Its data is in the file `{{{identifier}}}.db`. SQLite is for development: in production set
      `DATABASE_URL` to a server, and make the migrations anew for it.
      {{/sqlite}}
      {{#jwt}}

      ## Users

      `POST /api/v1/auth/register` makes a user while `REGISTRATION_OPEN` is true, which it is not unless
      you say so. In production the backend starts with a `SECRET_KEY` of its own only:
      `openssl rand -hex 32` makes one.

      `POST /api/v1/auth/login` gives an access token, which `Authorization: Bearer ...` carries, and a
      refresh token, which `POST /api/v1/auth/refresh` takes for a new pair, once. One that is used again
      ends the whole session: somebody else may have it.
      {{/jwt}}
      {{#celery}}

      ## Tasks in the background

      ```bash
      celery -A worker.celery_app worker --loglevel INFO
      {{#scheduler}}
      celery -A worker.celery_app beat
      {{/scheduler}}
      ```

      They need Redis at `REDIS_URL`. Tasks are in `worker/tasks/`; name a new module in
      `worker/celery_app.py`.
      {{/celery}}

      ## Work on it

      ```bash
      pytest
      ruff check . && ruff format .
      mypy .
      alembic revision --autogenerate -m "add something"   # after a change in db/model.py
      ```

      Tests run on SQLite, or on the empty database of `TEST_DATABASE_URL`.

      """)
}
