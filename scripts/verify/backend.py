"""All that is checked of a generated backend."""

from pathlib import Path

import containers
import history
import migrating
from api import API
from breaking import CHECKS
from database import Database
from entity import PRODUCT_FILES, PRODUCTS
from fuzz import fuzz
from migrations import Migrations, check_foreign_keys
from mutating import Spoiler
from mutations import UPGRADE
from processes import MariaDB, Server, run, tool
from report import Report, holds
from repository import Repository

# What a backend of another layout is asked in the quick set.
QUICK = [
    "openapi.json lists the new paths",
    "create answers 201 with every field, and every column holds it",
    "a write answers what a read answers",
    "the list has pages, and the label of the category",
    "the status of one, and of several",
    "a deleted product is gone, and its row stays",
    "who and when: created and updated",
    "without a user every endpoint answers 401",
    "a category that has products stays",
    "a unique value that is taken is 409 and says which",
]


def verify_backend(report: Report, mariadb: MariaDB, directory: Path, full: bool) -> None:
    """Everything, for the first layout, in a directory of its own."""
    repository = Repository(directory / "shop")
    history.verify_one(report, repository)
    static(report, repository.backend, [repository.backend / path for path in PRODUCT_FILES])
    url = mariadb.create("shop")
    backend = repository.copy_backend(directory / "on-mariadb")
    migrate(report, backend, url)
    exercise(report, "MariaDB", backend, url, examples=300 if full else 15)
    Spoiler(repository, mariadb, url, directory).verify(report, full)
    with report.check("the unspoiled backend still passes"):
        again(backend, url)
    backend = repository.copy_backend(directory / "on-sqlite")
    url = f"sqlite+aiosqlite:///{backend}/shop.db"
    with report.check(f"SQLite: {UPGRADE}"):
        migrations = Migrations(backend, url)
        migrations.make("product")
        migrations.apply()
        migrations.alembic("check")
    exercise(report, "SQLite", backend, url, examples=100 if full else 0)
    migrating.verify(report, Repository(directory / "migrating"))
    containers.verify(report, directory)
    for formatter in (None, "ruff", "black"):
        history.verify_two(report, directory / f"two-{formatter}", formatter)


def static(report: Report, backend: Path, made: list[Path]) -> None:
    """What can be said without running it, and the generated tests."""
    with report.check("ruff check"):
        run(tool("ruff"), "check", "--no-cache", ".", cwd=backend)
    with report.check("ruff format leaves generated files alone"):
        run(tool("ruff"), "format", "--no-cache", "--diff", *made, cwd=backend)
    with report.check("the generated tests pass, and those of the project"):
        run(tool("pytest"), "-q", "-p", "no:cacheprovider", cwd=backend)


def migrate(report: Report, backend: Path, url: str) -> None:
    """Alembic on MariaDB, there and back."""
    migrations = Migrations(backend, url)
    with report.check(f"MariaDB: {UPGRADE}"):
        revision = migrations.make("product")
        holds("create_table('product'" in revision, f"the revision is\n{revision}")
        migrations.apply()
    with report.check("MariaDB: alembic check finds nothing left"):
        migrations.alembic("check")
    with report.check("MariaDB: the revision is clean, goes back and forth again"):
        run(tool("ruff"), "check", "--no-cache", "alembic", cwd=backend)
        migrations.alembic("downgrade", "-1")
        migrations.alembic("upgrade", "head")
    with report.check("MariaDB: foreign keys are indexed"):
        check_foreign_keys(Database(url))


def exercise(report: Report, name: str, backend: Path, url: str, examples: int) -> None:
    """Every check over HTTP, then schemathesis unless it gets no examples."""
    with Server(backend, url) as server:
        ask(report, name, server, url, list(CHECKS))
        if examples:
            with report.check(f"{name}: schemathesis, {examples} examples an operation"):
                fuzz(server, backend.parent, PRODUCTS, examples)


def ask(report: Report, name: str, server: Server, url: str, titles: list[str]) -> None:
    """Checks over HTTP."""
    api = API(server.address, Database(url))
    for title in titles:
        with report.check(f"{name}: {title}"):
            CHECKS[title](api)


def again(backend: Path, url: str) -> None:
    """What mutations are measured against: without one, every check passes."""
    with Server(backend, url) as server:
        for check in CHECKS.values():
            check(API(server.address, Database(url)))
