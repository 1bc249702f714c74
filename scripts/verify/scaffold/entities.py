"""An entity generated into a new project, with every check that a generated backend has."""

from typing import Any

import api as clients
from api import API
from breaking import CHECKS
from database import Database
from entity import PRODUCT
from migrations import check_foreign_keys
from processes import Server, run, tool
from report import Report, holds
from scaffold import sessions
from scaffold.backend import environment, lint, migrate, read, test
from scaffold.project import Project

PREFIX = "/api/v1"
CATEGORY = ["category", "name_en:str:64:required:unique", "name_ar:str:64:required"]


def verify(project: Project, report: Report) -> None:
    """Generates a category and a product, migrates, reads, tests, asks."""
    project = project.copy()
    plan = "fullstack" if project.frontend.exists() else "entity"
    failed = report.failed
    with report.check("the first entities are generated without a question or a warning"):
        for entity in (CATEGORY, PRODUCT):
            shown = project.backstitch("generate", plan, *entity, "--yes")
            holds("warning" not in shown.lower(), shown)
    with report.check("with them: ruff, its formatter and mypy, and all tests"):
        read(project)
        test(project.backend, None)
    url = project.create_database()
    with report.check("with them: a revision is made and applied, and nothing is left"):
        env = {"DATABASE_URL": url}
        run(tool("alembic"), "upgrade", "head", cwd=project.backend, env=env)
        words = ("revision", "--autogenerate", "-m", "shop")
        run(tool("alembic"), *words, cwd=project.backend, env=env)
        migrate(project.backend, url)
        check_foreign_keys(Database(url))
    with report.check("with them: ruff and its formatter have nothing to say of the revision"):
        lint(project.backend)
    if report.failed > failed:
        return
    with Server(project.backend, url, environment(project)) as server:
        _ask(server, url, report)


def _ask(server: Server, url: str, report: Report) -> None:
    """The checks send the tokens that are entered for their users."""
    pairs = [sessions.sign_up(server.address, sessions.new_email("user")) for _ in range(2)]
    users = dict(clients.USERS)
    clients.USERS.update({n: pair["accessToken"] for n, pair in enumerate(pairs, 1)})
    try:
        asked = Prefixed(server.address, Database(url))
        asked.post({"nameEn": "Tea", "nameAr": "شاي"}, path="/setting/categories")
        for title, ask in CHECKS.items():
            with report.check(f"with them: {title}"):
                ask(asked)
    finally:
        clients.USERS.update(users)


class Prefixed(API):
    """A client of an API below a prefix, which its paths do without."""

    def __init__(self, address: str, database: Database, user: int = 1) -> None:
        super().__init__(address.removesuffix(PREFIX) + PREFIX, database, user)
        self.root = address.removesuffix(PREFIX)

    def get(self, path: str, status: int = 200, **params: Any) -> Any:
        """The JSON of a GET; the description of the API is at the root."""
        if path != "/openapi.json":
            return super().get(path, status, **params)
        found = self.call("GET", self.root + path, status).json()
        paths = found["paths"].items()
        return found | {"paths": {path.removeprefix(PREFIX): item for path, item in paths}}
