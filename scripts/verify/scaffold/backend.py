"""What is checked of a new project's backend."""

import os
import threading
from pathlib import Path

from fuzz import CHECKS as FUZZED
from processes import Server, run, tool
from report import Report, holds
from scaffold import sessions, working
from scaffold.choices import Choices
from scaffold.keeping import keep_rows
from scaffold.project import Project

SECRET = "only-for-the-verification-" * 2

# mypy does not wait for another that holds its cache.
MYPY = threading.Lock()


def check(project: Project) -> None:
    """One of many: read, migrated there and back on its database, tested."""
    read(project)
    migrate(project.backend, project.create_database())
    # The default project's tests run on MariaDB, too.
    is_alone = project.choices.database == "postgresql"
    test(project.backend, project.create_database() if is_alone else None)


def verify(project: Project, report: Report) -> None:
    """Everything, for real."""
    backend = project.backend
    with report.check("ruff, its formatter and mypy have nothing to say"):
        read(project)
    with report.check("its tests pass on SQLite, whatever is in .env"):
        (project.root / ".env").write_text("REGISTRATION_OPEN=false\nLOG_LEVEL=ERROR\n")
        test(backend, None)
        (project.root / ".env").unlink()
    with report.check("its tests pass on MariaDB, and refuse a database that has tables"):
        url = project.create_database()
        test(backend, url)
        migrate(backend, url)
        refused = _fails(lambda: test(backend, url))
        holds("has tables" in refused, refused)
    with report.check("in production it starts with secrets of its own only"):
        refuse_placeholders(project)
    url = project.create_database()
    with report.check("Alembic on MariaDB: upgrade, nothing left, there and back"):
        migrate(backend, url)
    with report.check(
        "Alembic on SQLite: rows outlast changes of tables, also of those they refer to"
    ):
        keep_rows(project.surroundings.scaffold(Choices("sqlite", "none", frozenset())))
    env = environment(project)
    with Server(backend, url, env) as server:
        for title, ask in sessions.CHECKS.items():
            with report.check(title):
                ask(server, url)
        with report.check("schemathesis on every operation"):
            fuzz(server, project.root.parent, 300 if project.surroundings.full else 25)
    with report.check("a worker runs the sample task, and the database sees it"):
        working.run_sample(project, url, env)


def read(project: Project) -> None:
    """What is said without running it."""
    backend = project.backend
    lint(backend)
    # What others left of the libraries serves the next one, too.
    cache = project.surroundings.directory / "mypy"
    with MYPY:
        run(tool("mypy"), "--cache-dir", cache, ".", cwd=backend)
    holds("worker" not in os.listdir(backend) or "celery" in project.choices.features, "a worker")


MIGRATE = """
from alembic import command
from alembic.config import Config

config = Config("alembic.ini")
command.upgrade(config, "head")
command.check(config)
command.downgrade(config, "base")
command.upgrade(config, "head")
command.check(config)
"""


def migrate(backend: Path, url: str) -> None:
    """Alembic there and back; the models say no more than the migrations."""
    # In one process: most of Alembic's time is its start.
    run(tool("python"), "-c", MIGRATE, cwd=backend, env={"DATABASE_URL": url})


def lint(backend: Path) -> None:
    """The README's checks of style."""
    run(tool("ruff"), "check", "--no-cache", ".", cwd=backend)
    run(tool("ruff"), "format", "--no-cache", "--diff", ".", cwd=backend)


def test(backend: Path, url: str | None) -> None:
    """Its own tests."""
    env = {"TEST_DATABASE_URL": url or ""}
    run(tool("pytest"), "-q", "-p", "no:cacheprovider", cwd=backend, env=env)


def environment(project: Project) -> dict[str, str]:
    """What somebody would put into .env."""
    return {
        "REDIS_URL": project.surroundings.redis.url,
        "SECRET_KEY": SECRET,
        "REGISTRATION_OPEN": "true",
    }


def refuse_placeholders(project: Project) -> None:
    """With the example's values production does not start; with others it does."""
    own = {
        "ENVIRONMENT": "production",
        "DATABASE_URL": "sqlite+aiosqlite:///./nothing.db",
        "SECRET_KEY": SECRET,
    }
    words = (tool("python"), "-c", "import main; print(main.app.openapi_url)")
    shown = run(*words, cwd=project.backend, env=own)
    holds(shown.strip() == "None", f"in production it is documented at {shown}")
    example = dict(
        line.split("=", 1)
        for line in (project.root / ".env.example").read_text().splitlines()
        if "=" in line and not line.startswith("#")
    )
    refusals = [
        (name, example[name], f"{name} still has") for name in ("SECRET_KEY", "DATABASE_URL")
    ]
    refusals.append(("SECRET_KEY", "too-short", "at least 32 characters"))
    for name, value, reason in refusals:
        refused = _fails(lambda: run(*words, cwd=project.backend, env=own | {name: value}))  # noqa: B023
        holds(reason in refused, refused)
        holds(value not in refused, f"{name} is shown: {refused}")


def fuzz(server: Server, directory: Path, examples: int) -> None:
    """Fails with schemathesis' report when one of the checks fails."""
    token = sessions.sign_up(server.address, sessions.new_email("fuzz"))["accessToken"]
    run(
        tool("schemathesis"),
        *("run", f"{server.address}/openapi.json"),
        *("--header", f"Authorization: Bearer {token}"),
        *("--checks", ",".join(FUZZED)),
        *("--seed", "20240131", "--max-examples", str(examples)),
        *("--warnings", "off", "--no-color"),
        cwd=directory,
    )


def _fails(action: object) -> str:
    """What an action that must fail says."""
    try:
        action()  # type: ignore[operator]
    except AssertionError as error:
        return str(error)
    raise AssertionError("it did not fail")
