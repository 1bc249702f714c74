"""Whole products to verify: generated into each layout of the sample, or given."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import history
from backend import QUICK, ask, static
from breaking import CHECKS
from database import Database
from migrations import Migrations
from mutations import UPGRADE
from processes import MariaDB, Server
from report import Report
from repository import Repository
from web.frontend import SKIPPED, Frontend, find_backend, find_frontend
from web.fullstack import Fullstack
from web.layouts import MAIN, VARIED, Layout


@dataclass(frozen=True)
class Products:
    """What all products share: the report, the database server, where files go, which halves of
    them are wanted."""

    report: Report
    mariadb: MariaDB
    directory: Path
    pictures: Path
    backends: bool
    frontends: bool

    def verify(self, full: bool) -> None:
        """Verifies each layout: the first one's frontend wholly, its backend elsewhere; of the
        others a part, unless `full`, and then with faults too."""
        for layout in MAIN + (VARIED if full and self.frontends else []):
            is_first = layout is MAIN[0]
            if is_first and not self.frontends:
                continue
            with self.report.section(layout.name):
                self._generate(layout, is_first, full)
        if self.frontends:
            print(f"screenshots: {self.pictures}")

    def verify_given(self, root: Path, full: bool) -> None:
        """Verifies the frontend of a repository that holds a product."""
        with self.report.section("given"):
            backend = self._copy(root, "given")
            url = self._migrate(backend, "given")
            with Server(backend, url) as server:
                self._show(root, "given", server, url, spoils=True, full=full, brief=False)
        print(f"screenshots: {self.pictures}")

    def _generate(self, layout: Layout, is_first: bool, full: bool) -> None:
        name = re.sub(r"\W+", "_", layout.name.lower())
        repository = Repository(self.directory / f"repository-{name}", layout)
        failed = self.report.failed
        history.verify_fullstack(self.report, repository)
        if self.report.failed > failed:
            return
        brief = not (is_first or full)
        asks = self.backends and layout in MAIN and not is_first
        backend = self._copy(repository.root, name)
        if asks:
            made = [backend / path.relative_to(repository.backend) for path in repository.made()]
            static(self.report, backend, [path for path in made if path.suffix == ".py"])
        url = ""
        with self.report.check(f"MariaDB: {UPGRADE}, and nothing is left"):
            url = self._migrate(backend, name)
        if not url:
            return
        with Server(backend, url) as server:
            if asks:
                ask(self.report, "MariaDB", server, url, QUICK if brief else list(CHECKS))
            if self.frontends:
                spoils = layout in MAIN and not brief
                self._show(
                    repository.root, name, server, url, spoils=spoils, full=full, brief=brief
                )

    def _copy(self, root: Path, name: str) -> Path:
        """A copy of the backend: what is given must stay as it is."""
        copy = self.directory / name / "backend"
        ignored = shutil.ignore_patterns(*SKIPPED)
        return Path(shutil.copytree(find_backend(root), copy, ignore=ignored))

    def _migrate(self, backend: Path, name: str) -> str:
        """A database with the tables of a backend; its URL."""
        url = self.mariadb.create(name)
        migrations = Migrations(backend, url)
        migrations.make("product")
        migrations.apply()
        migrations.alembic("check")
        return url

    def _show(
        self, root: Path, name: str, server: Server, url: str, *, spoils: bool, full: bool,
        brief: bool,
    ) -> None:  # fmt: skip
        pictures = self.pictures / name
        pictures.mkdir(exist_ok=True)
        frontend = Frontend(find_frontend(root))
        scratch = self.directory / name
        fullstack = Fullstack(frontend, server.address, Database(url), scratch, pictures)
        failed = self.report.failed
        fullstack.verify(self.report, brief)
        # What fails already tells nothing about a fault.
        if spoils and self.report.failed == failed:
            fullstack.spoil(self.report, full)
