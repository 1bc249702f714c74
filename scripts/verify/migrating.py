"""`--migrate`: revisions that land and are undone with the files, on SQLite."""

import re
from pathlib import Path

from entity import PRODUCT, TAG
from migrations import Migrations
from processes import TOOLS, run, tool
from report import Report, equal, holds
from repository import Repository, same

# Relative: it lies in the backend, ignored by git.
URL = "sqlite+aiosqlite:///shop.db"
ENVIRONMENT = {"DATABASE_URL": URL, "VIRTUAL_ENV": str(TOOLS.parent)}


def verify(report: Report, repository: Repository) -> None:
    """A revision made, applied, held by undo, and taken back."""
    migrations = Migrations(repository.backend, URL)
    before = repository.snapshot()
    generate = ["generate", "entity", *PRODUCT, "--yes"]
    with report.check("--migrate=make: a database that is behind stops it, resume goes on"):
        said = _fails(repository, 1, *generate, "--migrate=make")
        holds("(cd backend && alembic upgrade head)" in said, said)
        same(repository.snapshot_without(".db"), before)
        migrations.alembic("upgrade", "head")
        repository.backstitch("resume", env=ENVIRONMENT)
        text = _revision(repository).read_text()
        holds("create_table('product'" in text, f"the revision is\n{text}")
        run(tool("ruff"), "check", "--no-cache", "alembic", cwd=repository.backend)
    with report.check("--migrate=make: undo takes the revision along, redo brings it back"):
        made = repository.snapshot_without(".db")
        repository.backstitch("undo", env=ENVIRONMENT)
        same(repository.snapshot_without(".db"), before)
        repository.backstitch("redo", env=ENVIRONMENT)
        same(repository.snapshot_without(".db"), made)
    with report.check("undo waits until the printed downgrade has run"):
        migrations.alembic("upgrade", "head")
        migrations.alembic("check")
        _undone(repository, before)
    with report.check("--migrate=apply: the database has the table, and undo waits for it"):
        repository.backstitch(*generate, "--migrate=apply", env=ENVIRONMENT)
        migrations.alembic("check")
        _undone(repository, before)
    with report.check("--migrate=make: nothing to migrate is a warning and no file"):
        repository.backstitch(*generate, "--migrate=apply", env=ENVIRONMENT)
        versions = len(list(_versions(repository)))
        again = ["generate", "entity", PRODUCT[0], "--yes", "--migrate=make"]
        said = repository.backstitch(*again, env=ENVIRONMENT)
        holds("no migration was made" in said, said)
        equal(len(list(_versions(repository))), versions, "revisions")
    with report.check("undo of the earlier of two revisions names the downgrade past both"):
        generate = ["generate", "entity", *TAG, "--yes", "--migrate=apply"]
        landed = re.search(r"Operation (\d+)", repository.backstitch(*generate, env=ENVIRONMENT))
        holds(landed, "no operation was told")
        said = _fails(repository, 3, "undo", str(int(landed[1]) - 1))
        holds("alembic downgrade 0001" in said, said)


def _undone(repository: Repository, before: dict[str, tuple[int, bytes]]) -> None:
    """Undo is blocked; after the downgrade it prints, everything is as before."""
    said = _fails(repository, 3, "undo")
    printed = re.search(r"'\((cd backend && alembic downgrade [^')]+)\)'", said)
    holds(printed, said)
    words = f'PATH="{TOOLS}:$PATH"; {printed[1]}'
    run("sh", "-c", words, cwd=repository.root, env=ENVIRONMENT)
    repository.backstitch("undo", env=ENVIRONMENT)
    same(repository.snapshot_without(".db"), before)
    equal(repository.changes(), "", "git status")


def _fails(repository: Repository, status: int, *arguments: str) -> str:
    """Runs the program and expects a status; all it said."""
    try:
        said = repository.backstitch(*arguments, env=ENVIRONMENT)
    except AssertionError as error:
        holds(f"ended with {status}\n" in str(error), str(error))
        return str(error)
    raise AssertionError(f"it succeeded\n{said}")


def _versions(repository: Repository) -> list[Path]:
    return list((repository.backend / "alembic" / "versions").glob("*.py"))


def _revision(repository: Repository) -> Path:
    """The one revision of the product."""
    made = [path for path in _versions(repository) if path.stem.endswith("add_product")]
    holds(len(made) == 1, f"{len(made)} revisions were made")
    return made[0]
