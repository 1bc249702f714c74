"""A new project on disk."""

from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from shutil import copytree

from processes import MariaDB, run
from repository import program
from scaffold.choices import Choices
from scaffold.services import PostgreSQL, Redis

_numbers = count(1)


@dataclass(frozen=True)
class Surroundings:
    """What all projects of a run share."""

    mariadb: MariaDB
    postgresql: PostgreSQL
    redis: Redis
    directory: Path
    # Where screenshots are kept.
    pictures: Path
    full: bool

    def scaffold(self, choices: Choices) -> "Project":
        """A new project, in a directory of its own."""
        directory = self.place("project")
        words = ["scaffold", "fullstack", "shop", *choices.words, "--yes"]
        run(program(), *words, cwd=directory, env={"NO_COLOR": "1"})
        return Project(directory / "shop", choices, self)

    def place(self, name: str) -> Path:
        """A new directory."""
        directory = self.directory / f"{name}-{next(_numbers)}"
        directory.mkdir(parents=True)
        return directory


@dataclass(frozen=True)
class Project:
    """A scaffolded project, its choices, and what it can be run with."""

    root: Path
    choices: Choices
    surroundings: Surroundings

    @property
    def backend(self) -> Path:
        """The FastAPI project."""
        return self.root / "backend"

    @property
    def frontend(self) -> Path:
        """The Next.js project."""
        return self.root / "frontend"

    def backstitch(self, *arguments: str) -> str:
        """Runs the program at the root; its output."""
        return run(program(), *arguments, cwd=self.root, env={"NO_COLOR": "1"})

    def copy(self) -> "Project":
        """The same in another place, to run, change or spoil it there."""
        root = self.surroundings.place("copy") / "shop"
        return replace(self, root=Path(copytree(self.root, root, symlinks=True)))

    def create_database(self) -> str:
        """A new database of the chosen kind; its URL."""
        name = f"scaffold_{next(_numbers)}"
        match self.choices.database:
            case "mariadb":
                return self.surroundings.mariadb.create(name)
            case "postgresql":
                return self.surroundings.postgresql.create(name)
        return f"sqlite+aiosqlite:///{self.surroundings.place(name)}/shop.db"
