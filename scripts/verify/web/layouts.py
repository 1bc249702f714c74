"""The projects that are generated into: shapes and packages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from web import arrangements


@dataclass(frozen=True)
class Layout:
    """A shape of the sample, or another set of packages."""

    name: str
    # Changes the sample before it is committed.
    arrange: Callable[[Path], None]
    # What to add to the command line.
    words: tuple[str, ...] = ()


WITH_TABLE = ("--with", "data-table")

# Those of the quick set: unlike each other in everything that generated code depends on.
MAIN = [
    Layout("backend and frontend", arrangements.as_it_is),
    Layout("apps/api and apps/web", arrangements.monorepo, WITH_TABLE),
    Layout("one root", arrangements.one_root, WITH_TABLE),
]

# Those that differ from the first in one thing.
VARIED = [
    Layout("frontend/src/app", arrangements.below_src),
    Layout("apps, as the sample is", arrangements.apps),
    Layout("Next.js at the root", arrangements.frontend_at_the_root),
    Layout("zod 4, React Hook Form, sonner", arrangements.with_packages),
    Layout("zod 3", arrangements.with_zod_3),
    Layout("no Tailwind, no button", arrangements.without_styles),
    Layout("no function for requests", arrangements.without_fetch),
    Layout("a generated table, TanStack Table 8", arrangements.without_table, WITH_TABLE),
    Layout("a generated table, TanStack Table 9", arrangements.with_table_9, WITH_TABLE),
]
