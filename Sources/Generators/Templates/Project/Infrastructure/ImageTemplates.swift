extension Template {
  /// The image of the backend.
  static let projectBackendImage = Template(
    name: "project/backend-image", version: 1,
    text: #"""
      # syntax=docker/dockerfile:1

      FROM python:3.13-slim AS packages
      WORKDIR /app
      RUN python -m venv /opt/venv
      ENV PATH="/opt/venv/bin:$PATH"
      COPY requirements.txt ./
      RUN pip install --no-cache-dir -r requirements.txt

      FROM python:3.13-slim
      ENV PATH="/opt/venv/bin:$PATH" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
      RUN useradd --create-home --uid 1000 app
      WORKDIR /app
      {{#sqlite}}
      # The database's place; a volume that is mounted there begins with these rights.
      RUN install --directory --owner=app --group=app /data
      {{/sqlite}}
      COPY --from=packages /opt/venv /opt/venv
      COPY . .
      USER 1000
      EXPOSE 8000
      HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
          CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
      CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]

      """#)

  /// The image of the frontend.
  static let projectFrontendImage = Template(
    name: "project/frontend-image", version: 1,
    text: #"""
      # syntax=docker/dockerfile:1

      FROM node:24-slim AS packages
      WORKDIR /app
      ENV NEXT_TELEMETRY_DISABLED=1
      # Without a lock file the newest versions that package.json allows; commit the one that npm writes.
      COPY package.json package-lock.json* ./
      RUN if [ -f package-lock.json ]; then npm ci; else npm install; fi

      # For docker-compose.dev.yml: the sources are mounted over /app.
      FROM packages AS development
      ENV NODE_ENV=development
      RUN mkdir .next && chown 1000:1000 . .next
      # The user that the image brings.
      USER 1000
      EXPOSE 3000
      CMD ["npm", "run", "dev"]

      FROM packages AS build
      COPY . .
      RUN mkdir -p public && npm run build

      FROM node:24-slim
      ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000 HOSTNAME=0.0.0.0
      WORKDIR /app
      COPY --from=build --chown=1000:1000 /app/.next/standalone ./
      COPY --from=build --chown=1000:1000 /app/.next/static ./.next/static
      COPY --from=build --chown=1000:1000 /app/public ./public
      # The user that the image brings.
      USER 1000
      EXPOSE 3000
      HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
          CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
      CMD ["node", "server.js"]

      """#)

  /// What is kept out of the backend's image.
  static let projectBackendIgnore = Template(
    name: "project/backend-ignore", version: 1,
    text: """
      # What is made again in the image, and what holds secrets.
      **/.git
      **/.backstitch
      **/.env
      **/.env.*
      **/Dockerfile*
      **/.dockerignore
      **/__pycache__
      **/*.py[cod]
      **/.venv
      **/venv
      **/.pytest_cache
      **/.mypy_cache
      **/.ruff_cache
      **/.coverage
      **/*.db
      **/*.db-*

      """)

  /// What is kept out of the frontend's image.
  static let projectFrontendIgnore = Template(
    name: "project/frontend-ignore", version: 1,
    text: """
      # What is made again in the image, and what holds secrets.
      **/.git
      **/.backstitch
      **/.env
      **/.env.*
      **/Dockerfile*
      **/.dockerignore
      **/node_modules
      **/.next
      **/coverage
      **/*.tsbuildinfo

      """)

  /// What a new MariaDB runs once.
  static let projectMariaDBInit = Template(
    name: "project/mariadb-init", version: 1,
    text: """
      -- Run once by the database's container, while its volume is empty; what comes later is a migration.
      -- One character set and collation, whatever the server's own are: MariaDB's versions differ.
      ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

      """)

  /// What a new PostgreSQL runs once.
  static let projectPostgreSQLInit = Template(
    name: "project/postgresql-init", version: 1,
    text: """
      -- Run once by the database's container, while its volume is empty; what comes later is a migration.
      -- Times are UTC, whatever the server's zone is.
      ALTER ROLE CURRENT_USER SET timezone TO 'UTC';

      """)
}
