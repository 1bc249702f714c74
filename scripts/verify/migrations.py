"""Alembic on a backend: what a person does after generating."""

from pathlib import Path

from api import USERS
from database import Database
from processes import run, tool
from report import holds


class Migrations:
    """Runs Alembic in a backend against one database."""

    def __init__(self, backend: Path, url: str) -> None:
        self.backend = backend
        self.url = url

    def alembic(self, *arguments: str) -> str:
        """Runs one command."""
        return run(tool("alembic"), *arguments, cwd=self.backend, env={"DATABASE_URL": self.url})

    def make(self, message: str) -> str:
        """Brings the database up to date and makes the revision of what is new; its text."""
        self.alembic("upgrade", "head")
        versions = self.backend / "alembic" / "versions"
        before = set(versions.iterdir())
        self.alembic("revision", "--autogenerate", "-m", message)
        made = [path for path in versions.iterdir() if path not in before and path.suffix == ".py"]
        holds(len(made) == 1, f"{len(made)} revisions were made")
        return made[0].read_text()

    def apply(self) -> None:
        """Upgrades, and fills in the users that requests come from."""
        self.alembic("upgrade", "head")
        add_rows(Database(self.url))


def add_rows(database: Database) -> None:
    """The users and the category that the checks build on."""
    for number, token in USERS.items():
        database.rows(
            "INSERT INTO user (id, email, full_name, api_token, is_admin)"
            f" VALUES ({number}, '{number}@example.com', 'User {number}', '{token}', 0)"
        )
    database.rows(
        "INSERT INTO category (id, name_en, name_ar, position) VALUES (1, 'Tea', 'شاي', 1)"
    )


def check_foreign_keys(database: Database) -> None:
    """Every foreign key of a product has an index in MariaDB."""
    indexed = {row["Column_name"] for row in database.rows("SHOW INDEX FROM product")}
    missing = {"category_id", "created_by", "updated_by"} - indexed
    holds(not missing, f"no index on {', '.join(sorted(missing))}")
