"""`--migrate`: revisions that land and are undone with the files, on SQLite."""

import re
from pathlib import Path

from database import Database
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
    with report.check("undo of the earlier of two revisions names the later operation"):
        generate = ["generate", "entity", *TAG, "--yes", "--migrate=apply"]
        landed = re.search(r"Operation (\d+)", repository.backstitch(*generate, env=ENVIRONMENT))
        holds(landed, "no operation was told")
        said = _fails(repository, 3, "undo", str(int(landed[1]) - 1))
        holds(f"undo {landed[1]} first" in said and "downgrade" not in said, said)
    with report.check("--rename with --migrate=apply: what is in the column stays, there and back"):
        database = Database(f"sqlite+aiosqlite:///{repository.backend}/shop.db")
        database.rows("INSERT INTO tag (name, position) VALUES ('kept', 3)")
        change = ["generate", "entity", TAG[0], "--migrate=apply"]
        repository.backstitch(*change, "--rename", "name:label", env=ENVIRONMENT)
        equal(database.rows("SELECT label FROM tag"), [{"label": "kept"}], "rows")
        migrations.alembic("check")
        migrations.alembic("downgrade", "-1")
        equal(database.rows("SELECT name FROM tag"), [{"name": "kept"}], "rows")
        migrations.alembic("upgrade", "head")
    with report.check("a column is dropped with --yes alone, a table of others not at all"):
        said = _fails(repository, 1, *change, "--drop-field", "position")
        holds("the column 'tag.position'" in said and "not applied" in said, said)
        equal(database.rows("SELECT position FROM tag"), [{"position": 3}], "rows")
        repository.backstitch("undo", env=ENVIRONMENT)
        repository.backstitch(*change, "--drop-field", "position", "--yes", env=ENVIRONMENT)
        database.rows("CREATE TABLE theirs (id INTEGER)")
        said = _fails(repository, 1, *change, "--field", "size:int", "--yes")
        holds("the table 'theirs'" in said and "not applied" in said, said)


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
