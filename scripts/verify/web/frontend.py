"""A Next.js frontend on disk."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from report import holds

# What stands in for each package of npm, and by what names it is imported.
STAND_INS = Path(__file__).resolve().parents[3] / "Fixtures" / "npm"

# The packages that have one: by what name they are imported, in which directory they are. Where
# generated code differs by the major version, the directory does too.
PACKAGES = {
    "clsx": ("clsx", "clsx"),
    "tailwind-merge": ("tailwind-merge", "tailwind-merge"),
    "class-variance-authority": ("class-variance-authority", "class-variance-authority"),
    "lucide-react": ("lucide-react", "lucide-react"),
    "radix-ui": ("radix-ui", "radix-ui"),
    "sonner": ("sonner", "sonner"),
    "react-hook-form": ("react-hook-form", "react-hook-form"),
    "@hookform/resolvers": ("@hookform/resolvers/zod", "resolvers"),
    "@tanstack/react-table": ("@tanstack/react-table", "tanstack-table-{major}"),
    "zod": ("zod", "zod-{major}"),
}

SKIPPED = {"node_modules", ".next", ".git"}


@dataclass(frozen=True)
class Frontend:
    """A directory with a package.json that lists `next`."""

    root: Path

    @cached_property
    def app(self) -> Path:
        """The directory of the App Router."""
        found = [path for path in (self.root / "app", self.root / "src" / "app") if path.is_dir()]
        holds(len(found) == 1, f"{self.root} has {len(found)} app directories")
        return found[0]

    @cached_property
    def alias(self) -> Path:
        """What `@/` stands for, from tsconfig.json."""
        text = (self.root / "tsconfig.json").read_text()
        target = re.search(r'"@/\*"\s*:\s*\[\s*"([^"]*)\*"', text)
        holds(target, f"{self.root}/tsconfig.json has no path for @/*")
        return (self.root / target[1]).resolve()

    @property
    def proxies(self) -> list[Path]:
        """Where the module may be that stands before all pages and handlers."""
        return [self.app.parent / f"{name}.ts" for name in ("proxy", "middleware")]

    @cached_property
    def package(self) -> dict[str, Any]:
        """package.json."""
        return json.loads((self.root / "package.json").read_text())

    def major(self, name: str) -> int | None:
        """The major version of a dependency, nothing when it is none."""
        ranges = self.package.get("dependencies", {}) | self.package.get("devDependencies", {})
        number = re.search(r"\d+", ranges.get(name, ""))
        return int(number[0]) if number else None

    def listed(self) -> dict[str, str]:
        """The directory of the stand-in for each name that may be imported: what is listed only."""
        return {
            name: directory.format(major=major)
            for package, (name, directory) in PACKAGES.items()
            if (major := self.major(package)) is not None
        }

    def files(self, *suffixes: str) -> list[Path]:
        """The files of these suffixes, in order."""
        return sorted(
            path
            for path in self.root.rglob("*")
            if path.suffix in suffixes and not SKIPPED & set(path.relative_to(self.root).parts)
        )

    def named(self, *names: str) -> list[Path]:
        """The files of the App Router that have one of these names."""
        return [path for path in self.files(".ts", ".tsx") if path.name in names]

    def matching(self, pattern: str) -> list[Path]:
        """The files that a pattern of paths below the directory of `@/` finds."""
        files = set(self.files(".ts", ".tsx"))
        return sorted(path for path in self.alias.glob(pattern) if path in files)


def find_backend(root: Path) -> Path:
    """The directory of the backend: where Alembic is configured."""
    return _only(root, "alembic.ini", lambda _: True)


def find_frontend(root: Path) -> Path:
    """The directory of the frontend: where Next.js is a dependency."""
    return _only(
        root, "package.json", lambda path: "next" in json.loads(path.read_text())["dependencies"]
    )


def _only(root: Path, name: str, wanted: Callable[[Path], bool]) -> Path:
    found = [
        path.parent
        for path in root.rglob(name)
        if not SKIPPED & set(path.relative_to(root).parts) and wanted(path)
    ]
    holds(len(found) == 1, f"{root} has {len(found)} files {name}")
    return found[0]
