"""A fresh git repository made of the sample one, and the program run in it."""

import os
import shutil
import stat
from pathlib import Path

from processes import run, tool
from report import holds
from web.frontend import find_backend
from web.layouts import MAIN, Layout

SAMPLE = Path(__file__).resolve().parents[2] / "Fixtures" / "shop"

Snapshot = dict[str, tuple[int, bytes]]


def program() -> str:
    """Backstitch, from BACKSTITCH or the PATH."""
    found = shutil.which(os.environ.get("BACKSTITCH") or "backstitch")
    if found is None:
        raise SystemExit("backstitch is not on the PATH; build it, or name it in BACKSTITCH")
    return str(Path(found).resolve())


class Repository:
    """A git repository that holds the sample, arranged by a layout and committed."""

    def __init__(self, root: Path, layout: Layout = MAIN[0]) -> None:
        self.root = root
        ignored = shutil.ignore_patterns("__pycache__", ".*_cache", "node_modules", "*.db")
        shutil.copytree(SAMPLE, root, ignore=ignored)
        layout.arrange(root)
        self.layout = layout
        self.backend = find_backend(root)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("the shop")

    def git(self, *arguments: str) -> str:
        """Runs git with an identity of its own."""
        identity = ["-c", "user.name=Verify", "-c", "user.email=verify@example.com"]
        return run("git", *identity, *arguments, cwd=self.root)

    def commit(self, message: str) -> None:
        """Commits everything that is not ignored."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def changes(self) -> str:
        """What `git status` lists."""
        return self.git("status", "--porcelain", "--untracked-files=all")

    def made(self) -> list[Path]:
        """New files of the backend."""
        new = self.git("ls-files", "--others", "--exclude-standard", self.backend)
        paths = [
            self.root / line for line in new.splitlines() if not line.startswith(".backstitch")
        ]
        return [path for path in paths if path.is_relative_to(self.backend)]

    def backstitch(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        """Runs the program at the root; its output."""
        return run(program(), *arguments, cwd=self.root, env={"NO_COLOR": "1"} | (env or {}))

    def generate(self, entity: list[str]) -> str:
        """Generates an entity without questions."""
        return self.backstitch("generate", "entity", *entity, "--yes")

    def generate_fullstack(self, entity: list[str]) -> str:
        """Generates an entity in all layers without questions."""
        return self.backstitch("generate", "fullstack", *entity, *self.layout.words, "--yes")

    def format(self, name: str) -> None:
        """Runs a formatter over the backend."""
        words = {"ruff": ["ruff", "format"], "black": ["black", "--quiet"]}[name]
        run(tool(words[0]), *words[1:], ".", cwd=self.backend)
        # ruff leaves a cache that black and git status would see.
        shutil.rmtree(self.backend / ".ruff_cache", ignore_errors=True)

    def snapshot(self) -> Snapshot:
        """Every file outside .git: permissions and bytes."""
        found: Snapshot = {}
        for directory, names, files in os.walk(self.root):
            if ".git" in names:
                names.remove(".git")
            for name in [*files, *(n for n in names if Path(directory, n).is_symlink())]:
                path = Path(directory, name)
                content = os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
                mode = stat.S_IMODE(path.lstat().st_mode)
                found[str(path.relative_to(self.root))] = (mode, content)
        return found

    def snapshot_without(self, suffix: str) -> Snapshot:
        """The same without files whose names end so."""
        return {path: entry for path, entry in self.snapshot().items() if not path.endswith(suffix)}

    def copy_backend(self, directory: Path) -> Path:
        """The backend in another place, to run or spoil it there."""
        directory.mkdir(parents=True)
        return Path(shutil.copytree(self.backend, directory / "backend"))


def same(found: Snapshot, expected: Snapshot) -> None:
    """Fails unless two snapshots agree in every path, permission and byte."""
    differing = sorted(
        path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path)
    )
    listed = "\n".join(
        f"{path}: {_state(found.get(path))}, expected {_state(expected.get(path))}"
        for path in differing[:12]
    )
    holds(not differing, f"{len(differing)} paths differ\n{listed}")


def _state(entry: tuple[int, bytes] | None) -> str:
    return "absent" if entry is None else f"{entry[0]:o} {len(entry[1])} bytes"
