"""What is read of a new project's frontend, without running it."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from report import equal, holds
from web.conventions import check_classes, check_directives, check_react
from web.frontend import Frontend
from web.typescript import type_errors

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
    # Next.js uses the one itself; the others are for forms that are generated.
    others = {"react-dom", "zod", "@hookform/resolvers"}
    equal(sorted(listed - imported - others), [], "listed, and not imported")


def check_types(frontend: Frontend) -> None:
    """Types, what Next.js asks of files, and names that nobody uses."""
    with tempfile.TemporaryDirectory(prefix="backstitch-types-") as directory:
        found = type_errors([frontend], Path(directory).resolve())[0]
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
