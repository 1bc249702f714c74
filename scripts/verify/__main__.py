"""Generates into fresh repositories, runs the result, and counts what holds."""

import argparse
import signal
import sys
import tempfile
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
from repository import Repository, program
from web.generated import Frontends


def main() -> int:
    """Runs everything; the exit status."""
    parser = argparse.ArgumentParser(prog="scripts/verify-generated", description=__doc__)
    parser.add_argument("--backend", action="store_true", help="the backend only")
    parser.add_argument(
        "--frontend",
        nargs="?",
        const="",
        metavar="DIR",
        help="the frontend only; that of a repository which holds a generated product already",
    )
    parser.add_argument("--full", action="store_true", help="more fuzzing, mutations and layouts")
    parser.add_argument("--screenshots", metavar="DIR", help="where pictures of pages are kept")
    options = parser.parse_args()
    if not options.frontend:
        program()
    # Ended from outside, it still stops what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report()
    with tempfile.TemporaryDirectory(prefix="backstitch-verify-") as name:
        directory = Path(name).resolve()
        # The database runs as another user.
        directory.chmod(0o711)
        with MariaDB(directory / "mariadb") as mariadb:
            if options.frontend is None:
                verify_backend(report, mariadb, directory, options.full)
            if not options.backend:
                given = Path(options.frontend).resolve() if options.frontend else None
                frontends = Frontends(report, mariadb, directory, _pictures(options.screenshots))
                frontends.verify(given, options.full)
    return report.close()


def _pictures(given: str | None) -> Path:
    """Where screenshots are kept."""
    if given is None:
        return Path(tempfile.mkdtemp(prefix="backstitch-pages-"))
    Path(given).mkdir(parents=True, exist_ok=True)
    return Path(given).resolve()


def verify_backend(report: Report, mariadb: MariaDB, directory: Path, full: bool) -> None:
    """All checks of a backend, in a directory of their own."""
    repository = Repository(directory / "shop")
    history.verify_one(report, repository)
    static(report, repository)
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


def static(report: Report, repository: Repository) -> None:
    """What can be said without running it, and the generated tests."""
    with report.check("ruff check"):
        run(tool("ruff"), "check", "--no-cache", ".", cwd=repository.backend)
    with report.check("ruff format leaves generated files alone"):
        run(tool("ruff"), "format", "--no-cache", "--diff", *PRODUCT_FILES, cwd=repository.backend)
    with report.check("the generated tests pass, and those of the project"):
        run(tool("pytest"), "-q", "-p", "no:cacheprovider", cwd=repository.backend)


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
        api = API(server.address, Database(url))
        for title, check in CHECKS.items():
            with report.check(f"{name}: {title}"):
                check(api)
        if examples:
            with report.check(f"{name}: schemathesis, {examples} examples an operation"):
                fuzz(server, backend.parent, PRODUCTS, examples)


def again(backend: Path, url: str) -> None:
    """What mutations are measured against: without one, every check passes."""
    with Server(backend, url) as server:
        for check in CHECKS.values():
            check(API(server.address, Database(url)))


if __name__ == "__main__":
    raise SystemExit(main())
