extension Template {
  /// A whole Compose file.
  static let compose = Template(
    name: "docker/compose", version: 1,
    text: """
      services:
      {{#services}}
      {{#isLater}}

      {{/isLater}}
        {{{name}}}:
      {{#lines}}
          {{{.}}}
      {{/lines}}
      {{/services}}
      {{#hasVolumes}}

      volumes:
      {{#volumes}}
        {{{.}}}:
      {{/volumes}}
      {{/hasVolumes}}

      """)

  /// One service, without indentation.
  static let composeService = Template(
    name: "docker/service", version: 1,
    text: """
      {{#source}}
      {{#image}}
      image: {{{image}}}
      {{/image}}
      {{#directory}}
      build: {{{directory}}}
      {{/directory}}
      {{#context}}
      build:
        context: {{{context}}}
        dockerfile: {{{dockerfile}}}
      {{/context}}
      restart: unless-stopped
      {{#environmentFile}}
      env_file:
        - { path: {{{environmentFile}}}, required: false }
      {{/environmentFile}}
      {{#hasEnvironment}}
      environment:
      {{#environment}}
        {{{name}}}: {{{value}}}
      {{/environment}}
      {{/hasEnvironment}}
      {{#hasPorts}}
      ports:
      {{#ports}}
        - "{{{.}}}"
      {{/ports}}
      {{/hasPorts}}
      {{#volume}}
      volumes:
        - {{{volume}}}
      {{/volume}}
      {{#health}}
      healthcheck:
        test: {{{health}}}
        interval: 5s
        timeout: 5s
        retries: 12
      {{/health}}
      {{#hasDependencies}}
      depends_on:
      {{#dependencies}}
        {{{name}}}:
          condition: {{{condition}}}
      {{/dependencies}}
      {{/hasDependencies}}
      {{#hasNetworks}}
      networks:
      {{#networks}}
        - {{{.}}}
      {{/networks}}
      {{/hasNetworks}}
      {{/source}}
      """)

  /// The Dockerfile of a FastAPI backend.
  static let fastAPIImage = Template(
    name: "docker/fastapi", version: 1,
    text: #"""
      # syntax=docker/dockerfile:1

      FROM {{{image}}} AS packages
      WORKDIR /app
      {{#uv}}
      COPY --from=ghcr.io/astral-sh/uv:0.8 /uv /usr/local/bin/uv
      ENV UV_PROJECT_ENVIRONMENT=/opt/venv UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 \
          UV_LINK_MODE=copy
      COPY pyproject.toml uv.lock ./
      RUN uv sync --locked --no-dev --no-install-project
      {{/uv}}
      {{#poetry}}
      RUN pip install --no-cache-dir poetry==2.1.4 && python -m venv /opt/venv
      ENV VIRTUAL_ENV=/opt/venv
      COPY pyproject.toml poetry.lock ./
      RUN poetry install --only main --no-root --no-interaction
      {{/poetry}}
      {{#project}}
      RUN python -m venv /opt/venv
      ENV PATH="/opt/venv/bin:$PATH"
      COPY pyproject.toml ./
      # The dependencies alone: the project itself is copied, not installed.
      RUN python -c "import sys, tomllib; \
          project = tomllib.load(open('pyproject.toml', 'rb'))['project']; \
          sys.stdout.write('\n'.join(project['dependencies']))" > requirements.txt \
          && pip install --no-cache-dir -r requirements.txt
      {{/project}}
      {{#requirements}}
      RUN python -m venv /opt/venv
      ENV PATH="/opt/venv/bin:$PATH"
      {{#needsSources}}
      COPY . .
      {{/needsSources}}
      {{^needsSources}}
      COPY {{{requirements}}} ./{{{requirements}}}
      {{/needsSources}}
      RUN pip install --no-cache-dir -r {{{requirements}}}
      {{/requirements}}

      FROM {{{image}}}
      ENV PATH="/opt/venv/bin:$PATH" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
      RUN useradd --create-home --uid 1000 app
      WORKDIR /app
      {{#isWritable}}
      # SQLite writes beside its database.
      RUN chown app:app /app
      {{/isWritable}}
      COPY --from=packages /opt/venv /opt/venv
      COPY {{{source}}} .
      USER 1000
      EXPOSE 8000
      CMD {{{command}}}

      """#)

  /// The Dockerfile of a Next.js frontend.
  static let nextImage = Template(
    name: "docker/nextjs", version: 1,
    text: """
      # syntax=docker/dockerfile:1

      FROM {{{image}}} AS build
      WORKDIR /app
      ENV NEXT_TELEMETRY_DISABLED=1
      {{#corepack}}
      RUN corepack enable
      {{/corepack}}
      {{#needsSources}}
      COPY . .
      RUN {{{install}}}
      {{/needsSources}}
      {{^needsSources}}
      COPY {{{manifests}}} ./
      {{#directories}}
      COPY {{{.}}} ./{{{.}}}
      {{/directories}}
      RUN {{{install}}}
      COPY . .
      {{/needsSources}}
      {{#isNested}}
      WORKDIR /app{{{home}}}
      {{/isNested}}
      RUN {{{make}}}

      FROM {{{image}}}
      ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000 HOSTNAME=0.0.0.0
      WORKDIR /app
      {{#packageManagerInside}}
      RUN corepack enable
      {{/packageManagerInside}}
      {{#standalone}}
      COPY --from=build --chown=1000:1000 /app{{{home}}}/.next/standalone ./
      COPY --from=build --chown=1000:1000 /app{{{home}}}/.next/static .{{{home}}}/.next/static
      {{#hasPublic}}
      COPY --from=build --chown=1000:1000 /app{{{home}}}/public .{{{home}}}/public
      {{/hasPublic}}
      {{/standalone}}
      {{^standalone}}
      COPY --from=build --chown=1000:1000 /app ./
      {{#isNested}}
      WORKDIR /app{{{home}}}
      {{/isNested}}
      {{/standalone}}
      # The user that the image brings.
      USER 1000
      EXPOSE 3000
      CMD {{{command}}}

      """)

  /// What is kept out of an image.
  static let dockerIgnore = Template(
    name: "docker/ignore", version: 1,
    text: """
      {{#patterns}}
      {{{.}}}
      {{/patterns}}

      """)
}
