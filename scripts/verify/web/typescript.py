"""Type checks of a frontend: the compiler's own, and what Next.js asks of the files it calls."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

from processes import tool
from report import holds
from web.frontend import SKIPPED, STAND_INS, Frontend

DEBIAN = Path("/usr/share/nodejs/@types")

# What comes with Next.js and React: import name, declarations.
ALWAYS = {
    "next": "next/index.d.ts",
    "next/server": "next/server.d.ts",
    "next/headers": "next/headers.d.ts",
    "next/navigation": "next/navigation.d.ts",
    "next/link": "next/link.d.ts",
    "server-only": "server-only/index.d.ts",
    "csstype": "react/csstype.d.ts",
    "prop-types": "react/prop-types.d.ts",
    "scheduler/tracing": "react/scheduler-tracing.d.ts",
}

# A file that Next.js calls by its name, and the type of what it may export.
SPECIAL = {
    "route": "RouteModule",
    "page": "PageModule",
    "layout": "LayoutModule",
    "loading": "LoadingModule",
    "error": "ErrorModule",
    "not-found": "NotFoundModule",
}


def type_check(frontend: Frontend, scratch: Path) -> None:
    """Fails with what the compiler finds in a frontend."""
    found = type_errors([frontend], scratch)[0]
    holds(not found, f"deno check\n{found[:4000]}")


def type_errors(frontends: list[Frontend], scratch: Path) -> list[str]:
    """What the compiler finds in each of several frontends: most of its time goes into what they
    share."""
    copies = [Copy(each, scratch / f"copy-{n}") for n, each in enumerate(frontends)]
    configuration = {
        "imports": _shared(),
        "scopes": {_url(copy.directory) + "/": copy.imports() for copy in copies},
        "compilerOptions": OPTIONS,
    }
    (scratch / "deno.json").write_text(json.dumps(configuration, indent=2))
    checked = subprocess.run(
        [
            *COMMAND,
            f"--config={scratch}/deno.json",
            *(p for copy in copies for p in copy.programs()),
        ],
        check=False,
        cwd=scratch,
        env=os.environ | QUIET | {"DENO_DIR": str(scratch / "cache")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    output = checked.stderr.replace(f"file://{scratch}/", "")
    # One paragraph or several for an error, the place at its end.
    blocks = re.split(r"\n\n(?=TS\d+ \[ERROR\])", output)
    found = ["\n\n".join(block for block in blocks if copy.is_in(block)) for copy in copies]
    holds(checked.returncode == 0 or any(found), f"deno check\n{output[:4000]}")
    return found


class Copy:
    """A copy of a frontend that Deno can check without packages."""

    def __init__(self, frontend: Frontend, directory: Path) -> None:
        self.frontend = frontend
        self.directory = directory
        self.copy = Frontend(directory / "frontend")
        skipped = shutil.ignore_patterns(*SKIPPED, "package.json", "tsconfig.json")
        shutil.copytree(frontend.root, self.copy.root, ignore=skipped)
        # Beside it, so that what one package imports of another is this frontend's too.
        self.packages = directory / "npm"
        shutil.copytree(STAND_INS, self.packages, ignore=shutil.ignore_patterns("*.js", "*.mjs"))

    def is_in(self, block: str) -> bool:
        """Whether an error is one of this copy."""
        place = re.search(r"^    at (copy-\d+)/", block, re.MULTILINE)
        return place is not None and place[1] == self.directory.name

    def imports(self) -> dict[str, str]:
        """Where its own imports lead."""
        listed = self.frontend.listed().items()
        found = {name: _url(self.packages / where / "index.d.ts") for name, where in listed}
        alias = self.frontend.alias.relative_to(self.frontend.root.resolve())
        found["@/"] = _url((self.copy.root / alias).resolve()) + "/"
        for style in self.copy.files(".css"):
            is_module = style.name.endswith(".module.css")
            declared = "next/css-module.d.ts" if is_module else "server-only/index.d.ts"
            found[_url(style)] = _stand_in(declared)
        return found

    def programs(self) -> list[Path]:
        """All that is compiled."""
        return self.copy.files(".ts", ".tsx") + self.shapes()

    def shapes(self) -> list[Path]:
        """Programs that compile when each special file exports what Next.js wants, no more."""
        written = []
        directory = self.directory / "shapes"
        directory.mkdir()
        for stem, shape in SPECIAL.items():
            for path in self.copy.named(f"{stem}.ts", f"{stem}.tsx"):
                program = directory / f"{stem}-{len(written)}.ts"
                program.write_text(SHAPE.format(path=path, shape=shape, params=_params(path)))
                written.append(program)
        for path in self.copy.files(".ts", ".tsx"):
            if text := _columns(path):
                written.append(directory / f"columns-{len(written)}.ts")
                written[-1].write_text(text)
        return written


OPTIONS = {
    "strict": True,
    "lib": ["dom", "dom.iterable", "esnext"],
    "jsx": "react-jsx",
    "jsxImportSource": "react",
    "types": [
        str(STAND_INS / "globals.d.ts"),
        str(STAND_INS / "react" / "elements.d.ts"),
    ],
    "noImplicitOverride": False,
    "noUnusedLocals": True,
    "noUnusedParameters": True,
}

COMMAND = [
    str(tool("deno")),
    "check",
    "--quiet",
    "--no-lock",
    "--no-remote",
    "--no-npm",
    "--unstable-sloppy-imports",
]
QUIET = {"DENO_NO_UPDATE_CHECK": "1", "DENO_NO_PROMPT": "1", "NO_COLOR": "1"}

SHAPE = """\
import type * as file from "{path}";
import type {{ {shape} }} from "next";

