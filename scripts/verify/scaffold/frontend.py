"""The frontend of a new project: types, texts, sessions and pages, alone and with an entity."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from report import Report, equal, holds
from scaffold import shell, signing
from scaffold.faults import FAULTS, Fault
from scaffold.project import Project
from scaffold.reading import READING, check_types
from scaffold.visiting import CHECKS, Visiting
from web.bundles import bundle
from web.frontend import Frontend

# Modules whose checks register themselves.
PAGES = (signing, shell)

PRODUCT = [
    "product",
    "name_en:str:64:required",
    "price:decimal:10,2:required",
    "stock:int=0",
    "status:enum:draft,live=draft",
    "--feature",
    "bilingual,active",
]
FEATURES = frozenset({"data-tables", "forms", "auth-pages", "navigation"})
# What makes a difference to it; pages to sign in need somebody who signs in.
CONCERNS = frozenset({"tables", "forms", "pages", "navigation"})


def verify(project: Project, report: Report) -> None:
    """Everything, in Chromium with a stand-in of the backend; nothing in the project is changed."""
    full, pictures = project.surroundings.full, project.surroundings.pictures
    with report.check("a module that is added later makes the same files"):
        later(project)
    generated = project.copy()
    with report.check("an entity is generated, and entered in the navigation"):
        generate(generated)
    frontend = Frontend(generated.frontend)
    add_trial(frontend)
    for name, reading in READING.items():
        with report.check(f"frontend: {name}"):
            reading(frontend)
    out = project.surroundings.place("frontend") / "bundle"
    with report.check("frontend: it builds"):
        bundle(frontend, out)
    if not (out / "routes.json").exists():
        return
    with Visiting(out, pictures) as visiting:
        for name, check_page in CHECKS.items():
            with report.check(f"frontend: {name}"):
                check_page(visiting)
    for fault in FAULTS if full else FAULTS[:4]:
        with report.check(f"frontend: caught: {fault.name}"):
            caught(fault, frontend, project.surroundings.place("fault"))


def check(project: Project) -> None:
    """One of many: read."""
    for reading in READING.values():
        reading(Frontend(project.frontend))


def generate(project: Project) -> None:
    """Generates an entity as a person would next, without questions and without warnings."""
    said = project.backstitch("generate", "fullstack", *PRODUCT, "--yes")
    holds("warning" not in said, said)
    text = (project.frontend / "lib" / "navigation.ts").read_text()
    holds('{ title: "Products", href: "/setting/products" }' in text, text)


def add_trial(frontend: Frontend) -> None:
    """A page of the verification's own, which uses what no other page does."""
    directory = frontend.app / "(pages)" / "trial"
    directory.mkdir()
    for name in ("page.tsx", "trial-form.tsx"):
        source = Path(__file__).with_name("trial") / name
        (directory / name).write_text(source.read_text())


def later(whole: Project) -> None:
    """All modules given to a project that has none."""
    choices = replace(whole.choices, features=whole.choices.features - FEATURES)
    project = whole.surroundings.scaffold(choices)
    for module in ("data-table", "navigation", "auth-pages", "forms", "modals"):
        project.backstitch("scaffold", "frontend-module", module, "--yes")
    frontend, other = Frontend(project.frontend), Frontend(whole.frontend)
    different = [
        str(path.relative_to(frontend.root))
        for path in frontend.files(".ts", ".tsx")
        if path.read_text() != (other.root / path.relative_to(frontend.root)).read_text()
    ]
    # The start page knew of no navigation.
    equal(different, ["app/(pages)/page.tsx"], "files that differ")
    check_types(frontend)


def caught(fault: Fault, frontend: Frontend, directory: Path) -> None:
    """Fails unless a check fails on a frontend that was spoiled."""
    copy = Frontend(directory / "frontend")
    shutil.copytree(frontend.root, copy.root)
    fault.apply(copy.root)
    if fault.caught_by in READING:
        return expect_failure(lambda: READING[fault.caught_by](copy), fault)
    bundle(copy, directory / "bundle")
    with Visiting(directory / "bundle", directory) as visiting:
        return expect_failure(lambda: CHECKS[fault.caught_by](visiting), fault)


def expect_failure(run: Callable[[], None], fault: Fault) -> None:
    """Fails when a check passes."""
    try:
        run()
    except Exception:  # noqa: BLE001 (what would fail the check, too)
        return
    raise AssertionError(f"passed in spite of it: {fault.caught_by}")
