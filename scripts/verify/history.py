"""Generating twice, undo and redo: the tree afterwards, byte for byte."""

import ast
from pathlib import Path

from api import API
from database import Database
from entity import EDITED_FILES, PRODUCT, PRODUCT_FILES, PRODUCTS, TAG, TAG_FILES, TAGS
from migrations import Migrations
from processes import Server, run, tool
from report import Report, equal, holds
from repository import Repository, same


def verify_one(report: Report, repository: Repository) -> None:
    """Generate, again, undo, redo, on a repository where nothing was generated."""
    before = repository.snapshot()
    with report.check("generate leaves a change of the expected files only"):
        repository.generate(PRODUCT)
        changed = {line[3:] for line in repository.changes().splitlines()}
        expected = {f"backend/{path}" for path in PRODUCT_FILES + EDITED_FILES}
        equal(expected - changed, set(), "not made")
        own = {path for path in changed if not path.startswith(".backstitch/")}
        equal(own - expected, set(), "made besides")
    after = repository.snapshot()
    with report.check("the second generate changes nothing"):
        repository.generate(PRODUCT)
        same(repository.snapshot(), after)
    with report.check("undo: git status is empty, every file is as before"):
        repository.backstitch("undo")
        equal(repository.changes(), "", "git status")
        same(repository.snapshot(), before)
    with report.check("redo: every file is as after generating"):
        repository.backstitch("redo")
        same(repository.snapshot(), after)


def verify_fullstack(report: Report, repository: Repository) -> None:
    """Generate all layers, again, undo, redo."""
    before = repository.snapshot()
    with report.check("all layers: generated, left alone by the second run, undone, redone"):
        repository.generate_fullstack(PRODUCT)
        after = repository.snapshot()
        repository.generate_fullstack(PRODUCT)
        same(repository.snapshot(), after)
        repository.backstitch("undo")
        equal(repository.changes(), "", "git status")
        same(repository.snapshot(), before)
        repository.backstitch("redo")
        same(repository.snapshot(), after)


def verify_two(report: Report, directory: Path, formatter: str | None) -> None:
    """Undo of the first of two entities; with a formatter run over everything in between."""
    suffix = f" after {formatter}" if formatter else ""
    alone = Repository(directory / "alone")
    both = Repository(directory / "both")
    with report.check(f"undo of the first of two entities{suffix}"):
        both.generate(PRODUCT)
        both.generate(TAG)
        alone.generate(TAG)
        if formatter:
            alone.format(formatter)
            both.format(formatter)
        both.backstitch("undo", "1")
        for path in PRODUCT_FILES:
            holds(not (both.backend / path).exists(), f"{path} is still there")
        for path in EDITED_FILES + TAG_FILES:
            meaning = _meaning(both.backend / path)
            equal(meaning, _meaning(alone.backend / path), f"meaning of {path}")
        run(tool("ruff"), "check", "--no-cache", ".", cwd=both.backend)
    with report.check(f"the second entity serves{suffix}"):
        _serve_tag(both.copy_backend(directory / "served"))


def _meaning(file: Path) -> str:
    """The syntax tree of a file, with the names of each import in order."""
    tree = ast.parse(file.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            node.names.sort(key=lambda alias: alias.name)
    imports = [n for n in tree.body if isinstance(n, ast.ImportFrom | ast.Import)]
    rest = [n for n in tree.body if not isinstance(n, ast.ImportFrom | ast.Import)]
    return "\n".join([*sorted(map(ast.unparse, imports)), *map(ast.unparse, rest)])


def _serve_tag(backend: Path) -> None:
    url = f"sqlite+aiosqlite:///{backend}/shop.db"
    migrations = Migrations(backend, url)
    revision = migrations.make("tag")
    holds("'tag'" in revision and "'product'" not in revision, f"the revision is\n{revision}")
    migrations.apply()
    with Server(backend, url) as server:
        api = API(server.address, Database(url))
        created = api.post({"name": "new", "position": -3}, path=TAGS)
        equal(api.get(f"{TAGS}/{created['id']}"), created, "read")
        equal(api.put(f"{TAGS}/{created['id']}", {"name": "old"})["position"], -3, "position")
        equal(api.get(TAGS)["total"], 1, "total")
        api.delete(f"{TAGS}/{created['id']}")
        api.delete(f"{TAGS}/{created['id']}", 404)
        paths = api.get("/openapi.json")["paths"]
        holds(not any(path.startswith(PRODUCTS) for path in paths), "products are still served")
        api.get("/setting/categories")