type Shape = {shape}<{params}>;
export const shape = null! as typeof file satisfies Shape;
export const names = null! as keyof typeof file satisfies keyof Shape;
"""


def _shared() -> dict[str, str]:
    """Where imports lead in every frontend."""
    found = {name: _stand_in(path) for name, path in ALWAYS.items()}
    for package in ("react", "react-dom"):
        found[package] = _url(DEBIAN / package / "index.d.ts")
        found[f"{package}/"] = _url(DEBIAN / package) + "/"
    # Deno takes this reference by path for an import by name.
    found["global.d.ts"] = _url(DEBIAN / "react/global.d.ts")
    found["react/jsx-runtime"] = _url(DEBIAN / "react/jsx-runtime.d.ts")
    return found


def _params(path: Path) -> str:
    """The type of `params`: the segments in brackets of a path."""
    found = []
    for part in path.parts:
        if segment := re.fullmatch(r"\[{1,2}(\.\.\.)?(\w+)\]{1,2}", part):
            found.append(f"{segment[2]}: {'string[]' if segment[1] else 'string'}")
    return f"{{ {'; '.join(found)} }}"


def _columns(path: Path) -> str | None:
    """A program that compiles when each `accessorKey` of a module is a field of its rows.

    TanStack Table takes any string for a key, and shows an empty cell."""
    text = path.read_text()
    keys = sorted({key.split(".")[0] for key in re.findall(r'accessorKey:\s*"([^"]+)"', text)})
    if not keys:
        return None
    rows = re.search(r"(?:ColumnDef<(?:typeof \w+,\s*)?|typeof \w+<)(\w+)", text)
    holds(rows, f"{path}: of what rows are the columns?")
    name = rows[1]
    imported = re.search(rf'import [^;]*\b{name}\b[^;]*from "([^"]+)"', text)
    holds(imported, f"{path}: {name} is not imported")
    module = imported[1]
    if module.startswith("."):
        module = str((path.parent / module).resolve())
    return f'''import type {{ {name} }} from "{module}";

export const keys = {json.dumps(keys)} satisfies (keyof {name})[];
'''


def _stand_in(path: str) -> str:
    return _url(STAND_INS / path)


def _url(path: Path) -> str:
    """A file's URL as Deno itself would write it: two spellings would be two modules."""
    return "file://" + quote(str(path), safe="/@()[]+")
