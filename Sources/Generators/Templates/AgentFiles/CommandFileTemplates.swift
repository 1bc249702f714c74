extension Template {
  /// The templates of files for coding agents.
  static let agentFiles: [Template] = [
    .agentGenerate, .agentScaffold, .agentStatus, .agentResume, .agentUndo, .agentSection,
    .agentReports, .agentStatuses,
  ]

  /// The command file of `generate`.
  static let agentGenerate = Template(
    name: "agent/generate", version: 1,
    text: """
      ---
      description: Generate a complete fullstack feature, or one layer of it, as one operation that can be undone
      allowed-tools: Read, Write, Edit, Bash, Glob, Grep
      ---

      # Generate

      Generate an entity over backend and frontend. `backstitch` does it: it finds the project's own layout, lands all
      files at once and takes them back around later work. Do not write these files yourself.

      The request: $ARGUMENTS

      ## Usage

      ```bash
      /generate fullstack [entity-name]
      /generate crud [entity-name]
      /generate entity [entity-name]
      /generate api-route [entity-name]
      /generate data-table [entity-name]
      ```

      ## What It Creates

      ### Backend (FastAPI)
      - SQLAlchemy model in `db/model.py`
      - Pydantic schemas in `api/schemas/{entity}_schema.py`
      - CRUD helpers in `api/crud/{plural}.py`
      - Router in `api/routers/setting/{entity}_router.py`, registered where the live application finds it

      ### Frontend (Next.js)
      - TypeScript types in `lib/types/api/{entity}.ts`
      - API routes in `app/api/setting/{plural}/`
      - Context provider in `app/(pages)/setting/{plural}/context/`
      - Data table page in `app/(pages)/setting/{plural}/`

      A project that has another layout keeps it: `backstitch detect --json` says where things go.

      ## Process

      1. Detect both projects: `backstitch detect --json`. Several of a kind: `--backend DIR` and `--frontend DIR` choose.
      2. Gather the entity from the request; ask the person once for what is open: fields, relationships, features.
      3. Show the plan: the command with `--dry-run --json` has `plan.changes`, `warnings` and `plan.digest`. Stop at a
         warning that the person did not expect.
      4. Run it with `--expect-digest DIGEST --yes --json`: it refuses when the plan is another by then.
      5. When it does not end with 0, go by the reports and the table below.
      6. Tell what was made, run what `next` lists where the person wants it (migration, tests), and say that
         `backstitch undo` takes it back.

      ## Answering its dialogue

      With `--json` nothing is asked: what is not given has its default, and what has none is status 3 with the flags
      that answer it.

      - Fields stand behind the name, `NAME:TYPE[:ARGUMENT][:MODIFIER...][=DEFAULT]`; what is not marked `required` is
        optional. Types: `str`, `text`, `int`, `float`, `decimal`, `bool`, `datetime`, `date`, `uuid`, `json`, `enum`, `ref`.
      - `--feature soft-delete,audit,bilingual,active`, `--columns NAMES`, `--filters NAMES`, `--actions NAMES`, `--tests`,
        `--docker`, `--migrate make`, `--with data-table` answer the rest.
      - `--answers FILE` answers all at once, YAML or JSON: `plan`, `name`, `entity`, `columns`, `filters`, `actions`,
        `tests`, `docker`. `--spec FILE` is the entity's definition alone.
      - An entity that is there: fields add or change what they name; `--drop-field FIELD` and `--rename OLD:NEW` are for
        the rest.

      {{{reports}}}

      {{{statuses}}}

      ## Example

      ```bash
      backstitch detect --json
      backstitch generate fullstack product name:str:64:required price:decimal:10,2 --feature audit --dry-run --json
      backstitch generate fullstack product name:str:64:required price:decimal:10,2 --feature audit --expect-digest DIGEST --yes --json
      backstitch status product
      ```

      """)

  /// The command file of `scaffold`.
  static let agentScaffold = Template(
    name: "agent/scaffold", version: 1,
    text: """
      ---
      description: Scaffold a complete fullstack project, or one part of it, as one operation that can be undone
      allowed-tools: Read, Write, Edit, Bash, Glob, Grep
      ---

      # Scaffold

      Create a project with backend, frontend and infrastructure, or the part that is asked for. `backstitch` does it.
      Do not write these files yourself.

      The request: $ARGUMENTS

      ## Usage

      ```bash
      /scaffold fullstack [project-name]
      /scaffold fastapi [directory]
      /scaffold nextjs [directory]
      /scaffold docker [project-name]
      /scaffold frontend-module [module]
      ```

      ## What It Creates

      ### Backend
      - FastAPI project structure with settings, logging, health and tests
      - Database configuration and migrations
      - Authentication (optional)
      - Celery workers (optional)

      ### Frontend
      - Next.js 15+ project
      - Component library setup
      - Authentication pages (optional)
      - Data table components

      ### Infrastructure
      - Docker Compose configuration
      - Nginx reverse proxy
      - MariaDB database, or another
      - Redis cache (optional)

      ## Process

      1. Gather the configuration from the request; ask the person once for what is open.
      2. Show the plan: the command with `--dry-run --json` has `plan.changes` and `notes`. Nothing is written by it.
      3. Run it with `--yes --json`: `scaffold fullstack NAME` makes the directory NAME with a git repository of its own,
         `scaffold fullstack .` takes the current one. A backend or frontend that stands there is kept.
      4. When it does not end with 0, go by the reports and the table below.
      5. Run what `next` lists where the person wants it, and read them `README.md`: how to start it, with Docker and
         without. In the new directory `backstitch undo` takes it back.

      ## Answering its dialogue

      With `--json` nothing is asked: what is not given has its default, MariaDB, signing in with JWT, and all features
      but the scheduler.

      - `--database mariadb`, `--database postgresql` or `--database sqlite`
      - `--auth jwt` or `--auth none`
      - `--feature LIST`: `redis`, `celery`, `scheduler`, `data-tables`, `forms`, `auth-pages`, `navigation`, `docker`, `nginx`
      - `--spec FILE` or `--answers FILE` answer all at once, YAML or JSON.

      {{{reports}}}

      {{{statuses}}}

      ## Example

      ```bash
      backstitch scaffold fullstack shop --database postgresql --auth jwt --dry-run --json
      backstitch scaffold fullstack shop --database postgresql --auth jwt --yes --json
      backstitch -C shop generate fullstack product name:str:64:required price:decimal:10,2 --yes --json
      ```

      """)
}
