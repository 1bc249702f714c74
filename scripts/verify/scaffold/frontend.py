"""The frontend of a new project: types, texts, sessions and pages, alone and with an entity."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from processes import run as run_program
from report import Report, equal, holds
from repository import program
from scaffold import shell, signing
from scaffold.faults import FAULTS, Fault
from scaffold.visiting import CHECKS, Visiting
from web.bundles import bundle
from web.conventions import check_classes, check_directives, check_react
from web.frontend import Frontend
from web.typescript import type_errors

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

FEATURES = ("data-tables", "forms", "auth-pages", "navigation")
# With the project that has all, any two features are together, alone and both absent in one.
PAIRWISE = [(), FEATURES[1:], *((FEATURES[0], *others) for others in (
    ("auth-pages", "navigation"), ("forms", "navigation"), ("forms", "auth-pages"),
))]  # fmt: skip


def run(project: Path, report: Report, full: bool = False, pictures: Path | None = None) -> None:
    """Verifies the frontend of a project that was scaffolded with all features; nothing in it is
    changed."""
    with tempfile.TemporaryDirectory(prefix="backstitch-frontend-") as directory:
        scratch = Path(directory).resolve()
        pictures = pictures or scratch
        generated = scratch / "project"
        shutil.copytree(project, generated, ignore=shutil.ignore_patterns("node_modules"))
        with report.check("frontend: an entity is generated, and entered in the navigation"):
            generate(generated)
        frontend = Frontend(generated / "frontend")
        add_trial(frontend)
        for name, reading in READING.items():
            with report.check(f"frontend: {name}"):
                reading(frontend)
        combinations(report, frontend, scratch, full)
        with report.check("frontend: it builds"):
            bundle(frontend, scratch / "bundle")
        if not (scratch / "bundle" / "routes.json").exists():
            return
        with Visiting(scratch / "bundle", pictures) as visiting:
            for name, check in CHECKS.items():
                with report.check(f"frontend: {name}"):
                    check(visiting)
        for fault in FAULTS if full else FAULTS[:4]:
            with report.check(f"frontend: caught: {fault.name}"):
                caught(fault, frontend, scratch)


def generate(project: Path) -> None:
    """Generates an entity as a person would next, without questions and without warnings."""
    has_backend = (project / "backend" / "main.py").exists()
    plan = "fullstack" if has_backend else "crud"
    words = [program(), "generate", plan, *PRODUCT, "--yes"]
    said = run_program(*words, cwd=project, env={"NO_COLOR": "1"})
    if has_backend:
        holds("warning" not in said, said)
    text = (project / "frontend" / "lib" / "navigation.ts").read_text()
    holds('{ title: "Products", href: "/setting/products" }' in text, text)


def add_trial(frontend: Frontend) -> None:
    """A page of the verification's own, which uses what no other page does."""
    directory = frontend.app / "(pages)" / "trial"
    directory.mkdir()
    for name in ("page.tsx", "trial-form.tsx"):
        source = Path(__file__).with_name("trial") / name
        (directory / name).write_text(source.read_text())


# Texts

PHYSICAL = re.compile(
    r"(?<![\w-])-?(?:[mp][lr]|left|right|border-[lr]|rounded-[lr]|rounded-[tb][lr]|scroll-[mp][lr])"
    r"-[\w\[]|(?<![\w-])(?:text-(?:left|right)|border-[lr])(?![\w-])"
)
THEMED = re.compile(
    r"(?<![\w-])(?:bg|text|border|outline|ring|fill|stroke)-"
    r"((?:background|foreground|card|popover|primary|secondary|muted|accent|destructive|border|input|ring"
    r"|sidebar)(?:-foreground)?)(?![\w-])"
)


def check_sides(frontend: Frontend) -> None:
    """No class says left or right: the text's direction decides."""
    found = [
        f"{path.relative_to(frontend.root)}: {match[0]}"
        for path in frontend.files(".tsx")
        for literal in re.findall(r'"([^"\n]*)"', path.read_text())
        for match in PHYSICAL.finditer(literal)
    ]
    holds(not found, "\n".join(found))


def check_theme(frontend: Frontend) -> None:
    """Every colour that a class names is one of the theme, and is said for light and dark."""
    style = (frontend.app / "globals.css").read_text()
    used = {name for path in frontend.files(".tsx") for name in THEMED.findall(path.read_text())}
    holds(len(used) > 10, f"colours: {used}")
    for name in sorted(used):
        holds(f"--color-{name}: var(--{name});" in style, f"--color-{name} is not in the theme")
        both = re.search(
            rf"^  --{name}: light-dark\(oklch\(.+\), oklch\(.+\)\);$", style, re.MULTILINE
        )
        holds(both, f"--{name} is not said for light and dark")


