"""All that is checked of new projects: the default one for real, the others as far as text goes."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from processes import MariaDB
from report import Report
from scaffold import backend, entities, frontend, infrastructure
from scaffold.choices import Choices, Concerns, distinct, pairwise
from scaffold.project import Project, Surroundings
from scaffold.services import PostgreSQL, Redis
from scaffold.spoiling import spoil


@dataclass(frozen=True)
class Part:
    """One part of a project, and what is checked of it."""

    name: str
    # Of the default project, with a line for each check.
    run: Callable[[Project, Report], None]
    # Of one project of many, two at a time; it raises.
    check: Callable[[Project], None]
    # What makes a difference to it.
    concerns: Concerns


PARTS = [
    Part("backend", backend.verify, backend.check, frozenset({"database", "auth", "broker"})),
    Part("frontend", frontend.verify, frontend.check, frontend.CONCERNS),
    Part(
        "infrastructure",
        infrastructure.verify,
        infrastructure.check,
        frozenset({"database", "auth", "broker", "tables", "pages", "place"}),
    ),
]


def verify_scaffold(
    report: Report, mariadb: MariaDB, directory: Path, pictures: Path, full: bool
) -> None:
    """Everything; each combination when full, else few in which any two choices meet."""
    with (
        PostgreSQL(directory / "postgresql") as postgresql,
        Redis(directory / "redis") as redis,
        ThreadPoolExecutor(2) as pool,
    ):
        place = directory / "scaffold"
        surroundings = Surroundings(mariadb, postgresql, redis, place, pictures, full)
        others = combine(pool, surroundings)
        try:
            verify_default(report, surroundings)
            with report.section("new projects of other choices"):
                for title, running in others:
                    with report.check(title):
                        running.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def verify_default(report: Report, surroundings: Surroundings) -> None:
    """The default project for real, and what is made of it."""
    with report.section("new project"):
        project = surroundings.scaffold(Choices())
        for part in PARTS:
            part.run(project, report)
        entities.verify(project, report)
    with report.section("spoiled projects"):
        spoil(report, project)


def combine(pool: Executor, surroundings: Surroundings) -> list[tuple[str, Future[None]]]:
    """A check for each project and part, which run beside what follows."""
    choose = distinct if surroundings.full else pairwise
    return [
        (f"{part.name}: {choices}", pool.submit(_check, surroundings, choices, part))
        for part in PARTS
        for choices in choose(part.concerns)
    ]


def _check(surroundings: Surroundings, choices: Choices, part: Part) -> None:
    part.check(surroundings.scaffold(choices))
