"""Frontends to verify: generated into each layout of the sample, or given."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import history
from database import Database
from migrations import Migrations
from processes import MariaDB, Server
from report import Report, note
from repository import Repository
from web.frontend import Frontend
from web.fullstack import Fullstack
from web.layouts import LAYOUTS, Layout, find_backend, find_frontend


@dataclass(frozen=True)
class Frontends:
    """What all frontends share: the report, the database server, where files go."""

    report: Report
    mariadb: MariaDB
    directory: Path
    pictures: Path

    def verify(self, given: Path | None, full: bool) -> None:
        """Verifies what is given, else the sample in one layout, or in all of them."""
        if given:
            self._verify(given, "given", spoils=True, full=full)
        else:
            for number, layout in enumerate(LAYOUTS if full else LAYOUTS[:1]):
                self._generate(number, layout, full)
        print(f"screenshots: {self.pictures}")

    def _generate(self, number: int, layout: Layout, full: bool) -> None:
        note(f"layout: {layout.name}")
        repository = Repository(self.directory / f"layout-{number}", layout)
        failed = self.report.failed
        history.verify_fullstack(self.report, repository)
        if self.report.failed > failed:
            return
        self._verify(repository.root, f"pages_{number}", spoils=number == 0, full=full)

    def _verify(self, root: Path, name: str, *, spoils: bool, full: bool) -> None:
        pictures = self.pictures / name
        pictures.mkdir(exist_ok=True)
        scratch = self.directory / name
        scratch.mkdir()
        url = self.mariadb.create(name)
        # A copy: what is given must stay as it is.
        backend = Path(shutil.copytree(find_backend(root), scratch / "backend"))
        migrations = Migrations(backend, url)
        migrations.make("product")
        migrations.apply()
        with Server(backend, url) as server:
            fullstack = Fullstack(
                Frontend(find_frontend(root)), server.address, Database(url), scratch, pictures
            )
            failed = self.report.failed
            fullstack.verify(self.report)
            # What fails already tells nothing about a fault.
            if spoils and self.report.failed == failed:
                fullstack.spoil(self.report, full)
