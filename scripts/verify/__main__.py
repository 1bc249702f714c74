"""Generates into fresh repositories, runs the result, and counts what holds."""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from backend import verify_backend
from processes import MariaDB
from report import Report
from repository import program
from scaffold.verifying import verify_scaffold
from web.generated import Products


def main() -> int:
    """Runs everything; the exit status."""
    parser = argparse.ArgumentParser(prog="scripts/verify-generated", description=__doc__)
    parser.add_argument("--backend", action="store_true", help="the backend only")
    parser.add_argument(
        "--frontend",
        nargs="?",
        const="",
        metavar="DIR",
        help="the frontend only; that of a repository which holds a generated product already",
    )
    parser.add_argument("--scaffold", action="store_true", help="new projects only")
    parser.add_argument("--full", action="store_true", help="more fuzzing, mutations and layouts")
    parser.add_argument("--screenshots", metavar="DIR", help="where pictures of pages are kept")
    options = parser.parse_args()
    if not options.frontend:
        program()
    # Ended from outside, it still stops what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report()
    with tempfile.TemporaryDirectory(prefix="backstitch-verify-") as name:
        directory = Path(name).resolve()
        # The database runs as another user.
        directory.chmod(0o711)
        backends = options.frontend is None and not options.scaffold
        frontends = not options.backend and not options.scaffold
        projects = options.frontend is None and not options.backend
        with MariaDB(directory / "mariadb") as mariadb:
            if backends:
                with report.section("backend"):
                    verify_backend(report, mariadb, directory, options.full)
            pictures = _pictures(options.screenshots)
            products = Products(report, mariadb, directory, pictures, backends, frontends)
            if options.frontend:
                products.verify_given(Path(options.frontend).resolve(), options.full)
            elif not options.scaffold:
                products.verify(options.full)
            if projects:
                verify_scaffold(report, mariadb, directory, pictures, options.full)
    return report.close()


def _pictures(given: str | None) -> Path:
    """Where screenshots are kept."""
    if given is None:
        return Path(tempfile.mkdtemp(prefix="backstitch-pages-"))
    Path(given).mkdir(parents=True, exist_ok=True)
    return Path(given).resolve()


if __name__ == "__main__":
    raise SystemExit(main())
