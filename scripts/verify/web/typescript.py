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


class TypeCheck:
    """A copy of a frontend that Deno can check without packages."""

    def __init__(self, frontend: Frontend, scratch: Path) -> None:
        self.frontend = frontend
        self.scratch = scratch
        self.copy = Frontend(scratch / "frontend")
        skipped = shutil.ignore_patterns(*SKIPPED, "package.json", "tsconfig.json")
        shutil.copytree(frontend.root, self.copy.root, ignore=skipped)
        configuration = {"imports": self.imports(), "compilerOptions": OPTIONS}
        (scratch / "deno.json").write_text(json.dumps(configuration, indent=2))

    def run(self) -> None:
        """Fails with what the compiler found."""
        command = [
            str(tool("deno")),
            "check",
            "--quiet",
            "--no-lock",
            "--no-remote",
            "--no-npm",
            "--unstable-sloppy-imports",
            f"--config={self.scratch}/deno.json",
            *map(str, self.copy.files(".ts", ".tsx")),
            *map(str, self.shapes()),
        ]
        checked = subprocess.run(
            command,
            check=False,
            cwd=self.scratch,
            env=os.environ | QUIET | {"DENO_DIR": str(self.scratch / "cache")},
            capture_output=True,
            text=True,
            timeout=300,
        )
        output = checked.stderr.replace(f"file://{self.scratch}/", "")
        holds(checked.returncode == 0, f"deno check\n{output[:4000]}")

    def imports(self) -> dict[str, str]:
        """Where each import leads."""
        found = {name: _stand_in(path) for name, path in ALWAYS.items()}
        for package in ("react", "react-dom"):
            found[package] = _url(DEBIAN / package / "index.d.ts")
            found[f"{package}/"] = _url(DEBIAN / package) + "/"
        # Deno takes this reference by path for an import by name.
        found["global.d.ts"] = _url(DEBIAN / "react/global.d.ts")
        found["react/jsx-runtime"] = _url(DEBIAN / "react/jsx-runtime.d.ts")
        for name, directory in self.frontend.listed().items():
            found[name] = _stand_in(f"{directory}/index.d.ts")
        alias = self.frontend.alias.relative_to(self.frontend.root.resolve())
        found["@/"] = _url((self.copy.root / alias).resolve()) + "/"
        for style in self.copy.files(".css"):
            is_module = style.name.endswith(".module.css")
            declared = "next/css-module.d.ts" if is_module else "server-only/index.d.ts"
            found[_url(style)] = _stand_in(declared)
        return found

    def shapes(self) -> list[Path]:
        """Programs that compile when each special file exports what Next.js wants, no more."""
        written = []
        directory = self.scratch / "shapes"
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

QUIET = {"DENO_NO_UPDATE_CHECK": "1", "DENO_NO_PROMPT": "1", "NO_COLOR": "1"}

SHAPE = """\
import type * as file from "{path}";
import type {{ {shape} }} from "next";

type Shape = {shape}<{params}>;
export const shape = null! as typeof file satisfies Shape;
export const names = null! as keyof typeof file satisfies keyof Shape;
"""


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
    rows = re.search(r"ColumnDef<(?:typeof \w+,\s*)?(\w+)", text)
    if not keys or not rows:
        return None
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