def check_packages(frontend: Frontend) -> None:
    """What is imported is listed, and what is listed is imported."""
    listed = frontend.package["dependencies"].keys()
    imported = {
        "/".join(name.split("/")[: 2 if name.startswith("@") else 1])
        for path in frontend.files(".ts", ".tsx")
        for name in re.findall(r'from "([^".][^"]*)"|import "([^".][^"]*)"', path.read_text())
        for name in name
        if name and not name.startswith("@/")
    }
    holds(imported <= listed, f"not listed: {imported - listed}")
    # The runtime is used by Next.js itself.
    equal(sorted(listed - imported - {"react-dom"}), [], "listed, and not imported")


def check_types(frontend: Frontend) -> None:
    """Types, what Next.js asks of files, and names that nobody uses."""
    with scratch_directory() as directory:
        found = type_errors([frontend], directory)[0]
        holds(not found, f"deno check\n{found[:4000]}")


TYPES, SIDES, THEME = "it type-checks", "no class says left or right", "the theme has all colours"
DIRECTIVES = "`use client` is where it is needed"
PACKAGES = "packages are listed that are imported"

READING: dict[str, Callable[[Frontend], None]] = {
    TYPES: check_types,
    DIRECTIVES: check_directives,
    "nothing that only one version of React has": check_react,
    "every utility class is known": check_classes,
    SIDES: check_sides,
    THEME: check_theme,
    PACKAGES: check_packages,
}


@contextmanager
def scratch_directory() -> Iterator[Path]:
    """A directory that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="backstitch-types-") as name:
        yield Path(name).resolve()


# Combinations


def combinations(report: Report, whole: Frontend, scratch: Path, full: bool) -> None:
    """Projects with some features only: each type-checks as it is scaffolded."""
    chosen = [tuple(each) for each in PAIRWISE]
    if full:
        masks = product((False, True), repeat=len(FEATURES))
        chosen = [
            tuple(name for name, taken in zip(FEATURES, mask, strict=True) if taken)
            for mask in masks
        ]
    made: dict[str, Frontend] = {}
    for features in chosen:
        name = ", ".join(features) or "no features"
        directory = scratch / f"combination-{len(made)}"
        with report.check(f"frontend: scaffolded with {name}"):
            made[name] = scaffold(directory, features)
    with scratch_directory() as directory:
        errors = type_errors(list(made.values()), directory)
    for (name, frontend), found in zip(made.items(), errors, strict=True):
        with report.check(f"frontend: {name}: types, directives, classes"):
            holds(not found, f"deno check\n{found[:3000]}")
            check_directives(frontend)
            check_classes(frontend)
    with report.check("frontend: a module that is added later makes the same files"):
        later(scratch / "later", whole)


def scaffold(directory: Path, features: tuple[str, ...]) -> Frontend:
    """A frontend with some features, in a repository of its own."""
    directory.mkdir()
    run_program("git", "init", "--quiet", cwd=directory)
    words = ["--feature", ",".join(features) or "none"]
    run_program(program(), "scaffold", "nextjs", "frontend", *words, "--yes", cwd=directory)
    return Frontend(directory / "frontend")


def later(directory: Path, whole: Frontend) -> None:
    """All modules given to a frontend that has none."""
    frontend = scaffold(directory, ())
    for module in ("navigation", "auth-pages", "forms", "modals"):
        run_program(program(), "scaffold", "frontend-module", module, "--yes", cwd=directory)
    different = [
        str(path.relative_to(frontend.root))
        for path in frontend.files(".ts", ".tsx")
        if path.read_text() != (whole.root / path.relative_to(frontend.root)).read_text()
    ]
    # The start page lists what is in a navigation that was there; the entity is in the other's.
    equal(different, ["app/(pages)/page.tsx", "lib/navigation.ts"], "files that differ")
    check_types(frontend)


# Faults


def caught(fault: Fault, frontend: Frontend, scratch: Path) -> None:
    """Fails unless a check fails on a frontend that was spoiled."""
    directory = Path(tempfile.mkdtemp(dir=scratch))
    copy = Frontend(directory / "frontend")
    shutil.copytree(frontend.root, copy.root)
    fault.apply(copy.root)
    if fault.caught_by in READING:
        return expect_failure(lambda: READING[fault.caught_by](copy), fault)
    bundle(copy, directory / "bundle")
    with Visiting(directory / "bundle", directory) as visiting:
        return expect_failure(lambda: CHECKS[fault.caught_by](visiting), fault)


def expect_failure(check: Callable[[], None], fault: Fault) -> None:
    """Fails when a check passes."""
    try:
        check()
    except Exception:  # noqa: BLE001 (what would fail the check, too)
        return
    raise AssertionError(f"passed in spite of it: {fault.caught_by}")
