"""Other shapes of the sample repository, and other packages, before anything is generated."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from report import holds
from web.frontend import SKIPPED


@dataclass(frozen=True)
class Layout:
    """A shape of the sample."""

    name: str
    # Changes the sample before it is committed.
    arrange: Callable[[Path], None]
    # What to add to the command line.
    words: tuple[str, ...] = ()


def as_it_is(_: Path) -> None:
    """`backend` and `frontend`, the application in `app`."""


def below_src(root: Path) -> None:
    """The application, its components and its library in `src`."""
    frontend = root / "frontend"
    (frontend / "src").mkdir()
    for name in ("app", "components", "lib"):
        (frontend / name).rename(frontend / "src" / name)
    configuration = frontend / "tsconfig.json"
    text = configuration.read_text()
    configuration.write_text(text.replace('["./*"]', '["./src/*"]'))


def apps(root: Path) -> None:
    """A monorepo: `apps/api` and `apps/web`."""
    (root / "apps").mkdir()
    (root / "backend").rename(root / "apps" / "api")
    (root / "frontend").rename(root / "apps" / "web")


def at_the_root(root: Path) -> None:
    """Next.js at the root of the repository, the backend below it."""
    for path in list((root / "frontend").iterdir()):
        path.rename(root / path.name)
    (root / "frontend").rmdir()


def with_packages(root: Path) -> None:
    """More is installed than the sample has: pages are made of it."""
    _install(
        root,
        {"zod": "^4.1.0", "react-hook-form": "^7.60.0", "@hookform/resolvers": "^5.2.0"}
        | {"sonner": "^2.0.0", "lucide-react": "^0.540.0"},
    )
    layout = root / "frontend" / "app" / "layout.tsx"
    text = layout.read_text().replace("{children}</body>", "{children}<Toaster /></body>")
    layout.write_text('import { Toaster } from "sonner";\n' + text)


def with_zod_3(root: Path) -> None:
    """zod of the major version before, and no form library."""
    _install(root, {"zod": "^3.24.0"})


def without_styles(root: Path) -> None:
    """No Tailwind, no button."""
    frontend = root / "frontend"
    package = json.loads((frontend / "package.json").read_text())
    del package["devDependencies"]["tailwindcss"]
    (frontend / "package.json").write_text(json.dumps(package, indent=2) + "\n")
    (frontend / "app" / "globals.css").write_text("body { margin: 2rem; }\n")
    (frontend / "components" / "ui" / "button.tsx").unlink()


def _install(root: Path, packages: dict[str, str]) -> None:
    path = root / "frontend" / "package.json"
    package = json.loads(path.read_text())
    package["dependencies"] |= packages
    path.write_text(json.dumps(package, indent=2) + "\n")


def without_fetch(root: Path) -> None:
    """No function for requests to the backend: handlers pass on what they get."""
    frontend = root / "frontend"
    (frontend / "lib" / "server-fetch.ts").unlink()
    shutil.rmtree(frontend / "app" / "(pages)" / "setting" / "categories")
    route = frontend / "app" / "api" / "setting" / "categories" / "route.ts"
    route.write_text(PLAIN_ROUTE)


PLAIN_ROUTE = """\
import { NextRequest, NextResponse } from "next/server";

export async function GET(request: NextRequest) {
  const url = `${process.env.BACKEND_URL}/setting/categories${request.nextUrl.search}`;
  const authorization = request.headers.get("authorization") ?? "";
  const upstream = await fetch(url, { headers: { Authorization: authorization } });
  return NextResponse.json(await upstream.json(), { status: upstream.status });
}
"""


def without_table(root: Path) -> None:
    """No table component: it is asked for with the page."""
    shutil.rmtree(root / "frontend" / "components" / "data-table")
    # The only page that uses it shows a list.
    page = root / "frontend" / "app" / "(pages)" / "setting" / "categories" / "page.tsx"
    text = page.read_text().replace('import { DataTable } from "@/components/data-table";\n', "")
    text = text.replace('import { columns } from "./columns";\n', "")
    table = "<DataTable columns={columns} data={categories.items} />"
    page.write_text(
        text.replace(
            table, "<ul>{categories.items.map(({ id, nameEn }) => <li key={id}>{nameEn}</li>)}</ul>"
        )
    )
    (page.parent / "columns.tsx").unlink()


def with_table_9(root: Path) -> None:
    """TanStack Table of the major version after the sample's."""
    without_table(root)
    _install(root, {"@tanstack/react-table": "^9.0.0"})


# The first is the one of the quick set.
LAYOUTS = [
    Layout("backend and frontend", as_it_is),
    Layout("frontend/src/app", below_src),
    Layout("apps/api and apps/web", apps),
    Layout("Next.js at the root", at_the_root),
    Layout("zod 4, React Hook Form, sonner", with_packages),
    Layout("zod 3", with_zod_3),
    Layout("no Tailwind, no button", without_styles),
    Layout("no function for requests", without_fetch),
    Layout("a generated table, TanStack Table 8", without_table, ("--with", "data-table")),
    Layout("a generated table, TanStack Table 9", with_table_9, ("--with", "data-table")),
]


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
