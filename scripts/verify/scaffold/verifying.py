"""All that is checked of new projects: the default one for real, the others as far as text goes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from processes import MariaDB
from report import Report
from scaffold import backend, infrastructure
from scaffold.choices import DATABASES, WAYS, Choices, every, pairwise
from scaffold.project import Project, Surroundings
from scaffold.services import PostgreSQL, Redis


@dataclass(frozen=True)
class Part:
    """One part of a project, and what is checked of it."""

    name: str
    # Of the default project, with a line for each check.
    run: Callable[[Project, Report], None]
    # Of one project of many, two at a time; it raises.
    check: Callable[[Project], None]
    # The choices that make a difference to it.
    concerns: frozenset[str]

    def distinct(self, projects: list[Choices]) -> list[Choices]:
        """Those that are different to it."""
        first: dict[frozenset[str], Choices] = {}
        for choices in projects:
            facts = choices.features | {choices.database, choices.auth}
            first.setdefault(facts & self.concerns, choices)
        return list(first.values())


PARTS = [
    Part(
        "backend",
        backend.verify,
        backend.check,
        frozenset({*DATABASES, *WAYS, "redis", "celery", "scheduler"}),
    ),
    Part(
        "infrastructure",
        infrastructure.verify,
        infrastructure.check,
        frozenset(
            {*DATABASES, *WAYS, "redis", "celery", "scheduler", "auth-pages", "docker", "nginx"}
        ),
    ),
]


def verify_scaffold(
    report: Report, mariadb: MariaDB, directory: Path, pictures: Path, full: bool
) -> None:
    """Everything; each combination when full, else few in which any two choices meet."""
    with (
        PostgreSQL(directory / "postgresql") as postgresql,
        Redis(directory / "redis") as redis,
    ):
        place = directory / "scaffold"
        surroundings = Surroundings(mariadb, postgresql, redis, place, pictures, full)
        with report.section("new project"):
            project = surroundings.scaffold(Choices())
            for part in PARTS:
                part.run(project, report)
        with report.section("new projects of other choices"):
            combine(report, surroundings)


def combine(report: Report, surroundings: Surroundings) -> None:
    """A check for each project and part."""
    chosen = list(every()) if surroundings.full else pairwise()
    with ThreadPoolExecutor(2) as pool:
        runs = [
            (f"{part.name}: {choices}", pool.submit(_check, surroundings, choices, part))
            for part in PARTS
            for choices in part.distinct(chosen)
        ]
        for title, run in runs:
            with report.check(title):
                run.result()


def _check(surroundings: Surroundings, choices: Choices, part: Part) -> None:
    part.check(surroundings.scaffold(choices))
