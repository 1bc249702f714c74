extension Template {
  /// The templates of a new project's containers.
  static let projectInfrastructure: [Template] = [
    .projectCompose, .projectComposeDevelopment, .projectBackendImage, .projectFrontendImage,
    .projectBackendIgnore, .projectFrontendIgnore, .projectMariaDBInit, .projectPostgreSQLInit,
    .projectProxy, .projectProxyService,
  ]

  /// The services of a new project, as they run anywhere.
  static let projectCompose = Template(
    name: "project/compose", version: 1,
    text: """
      # {{{name}}}, in containers.
      #
      #   docker compose up --build
      {{#development}}
      #   docker compose -f docker-compose.yml -f docker-compose.dev.yml up --build   while you work on it
      {{/development}}
      #
      # Values come from .env, which .env.example is the beginning of.

      name: {{{name}}}
      {{#backend}}

      x-backend: &backend
        build: {{{backendContext}}}
        image: {{{name}}}-backend
        init: true
        cap_drop: [ALL]
        security_opt: ["no-new-privileges:true"]

      x-backend-environment: &backend-environment
        ENVIRONMENT: ${ENVIRONMENT:-production}
        APP_NAME: ${APP_NAME:-{{{name}}}}
        LOG_LEVEL: ${LOG_LEVEL:-INFO}
      {{#mariadb}}
        DATABASE_URL: mysql+asyncmy://${MARIADB_USER:?}:${MARIADB_PASSWORD:?}@database:3306/${MARIADB_DATABASE:?}
      {{/mariadb}}
      {{#postgresql}}
        DATABASE_URL: postgresql+asyncpg://${POSTGRES_USER:?}:${POSTGRES_PASSWORD:?}@database:5432/${POSTGRES_DB:?}
      {{/postgresql}}
      {{#sqlite}}
        DATABASE_URL: sqlite+aiosqlite:////data/{{{databaseName}}}.db
      {{/sqlite}}
      {{#redis}}
        REDIS_URL: redis://redis:6379/0
      {{/redis}}
      {{#jwt}}
        SECRET_KEY: ${SECRET_KEY:?}
        ACCESS_TOKEN_MINUTES: ${ACCESS_TOKEN_MINUTES:-15}
        REFRESH_TOKEN_DAYS: ${REFRESH_TOKEN_DAYS:-14}
        REGISTRATION_OPEN: ${REGISTRATION_OPEN:-false}
      {{/jwt}}
        CORS_ORIGINS: ${CORS_ORIGINS:-}
      {{/backend}}

      services:
      {{#backend}}
        # Brings the database to the newest migration, then ends.
        migrate:
          <<: *backend
          environment: *backend-environment
          command: ["alembic", "upgrade", "head"]
          restart: "no"
          healthcheck:
            disable: true
      {{#sqlite}}
          volumes:
            - backend-data:/data
      {{/sqlite}}
      {{#server}}
          depends_on:
            database:
              condition: service_healthy
      {{/server}}
          networks: [data]

        backend:
          <<: *backend
          environment:
            <<: *backend-environment
      {{#nginx}}
            # Only the proxy reaches it, which says whom it serves.
            FORWARDED_ALLOW_IPS: "*"
      {{/nginx}}
          restart: unless-stopped
      {{^nginx}}
          ports:
            - "8000:8000"
      {{/nginx}}
      {{#sqlite}}
          volumes:
            - backend-data:/data
      {{/sqlite}}
          healthcheck:
            test: ["CMD", "python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
            interval: 10s
            timeout: 5s
            retries: 6
            start_period: 20s
          depends_on:
            migrate:
              condition: service_completed_successfully
      {{#server}}
            database:
              condition: service_healthy
      {{/server}}
      {{#redis}}
            redis:
              condition: service_healthy
      {{/redis}}
          networks: [web, data]
      {{#celery}}

        worker:
          <<: *backend
          environment: *backend-environment
          command: ["celery", "--app", "worker.celery_app", "worker", "--loglevel", "info"]
          restart: unless-stopped
          # Tasks that run may end before the container does.
          stop_grace_period: 60s
      {{#sqlite}}
          volumes:
            - backend-data:/data
      {{/sqlite}}
          healthcheck:
            test: ["CMD-SHELL", "celery --app worker.celery_app inspect ping --destination celery@$${HOSTNAME}"]
            interval: 30s
            timeout: 15s
            retries: 3
            start_period: 30s
          depends_on:
            migrate:
              condition: service_completed_successfully
      {{#server}}
            database:
              condition: service_healthy
      {{/server}}
            redis:
              condition: service_healthy
          networks: [data]
      {{/celery}}
      {{#scheduler}}

        # One of it, never more: two would send every task twice.
        scheduler:
          <<: *backend
          environment: *backend-environment
          command:
            ["celery", "--app", "worker.celery_app", "beat", "--loglevel", "info", "--schedule", "/tmp/celerybeat-schedule", "--pidfile="]
          restart: unless-stopped
          # Whether the broker can be reached and a worker takes what is sent.
          healthcheck:
            test: ["CMD", "celery", "--app", "worker.celery_app", "inspect", "ping"]
            interval: 60s
            timeout: 15s
            retries: 3
            start_period: 30s
          depends_on:
            worker:
              condition: service_healthy
            redis:
              condition: service_healthy
          networks: [data]
      {{/scheduler}}
      {{/backend}}
      {{#frontend}}

        frontend:
          build: {{{frontendContext}}}
          image: {{{name}}}-frontend
          init: true
          cap_drop: [ALL]
          security_opt: ["no-new-privileges:true"]
          environment:
            BACKEND_URL: {{#hasBackend}}http://backend:8000{{/hasBackend}}{{^hasBackend}}${BACKEND_URL:?}{{/hasBackend}}
      {{#authPages}}
            REFRESH_TOKEN_DAYS: ${REFRESH_TOKEN_DAYS:-14}
            COOKIE_SECURE: ${COOKIE_SECURE:-true}
      {{/authPages}}
          restart: unless-stopped
      {{^nginx}}
          ports:
            - "3000:3000"
      {{/nginx}}
          healthcheck:
            test: ["CMD", "node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
            interval: 10s
            timeout: 5s
            retries: 6
            start_period: 20s
      {{#hasBackend}}
          depends_on:
            backend:
              condition: service_healthy
      {{/hasBackend}}
          networks: [web]
      {{/frontend}}
      {{#keptServices}}
      {{{.}}}
      {{/keptServices}}
      {{#nginx}}

        # The only one that the world reaches.
        nginx:
      {{#proxy}}
          {{{.}}}
      {{/proxy}}
      {{/nginx}}
      {{#backend}}
      {{#mariadb}}

        database:
          image: mariadb:11.8
          environment:
            MARIADB_DATABASE: ${MARIADB_DATABASE:?}
            MARIADB_USER: ${MARIADB_USER:?}
            MARIADB_PASSWORD: ${MARIADB_PASSWORD:?}
            MARIADB_ROOT_PASSWORD: ${MARIADB_ROOT_PASSWORD:?}
          volumes:
            - database-data:/var/lib/mysql
            # Run once, while the volume is empty.
            - ./database/init:/docker-entrypoint-initdb.d:ro
          restart: unless-stopped
          stop_grace_period: 60s
          healthcheck:
            test: ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]
            interval: 5s
            timeout: 5s
            retries: 24
            start_period: 30s
          networks: [data]
      {{/mariadb}}
      {{#postgresql}}

        database:
          image: postgres:17-alpine
          environment:
            POSTGRES_DB: ${POSTGRES_DB:?}
            POSTGRES_USER: ${POSTGRES_USER:?}
            POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}
          volumes:
            - database-data:/var/lib/postgresql/data
            # Run once, while the volume is empty.
            - ./database/init:/docker-entrypoint-initdb.d:ro
          restart: unless-stopped
          stop_grace_period: 60s
          healthcheck:
            test: ["CMD-SHELL", "pg_isready --username=$${POSTGRES_USER} --dbname=$${POSTGRES_DB}"]
            interval: 5s
            timeout: 5s
            retries: 24
            start_period: 30s
          networks: [data]
      {{/postgresql}}
      {{#redis}}

        redis:
          image: redis:8-alpine
          # Tasks that wait are on disk, too.
          command: ["redis-server", "--appendonly", "yes"]
          volumes:
            - redis-data:/data
          restart: unless-stopped
          healthcheck:
            test: ["CMD-SHELL", "redis-cli ping | grep -q PONG"]
            interval: 5s
            timeout: 5s
            retries: 12
          networks: [data]
      {{/redis}}
      {{/backend}}

      {{#hasBoth}}
      # The proxy and the frontend do not reach the database.
      {{/hasBoth}}
      networks:
        web:
      {{#hasData}}
        data:
      {{/hasData}}
      {{#hasVolumes}}

      volumes:
      {{/hasVolumes}}
      {{#backend}}
      {{#server}}
        database-data:
      {{/server}}
      {{#sqlite}}
        backend-data:
      {{/sqlite}}
      {{#redis}}
        redis-data:
      {{/redis}}
      {{/backend}}
      {{#keptVolumes}}
        {{{.}}}:
      {{/keptVolumes}}

      """)

  /// What differs while people work on them.
  static let projectComposeDevelopment = Template(
    name: "project/compose-development", version: 1,
    text: """
      # What differs while you work on it: sources are mounted and reloaded, ports of this machine lead to
      # every service. Only with the other file:
      #
      #   docker compose -f docker-compose.yml -f docker-compose.dev.yml up --build

      services:
      {{#backend}}
        migrate:
          volumes:
            - {{{backendContext}}}:/app:ro

        backend:
          command: ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000", "--reload"]
          volumes:
            - {{{backendContext}}}:/app:ro
      {{#nginx}}
          ports:
            - "127.0.0.1:8000:8000"
      {{/nginx}}
      {{#celery}}

        # It does not reload: docker compose restart worker
        worker:
          volumes:
            - {{{backendContext}}}:/app:ro
      {{/celery}}
      {{#scheduler}}

        scheduler:
          volumes:
            - {{{backendContext}}}:/app:ro
      {{/scheduler}}
      {{/backend}}
      {{#frontend}}

        frontend:
          build:
            target: development
          image: {{{name}}}-frontend-development
          volumes:
            - {{{frontendContext}}}:/app
            # The image's own, not those of this machine.
            - /app/node_modules
            - /app/.next
      {{#nginx}}
          ports:
            - "127.0.0.1:3000:3000"
      {{/nginx}}
      {{/frontend}}
      {{#backend}}
      {{#mariadb}}

        database:
          ports:
            - "127.0.0.1:3306:3306"
      {{/mariadb}}
      {{#postgresql}}

        database:
          ports:
            - "127.0.0.1:5432:5432"
      {{/postgresql}}
      {{#redis}}

        redis:
          ports:
            - "127.0.0.1:6379:6379"
      {{/redis}}
      {{/backend}}

      """)
}
