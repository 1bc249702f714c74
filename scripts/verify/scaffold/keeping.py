"""Rows that outlast migrations of a new project on SQLite, where a table is changed by copying it."""

import re

from database import Database
from migrations import Migrations
from processes import TOOLS, run
from report import equal, holds
from repository import program
from scaffold.project import Project

ROWS = [
    "INSERT INTO brands (id, name) VALUES (1, 'kept')",
    "INSERT INTO products (id, name, brand_id, parent_id) VALUES (1, 'first', 1, NULL)",
    "INSERT INTO products (id, name, brand_id, parent_id) VALUES (2, 'second', 1, 1)",
]

FAIL = '    raise ValueError("halfway")\n'
ORPHAN = '    op.execute("DELETE FROM brands")\n'


def keep_rows(project: Project) -> None:
    """Tables that others refer to are changed there and back; a revision that fails leaves nothing."""
    url = project.create_database()
    env = {"DATABASE_URL": url, "VIRTUAL_ENV": str(TOOLS.parent), "NO_COLOR": "1"}
    migrations = Migrations(project.backend, url)
    database = Database(url)

    def generate(*words: str) -> None:
        words = ("generate", "entity", *words, "--yes")
        run(program(), *words, cwd=project.root, env=env)

    def rows() -> list[object]:
        return [
            database.rows("SELECT id, name FROM brands"),
            database.rows("SELECT id, name, brand_id, parent_id FROM products"),
        ]

    migrations.alembic("upgrade", "head")
    generate("brand", "name:str:8:required", "--migrate=apply")
    fields = ("name:str:8:required", "brand:ref:Brand:cascade", "parent:ref:Product")
    generate("product", *fields, "--migrate=apply")
    for statement in ROWS:
        database.rows(statement)
    before = rows()
    # A wider type, a column with a constraint, and columns that rows get a moment in.
    fields = ("--field", "name:str:64:required", "--field", "code:str:8:unique")
    generate("brand", *fields, "--feature", "audit")
    migrations.make("change brand")
    migrations.alembic("upgrade", "head")
    equal(rows(), before, "rows after the upgrade")
    made = database.rows("SELECT created_at FROM brands WHERE updated_at = created_at")
    holds(made and re.match(r"20\d\d-", made[0]["created_at"]), f"moments are {made}")
    migrations.alembic("downgrade", "-1")
    equal(rows(), before, "rows after the downgrade")
    for end in (FAIL, ORPHAN):
        _fails(project, migrations, database, end)
        equal(rows(), before, "rows after a revision that failed")
    migrations.alembic("upgrade", "head")
    equal(rows(), before, "rows in the end")
    # What an earlier failure left is no table that a migration would drop.
    database.rows("CREATE TABLE _alembic_tmp_brands (id INTEGER)")
    migrations.alembic("check")


def _fails(project: Project, migrations: Migrations, database: Database, end: str) -> None:
    """The newest revision with another end of its upgrade: nothing of it stays."""
    versions = project.backend / "alembic" / "versions"
    revision = next(path for path in versions.glob("*change_brand.py"))
    text = revision.read_text()
    schema = database.rows("SELECT name, sql FROM sqlite_master ORDER BY name")
    revision.write_text(re.sub(r"(?=\n\ndef downgrade)", "\n" + end, text))
    try:
        said = migrations.alembic("upgrade", "head")
    except AssertionError as error:
        said = str(error)
        wanted = "halfway" if end == FAIL else "brands"
        holds(wanted in said, said)
    else:
        raise AssertionError(f"it succeeded\n{said}")
    finally:
        revision.write_text(text)
    equal(database.rows("SELECT name, sql FROM sqlite_master ORDER BY name"), schema, "tables")
