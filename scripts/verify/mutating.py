"""Spoils copies of the generated backend and sees that a check notices."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from api import API
from breaking import CHECKS
from database import Database
from migrations import Migrations
from mutations import MUTATIONS, UPGRADE, Mutation
from processes import MariaDB, Server
from report import Report, equal
from repository import Repository


class Spoiler:
    """Runs mutations, two at a time; those that change tables get a database of their own."""

    def __init__(self, repository: Repository, mariadb: MariaDB, url: str, scratch: Path) -> None:
        self.repository = repository
        self.mariadb = mariadb
        self.url = url
        self.scratch = scratch

    def verify(self, report: Report, full: bool) -> None:
        """A check for each mutation; those that migrate, but for the first, only when full."""
        chosen = [m for m in MUTATIONS if full or not m.migrates or m.caught_by == UPGRADE]
        with ThreadPoolExecutor(2) as pool:
            runs = [pool.submit(self._catch, number, m) for number, m in enumerate(chosen)]
            for mutation, run in zip(chosen, runs, strict=True):
                with report.check(f"caught: {mutation.name}"):
                    run.result()

    def _catch(self, number: int, mutation: Mutation) -> None:
        check = CHECKS.get(mutation.caught_by)
        backend = self.repository.copy_backend(self.scratch / f"mutation-{number}")
        mutation.apply(backend)
        url = self.mariadb.create(f"mutation_{number}") if mutation.migrates else self.url
        migrations = Migrations(backend, url)
        if check is None:
            equal(mutation.caught_by, UPGRADE, "name of a check")
            _fails(mutation, lambda: _upgrade(migrations))
            return
        if mutation.migrates:
            _upgrade(migrations)
        with Server(backend, url) as server:
            api = API(server.address, Database(url))
            _fails(mutation, lambda: check(api))


def _upgrade(migrations: Migrations) -> None:
    migrations.make("product")
    migrations.apply()


def _fails(mutation: Mutation, check: Callable[[], None]) -> None:
    try:
        check()
    except httpx.TransportError:
        raise
    except Exception:  # noqa: BLE001 (what would fail the check, too)
        return
    raise AssertionError(f"passed in spite of it: {mutation.caught_by}")
