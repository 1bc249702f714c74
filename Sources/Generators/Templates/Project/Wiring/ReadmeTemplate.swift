extension Template {
  /// How a new project is started, tried and worked on.
  static let projectReadme = Template(
    name: "project/readme", version: 1,
    text: #"""
      # {{{name}}}

      {{#both}}
      A [FastAPI](https://fastapi.tiangolo.com) backend in `{{{backendDirectory}}}/` and a [Next.js](https://nextjs.org) frontend in
      `{{{frontendDirectory}}}/`{{#docker}}, in containers{{#nginx}} behind nginx{{/nginx}}{{/docker}}.
      {{/both}}
      {{^both}}
      {{#backend}}
      A [FastAPI](https://fastapi.tiangolo.com) backend in `{{{backendDirectory}}}/`{{#docker}}, in containers{{#nginx}} behind nginx{{/nginx}}{{/docker}}.
      {{/backend}}
      {{#frontend}}
      A [Next.js](https://nextjs.org) frontend in `{{{frontendDirectory}}}/`{{#docker}}, in containers{{#nginx}} behind nginx{{/nginx}}{{/docker}}.
      {{/frontend}}
      {{/both}}

      | path | what it is |
      |---|---|
      {{#backend}}
      | `{{{backendDirectory}}}/` | the API: `main.py` starts it, `api/` has routers, schemas and queries, `db/` the models, `alembic/` the migrations |
      {{#celery}}
      | `{{{backendDirectory}}}/worker/` | tasks in the background, by Celery{{#scheduler}}, some of them at set times{{/scheduler}} |
      {{/celery}}
      {{/backend}}
      {{#frontend}}
      | `{{{frontendDirectory}}}/` | the pages: `app/` has them and the route handlers that pass requests on to the API, `components/` what they are made of, `lib/` the rest |
      {{/frontend}}
      {{#keptBackend}}
      | `{{{backendDirectory}}}/` | the backend that stood here before, which is started as it was |
      {{/keptBackend}}
      {{#keptFrontend}}
      | `{{{frontendDirectory}}}/` | the frontend that stood here before, which is started as it was |
      {{/keptFrontend}}
      {{#docker}}
      | `docker-compose.yml` | the services, as they run anywhere |
      | `docker-compose.dev.yml` | what differs while you work on them |
      {{#nginx}}
      | `nginx/` | the reverse proxy, the only service that the world reaches |
      {{/nginx}}
      {{#serverInDocker}}
      | `database/init/` | what the database's container runs once, when it is new |
      {{/serverInDocker}}
      {{/docker}}
      | `.env.example` | every setting, with values to begin with |
      {{#docker}}

      ## Start with Docker

      ```bash
      cp .env.example .env
      docker compose up --build
      ```

      {{#nginx}}
      {{#hasFrontend}}
      The pages are at <http://localhost:8080>{{#backend}}, the API's documentation at <http://localhost:8080/docs>{{/backend}}.
      {{/hasFrontend}}
      {{^hasFrontend}}
      The API's documentation is at <http://localhost:8080/docs>.
      {{/hasFrontend}}
      `HTTP_PORT` in `.env` chooses another port.
      {{/nginx}}
      {{^nginx}}
      {{#hasFrontend}}
      The pages are at <http://localhost:3000>{{#backend}}, the API's documentation at <http://localhost:8000/docs>{{/backend}}.
      {{/hasFrontend}}
      {{^hasFrontend}}
      The API's documentation is at <http://localhost:8000/docs>.
      {{/hasFrontend}}
      {{/nginx}}
      {{#backend}}
      The database is migrated before the API starts.
      {{/backend}}

      While you work on it, with sources that are mounted and reloaded:

      ```bash
      docker compose -f docker-compose.yml -f docker-compose.dev.yml up --build
      ```
      {{/docker}}

      ## Start{{#docker}} without Docker{{/docker}}

      Once, the settings:

      ```bash
      cp .env.example .env
      ```

      {{#backend}}
      The backend needs Python 3.11 or newer{{#server}}, {{#mariadb}}MariaDB 10.6{{/mariadb}}{{#postgresql}}PostgreSQL 14{{/postgresql}} or newer{{/server}}{{#redis}} and Redis 6 or newer{{/redis}}.
      {{#dockerServices}}
      Where they are not installed, containers do:

      ```bash
      docker compose -f docker-compose.yml -f docker-compose.dev.yml up --detach{{#server}} database{{/server}}{{#redis}} redis{{/redis}}
      ```
      {{/dockerServices}}
      {{#mariadb}}

      In a MariaDB of your own, make the database and its user, with the password of `DATABASE_URL`:

      ```sql
      CREATE DATABASE {{{databaseName}}} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
      CREATE USER '{{{databaseName}}}'@'127.0.0.1' IDENTIFIED BY 'change-me';
      GRANT ALL PRIVILEGES ON {{{databaseName}}}.* TO '{{{databaseName}}}'@'127.0.0.1';
      ```
      {{/mariadb}}
      {{#postgresql}}

      In a PostgreSQL of your own, make the database and its user, with the password of `DATABASE_URL`:

      ```sql
      CREATE USER {{{databaseName}}} PASSWORD 'change-me';
      CREATE DATABASE {{{databaseName}}} OWNER {{{databaseName}}};
      ```
      {{/postgresql}}

      Then, once:

      ```bash
      cd {{{backendDirectory}}}
      python3 -m venv .venv
      .venv/bin/pip install -r requirements-dev.txt
      ```

      and each time:

      ```bash
      cd {{{backendDirectory}}}
      .venv/bin/alembic upgrade head
      .venv/bin/uvicorn main:app --reload
      ```

      The API is at <http://localhost:8000>, its documentation at <http://localhost:8000/docs>.
      {{#celery}}

      The worker, in another terminal:

      ```bash
      cd {{{backendDirectory}}}
      .venv/bin/celery --app worker.celery_app worker --loglevel info
      ```
      {{/celery}}
      {{#scheduler}}

      The scheduler that sends it tasks at their times, in a third:

      ```bash
      cd {{{backendDirectory}}}
      .venv/bin/celery --app worker.celery_app beat --loglevel info --schedule /tmp/celerybeat-schedule
      ```
      {{/scheduler}}
      {{/backend}}
      {{#frontend}}
      {{#backend}}

      {{/backend}}
      The frontend needs Node.js 20.9 or newer{{#hasBackend}}, and the backend{{/hasBackend}}:

      ```bash
      cd {{{frontendDirectory}}}
      npm install
      ln -s {{{rootFromFrontend}}}/.env .env
      npm run dev
      ```

      The link lets it read the settings of the whole project; it is made once. The pages are at <http://localhost:3000>. Commit the `package-lock.json` that npm writes.
      {{/frontend}}
      {{#jwt}}
      {{#backend}}

      ## The first user

      {{#authPages}}
      Open `/register` in the browser, or let the API make one:
      {{/authPages}}
      {{^authPages}}
      The API makes one:
      {{/authPages}}

      ```bash
      curl http://localhost:{{{apiPort}}}/api/v1/auth/register \
        --header 'Content-Type: application/json' \
        --data '{"email": "you@example.com", "name": "You", "password": "a long password of yours"}'
      ```
      {{#nginx}}

      Without Docker its port is 8000.
      {{/nginx}}

      Then close the door, unless anybody may have an account: `REGISTRATION_OPEN=false` in `.env`, and start it again.
      {{/backend}}
      {{/jwt}}

      ## Tests and checks

      {{#backend}}
      ```bash
      cd {{{backendDirectory}}}
      .venv/bin/pytest
      .venv/bin/ruff check .
      .venv/bin/ruff format --check .
      .venv/bin/mypy .
      ```
      {{/backend}}
      {{#both}}

      {{/both}}
      {{#frontend}}
      ```bash
      cd {{{frontendDirectory}}}
      npm run typecheck
      npm run lint
      npm run build
      ```
      {{/frontend}}
      {{#backend}}

      ## Migrations

      After a change of the models:

      ```bash
      cd {{{backendDirectory}}}
      .venv/bin/alembic revision --autogenerate -m "what changed"
      .venv/bin/alembic upgrade head
      ```

      Read what it wrote before you commit it. `.venv/bin/alembic downgrade -1` goes back by one.
      {{#docker}}

      In containers, a new migration is applied by:

      ```bash
      docker compose run --rm --build migrate
      ```
      {{/docker}}

      ## Another entity

      Backstitch made this project, and makes what an entity needs: model, schemas, queries, router{{#frontend}}, route handlers, page{{/frontend}}.

      ```bash
      backstitch generate {{#frontend}}fullstack{{/frontend}}{{^frontend}}entity{{/frontend}} product name:str:64:required price:decimal:10,2{{#needsTable}} --with data-table{{/needsTable}}
      ```

      Then make its migration, as above. `backstitch undo` takes it back, `backstitch status` says what is there.
      {{/backend}}

      ## Settings

      They are read from the environment, then from `.env`, which git does not know. `.env.example` has them all.
      {{#backend}}
      With `ENVIRONMENT=production` the API does not start while a value says `change-me`, and has no documentation.
      {{#authPages}}
      `COOKIE_SECURE=true` keeps sessions to HTTPS.
      {{/authPages}}
      `openssl rand -hex 32` makes {{#jwt}}a `SECRET_KEY`, and {{/jwt}}passwords that an address can hold as they are.
      {{/backend}}
      {{#nginx}}

      `nginx/nginx.conf` speaks HTTP: put what ends TLS in front of it, and name that where the file says so.
      {{/nginx}}

      """#)
}
