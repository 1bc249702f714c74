"""What makes another project of the sample, before anything is generated."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from web.frontend import Frontend, find_backend, find_frontend

FIXTURES = Path(__file__).resolve().parents[3] / "Fixtures"


def as_it_is(_: Path) -> None:
    """`backend` and `frontend`, the application in `app`."""


def below_src(root: Path) -> None:
    """The application, its components and its library in `src`."""
    frontend = find_frontend(root)
    (frontend / "src").mkdir()
    for name in ("app", "components", "lib"):
        (frontend / name).rename(frontend / "src" / name)
    configuration = frontend / "tsconfig.json"
    text = configuration.read_text()
    configuration.write_text(text.replace('["./*"]', '["./src/*"]'))


def apps(root: Path) -> None:
    """`apps/api` and `apps/web`."""
    (root / "apps").mkdir()
    (root / "backend").rename(root / "apps" / "api")
    (root / "frontend").rename(root / "apps" / "web")


def monorepo(root: Path) -> None:
    """`apps/api` with one router of all routers and a module for each model, and `apps/web` with
    `src/app` and everything that a page can be made of."""
    apps(root)
    below_src(root)
    without_table(root)
    backend = root / "apps" / "api"
    (backend / "db" / "model.py").unlink()
    without_registrars(root)
    for path in backend.rglob("*.py"):
        text = path.read_text().replace("from db.model import", "from db.models import")
        path.write_text(text.replace("from db import model ", "from db import models "))
    _lay_over(root, "monorepo")


def one_root(root: Path) -> None:
    """FastAPI and Next.js side by side in the root, without Tailwind and components."""
    without_styles(root)
    without_table(root)
    with_zod_3(root)
    without_registrars(root)
    for project in ("backend", "frontend"):
        _to_root(root, project)
    _lay_over(root, "root")


def frontend_at_the_root(root: Path) -> None:
    """Next.js in the root, the backend below it."""
    _to_root(root, "frontend")


def without_registrars(root: Path) -> None:
    """No functions that register routers."""
    setup = find_backend(root) / "core" / "app_setup"
    shutil.rmtree(setup / "routers_group")
    (setup / "setup_routers.py").unlink()


def with_packages(root: Path) -> None:
    """More is installed than the sample has: pages are made of it."""
    with _package(root) as package:
        package["dependencies"] |= {
            "zod": "^4.1.0",
            "react-hook-form": "^7.60.0",
            "@hookform/resolvers": "^5.2.0",
            "sonner": "^2.0.0",
            "lucide-react": "^0.540.0",
        }
    layout = Frontend(find_frontend(root)).app / "layout.tsx"
    text = layout.read_text().replace("{children}</body>", "{children}<Toaster /></body>")
    layout.write_text('import { Toaster } from "sonner";\n' + text)


def with_zod_3(root: Path) -> None:
    """zod of the major version before, and no form library."""
    with _package(root) as package:
        package["dependencies"]["zod"] = "^3.24.0"


def without_styles(root: Path) -> None:
    """No Tailwind, no button."""
    frontend = Frontend(find_frontend(root))
    with _package(root) as package:
        del package["devDependencies"]["tailwindcss"]
    (frontend.app / "globals.css").write_text(PLAIN_STYLES)
    (frontend.alias / "components" / "ui" / "button.tsx").unlink()


PLAIN_STYLES = """\
body {
  max-width: 72rem;
  margin: 2rem auto;
  padding: 0 1.5rem;
  font-family: "Noto Sans", "Noto Sans Arabic", sans-serif;
  line-height: 1.5;
}
"""


def without_fetch(root: Path) -> None:
    """No function for requests to the backend: handlers pass on what they get."""
    frontend = Frontend(find_frontend(root))
    (frontend.alias / "lib" / "server-fetch.ts").unlink()
    shutil.rmtree(frontend.app / "(pages)" / "setting" / "categories")
    route = frontend.app / "api" / "setting" / "categories" / "route.ts"
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
    frontend = Frontend(find_frontend(root))
    shutil.rmtree(frontend.alias / "components" / "data-table")
    # The only page that uses it shows a list.
    page = frontend.app / "(pages)" / "setting" / "categories" / "page.tsx"
    text = page.read_text().replace('import { DataTable } from "@/components/data-table";\n', "")
    text = text.replace('import { columns } from "./columns";\n', "")
    table = "<DataTable columns={columns} data={categories.items} />"
    shown = "<ul>{categories.items.map(({ id, nameEn }) => <li key={id}>{nameEn}</li>)}</ul>"
    page.write_text(text.replace(table, shown))
    (page.parent / "columns.tsx").unlink()


def with_table_9(root: Path) -> None:
    """TanStack Table of the major version after the sample's."""
    without_table(root)
    with _package(root) as package:
        package["dependencies"]["@tanstack/react-table"] = "^9.0.0"


def _lay_over(root: Path, name: str) -> None:
    """Adds and replaces files by those of a fixture."""
    ignored = shutil.ignore_patterns("README.md", "__pycache__", ".*_cache")
    shutil.copytree(FIXTURES / name, root, dirs_exist_ok=True, ignore=ignored)


def _to_root(root: Path, project: str) -> None:
    for path in list((root / project).iterdir()):
        path.rename(root / path.name)
    (root / project).rmdir()


@contextmanager
def _package(root: Path) -> Iterator[dict[str, Any]]:
    """The content of package.json, written back."""
    path = find_frontend(root) / "package.json"
    package = json.loads(path.read_text())
    yield package
    path.write_text(json.dumps(package, indent=2) + "\n")
