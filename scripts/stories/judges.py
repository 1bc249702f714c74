"""What holds of a tree, whatever wrote it."""

import ast
import json
import os
import re
import subprocess
from pathlib import Path

from processes import program_path, tool

SERVING = Path(__file__).with_name("serving.py")
MARKERS = re.compile(rb"^(<{7} |>{7} )", re.MULTILINE)
SCRIPTS = {".ts", ".tsx", ".js", ".jsx", ".mjs"}

Files = dict[str, tuple[int, bytes]]


class Wrong(Exception):
    """Something a story says does not hold."""


def files(root: Path) -> Files:
    """Every file outside .git and the store: permissions and bytes."""
    found: Files = {}
    for directory, names, entries in os.walk(root):
        here = Path(directory)
        names[:] = [
            name
            for name in names
            if name not in {".git", "__pycache__", ".ruff_cache"}
            and not (here.name == ".backstitch" and name == "store")
        ]
        for name in entries + [n for n in names if (here / n).is_symlink()]:
            path = here / name
            content = os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
            found[str(path.relative_to(root))] = (path.lstat().st_mode & 0o7777, content)
    return found


def differing(left: Files, right: Files, below: list[str]) -> list[str]:
    """Paths that differ in bytes or permissions."""
    return [
        path for path in sorted(left.keys() | right.keys())
        if is_below(path, below) and left.get(path) != right.get(path)
    ]  # fmt: skip


def differing_code(left: Files, right: Files, below: list[str]) -> list[str]:
    """Python files whose syntax trees differ, and other files that differ."""
    return [
        path for path in differing(left, right, below)
        if not (path in left and path in right and path.endswith(".py")
                and tree(left[path][1]) == tree(right[path][1]))
    ]  # fmt: skip


def tree(text: bytes) -> str:
    """A Python module as its syntax tree."""
    return ast.dump(ast.parse(text))


def is_below(path: str, below: list[str]) -> bool:
    """Whether a path is one of those, or in one of the directories."""
    return not below or any(path == one or path.startswith(one + "/") for one in below)


def squeezed(text: bytes) -> bytes:
    """A text as formatters leave it alone: no blanks, one kind of quote, no optional commas."""
    text = re.sub(rb"\s+", b"", text).replace(b"'", b'"').replace(b";", b"")
    return re.sub(rb",(?=[)\]}])", b"", text)


def bare(line: bytes) -> bytes:
    """A line squeezed, without the comma that may stand behind it."""
    return squeezed(line).rstrip(b",")


def well_formed(found: Files) -> None:
    """Python files parse, scripts parse, no file has conflict markers."""
    for path, (_, content) in found.items():
        if path.startswith(".backstitch/pristine/"):
            continue
        if MARKERS.search(content):
            raise Wrong(f"{path} has conflict markers")
        if path.endswith(".py"):
            try:
                ast.parse(content)
            except SyntaxError as error:
                raise Wrong(f"{path}:{error.lineno} is no Python: {error.msg}") from error


def scripts_parse(root: Path, found: Files) -> None:
    """esbuild reads every TypeScript and JavaScript file."""
    paths = [p for p in found if Path(p).suffix in SCRIPTS and not p.endswith(".d.ts")]
    if not paths:
        return
    out = root.parent / f"{root.name}-scripts"
    result = subprocess.run(
        [program_path("esbuild"), "--log-level=error", "--jsx=preserve", f"--outdir={out}", *paths],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if result.returncode != 0:
        raise Wrong(f"a script does not parse:\n{result.stderr[:1500]}")


def backend(root: Path) -> Path | None:
    """The directory of the application; none in a tree without one."""
    for place in ("backend", "apps/api", "."):
        if (root / place / "main.py").is_file():
            return root / place
    return None


def served(root: Path, *paths: str) -> list[str]:
    """The paths the application has, once it answered for those."""
    directory = backend(root)
    if directory is None:
        raise Wrong("there is no application to ask")
    result = subprocess.run(
        [str(tool("python")), str(SERVING), *paths],
        cwd=directory, capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    if result.returncode != 0:
        raise Wrong(f"the application does not serve:\n{result.stderr[-1500:]}")
    # The application may print, too.
    return json.loads(result.stdout.splitlines()[-1])
