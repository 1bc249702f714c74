"""A generated frontend with its backend: read, served, clicked through, and spoiled."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from api import API
from database import Database
from processes import free_port
from report import Report, holds
from web import browsing, failures, forms, handlers, lists
from web.browsing import Browsing
from web.bundles import NextServer, bundle
from web.conventions import check_classes, check_directives, check_react
from web.faults import (
    CLASSES,
    DIRECTIVES,
    FAILS_ONCE,
    HANDLED,
    REACT,
    READ,
    SERVER,
    SHOWN,
    TYPE_CHECK,
    FrontendMutation,
)
from web.frontend import SKIPPED, Frontend
from web.gateway import Gateway
from web.handlers import CALLS, Site, unreachable
from web.typescript import type_check, type_errors

# Modules whose checks register themselves.
PAGES = (forms, lists, failures)

# What is tried of a layout that is not verified wholly: for each kind of thing, once.
BRIEF_CALLS = [
    "create, read, update, delete through the handlers",
    "every status passes through, for every method",
]
BRIEF_CLICKS = [
    "add: what is typed arrives, Arabic included",
    "pages: there and back, and of another size",
    "a page that fails in the browser: said, and tried again",
    "on a phone and from right to left the list fits",
]

READING: dict[str, Callable[[Frontend], None]] = {
    DIRECTIVES: check_directives,
    REACT: check_react,
    CLASSES: check_classes,
}


@dataclass(frozen=True)
class Fullstack:
    """A frontend, the served backend it is for, and where scratch files and screenshots go."""

    frontend: Frontend
    backend: str
    database: Database
    scratch: Path
    screenshots: Path

    def verify(self, report: Report, brief: bool = False) -> None:
        """Every check, or in brief one of each kind."""
        self.read(report)
        out = self.scratch / "bundle"
        with report.check("the frontend builds"):
            bundle(self.frontend, out)
        if not (out / "routes.json").exists():
            return
        self.call(report, out, BRIEF_CALLS if brief else list(handlers.CHECKS))
        self.click(report, out, BRIEF_CLICKS if brief else list(browsing.CHECKS))
        if not brief:
            with report.check(f"page: {SERVER}"):
                self.check(SERVER, self.scratch / "failing")

    def read(self, report: Report) -> None:
        """What needs no servers."""
        for name in (TYPE_CHECK, *READING):
            with report.check(name):
                self.check(name, self.scratch / "types")

    def call(self, report: Report, out: Path, names: list[str]) -> None:
        """The route handlers over HTTP."""
        with self.site(out) as site:
            for name in names:
                with report.check(f"handlers: {name}"):
                    handlers.CHECKS[name](site)
                site.gateway.pass_on()
        with report.check("handlers: a backend that is not there is 502 with JSON"):
            nowhere = f"http://127.0.0.1:{free_port()}"
            with NextServer(out, nowhere) as server, Gateway() as gateway:
                for call in CALLS:
                    unreachable(Site(server.address, gateway, self.database), *call)

    def click(self, report: Report, out: Path, checks: list[str]) -> None:
        """The page in two browsers at once, each with servers of its own."""
        halves = [checks[half::2] for half in (0, 1)]
        results: dict[str, Exception | None] = {}
        with ThreadPoolExecutor(2) as pool:
            for half in [pool.submit(self._clicked, out, names) for names in halves]:
                results |= half.result()
        for name in checks:
            with report.check(f"page: {name}"):
                if error := results[name]:
                    raise error

    def spoil(self, report: Report, full: bool) -> None:
        """Faults that must be caught: those of types at once, the others two at a time."""
        typed = [each for each in READ if each.caught_by == TYPE_CHECK]
        others = [each for each in READ if each not in typed] + HANDLED
        others += SHOWN if full else SHOWN[:1]
        if self.frontend.major("tailwindcss") is None:
            others = [each for each in others if each.caught_by != CLASSES]
        with ThreadPoolExecutor(2) as pool:
            errors = pool.submit(self._type_errors, typed)
            runs = [pool.submit(self._catch, each) for each in others]
            for number, mutation in enumerate(typed):
                with report.check(f"caught: {mutation.name}"):
                    holds(errors.result()[number], f"passed in spite of it: {TYPE_CHECK}")
            for mutation, run in zip(others, runs, strict=True):
                with report.check(f"caught: {mutation.name}"):
                    run.result()

    def check(self, name: str, scratch: Path) -> None:
        """One check by its name, in a scratch directory that does not exist."""
        if name == TYPE_CHECK:
            scratch.mkdir()
            type_check(self.frontend, scratch)
        elif name in READING:
            READING[name](self.frontend)
        elif name == SERVER:
            failing = self._spoiled(FAILS_ONCE)
            with failing.browser(bundle(failing.frontend, scratch / "out")) as window:
                failures.crashing_on_server(window)
        elif name in handlers.CHECKS:
            with self.site(bundle(self.frontend, scratch / "out")) as site:
                handlers.CHECKS[name](site)
        else:
            with self.browser(bundle(self.frontend, scratch / "out")) as window:
                browsing.CHECKS[name](window)

    @contextmanager
    def site(self, out: Path) -> Iterator[Site]:
        """The handlers of a bundle, served."""
        with Gateway(self.backend) as gateway, NextServer(out, gateway.address) as server:
            has_fetch = (self.frontend.alias / "lib" / "server-fetch.ts").exists()
            yield Site(server.address, gateway, self.database, has_fetch)

    @contextmanager
    def browser(self, out: Path) -> Iterator[Browsing]:
        """Chromium and the page of a bundle, served."""
        api = API(self.backend, self.database)
        with (
            self.site(out) as site,
            Browsing(site.address, site.gateway, api, self.screenshots) as found,
        ):
            yield found

    def _clicked(self, out: Path, names: list[str]) -> dict[str, Exception | None]:
        results: dict[str, Exception | None] = {}
        with self.browser(out) as window:
            for name in names:
                window.gateway.seen.clear()
                try:
                    browsing.CHECKS[name](window)
                    results[name] = None
                except Exception as error:  # noqa: BLE001 (whatever it is, the check failed)
                    results[name] = error
                window.gateway.pass_on()
        return results

    def _type_errors(self, mutations: list[FrontendMutation]) -> list[str]:
        return type_errors([self._spoiled(each).frontend for each in mutations], self._directory())

    def _catch(self, mutation: FrontendMutation) -> None:
        spoiled = self._spoiled(mutation)
        try:
            spoiled.check(mutation.caught_by, self._directory() / "check")
        except Exception as error:  # noqa: BLE001 (what would fail the check, too)
            holds("does not build" not in str(error), f"it did not get that far: {error}")
            return
        raise AssertionError(f"passed in spite of it: {mutation.caught_by}")

    def _spoiled(self, mutation: FrontendMutation) -> "Fullstack":
        """The same with a copy of the frontend that has a fault."""
        directory = self._directory()
        copy = Frontend(directory / "frontend")
        shutil.copytree(self.frontend.root, copy.root, ignore=shutil.ignore_patterns(*SKIPPED))
        mutation.apply(copy)
        return replace(self, frontend=copy, screenshots=directory)

    def _directory(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.scratch))
