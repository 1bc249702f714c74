"""A workspace under test: running the program in it, looking at it, and what must hold."""

import json
import os
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import store
from store import Violation

PROGRAM = os.environ.get("BACKSTITCH") or shutil.which("backstitch") or "backstitch"
ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_AUTHOR_NAME": "Crash",
    "GIT_AUTHOR_EMAIL": "crash@example.com",
    "GIT_COMMITTER_NAME": "Crash",
    "GIT_COMMITTER_EMAIL": "crash@example.com",
}
LIMIT = 120
"""Seconds after which a command counts as hung."""

Entry = tuple[int, int, int, bytes, tuple[tuple[str, bytes], ...]]
Snapshot = dict[str, Entry]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the program to its end."""
    try:
        return subprocess.run(
            [PROGRAM, *arguments],
            check=False,
            cwd=root,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired as error:
        raise Violation(f"{' '.join(arguments)} did not end within {LIMIT} s") from error


def must_run(root: Path, *arguments: str) -> str:
    """Runs the program; anything but success is a violation."""
    result = run(root, *arguments)
    if result.returncode != 0:
        raise Violation(f"{arguments[0]} exited {result.returncode}: {result.stderr.strip()}")
    return result.stdout


def reported_success(output: str | bytes) -> bool:
    """Whether the program had said that an operation is committed."""
    text = output.decode(errors="replace") if isinstance(output, bytes) else output
    return re.search(r"^Operation \d+: ", text, re.MULTILINE) is not None


# What stands in a tree


def entry(path: Path) -> Entry:
    """Mode, owner, group, content and extended attributes of one path."""
    status = path.lstat()
    content = b""
    if stat.S_ISREG(status.st_mode):
        content = path.read_bytes()
    elif stat.S_ISLNK(status.st_mode):
        content = os.fsencode(path.readlink())
    names = sorted(os.listxattr(path, follow_symlinks=False))
    attributes = tuple((name, os.getxattr(path, name, follow_symlinks=False)) for name in names)
    return status.st_mode, status.st_uid, status.st_gid, content, attributes


def snapshot(root: Path) -> Snapshot:
    """Every path below a directory but `.git`."""
    found: Snapshot = {}
    for directory, names, files in os.walk(root):
        if ".git" in names:
            names.remove(".git")
        for name in names + files:
            path = Path(directory, name)
            found[str(path.relative_to(root))] = entry(path)
    return found


def git_snapshot(root: Path) -> Snapshot:
    """What belongs to the person in `.git`: all of it but the store (I10)."""
    git = root / ".git"
    found: Snapshot = {}
    for directory, names, files in os.walk(git):
        if Path(directory) == git:
            # The store, and a store that is being made under a temporary name.
            names[:] = [
                name for name in names if not name.startswith(("backstitch", ".backstitch"))
            ]
        for name in names + files:
            path = Path(directory, name)
            found[str(path.relative_to(root))] = entry(path)
    return found


def differences(left: Snapshot, right: Snapshot) -> list[str]:
    """The paths in which two snapshots differ, sorted."""
    return [path for path in sorted({*left, *right}) if left.get(path) != right.get(path)]


def describe(now: Snapshot, before: Snapshot, after: Snapshot) -> str:
    """Which paths are on which side, shortly."""
    paths = differences(before, after)
    sides = {
        path: "before" if now.get(path) == before.get(path) else "after"
        for path in paths
        if now.get(path) in (before.get(path), after.get(path))
    }
    other = [
        path
        for path in {*now, *before, *after}
        if path not in sides and (path in paths or now.get(path) != before.get(path))
    ]
    listed = [f"{path} {side}" for path, side in sides.items()]
    listed += [f"{path} neither" for path in sorted(other)]
    return ", ".join(listed[:20])


# The guarantee


@dataclass
class Sides:
    """The two trees an operation may leave, and what belongs to the person in `.git`."""

    before: Snapshot
    after: Snapshot
    git: Snapshot

    @property
    def reversed(self) -> "Sides":
        """The same for the operation's undo."""
        return Sides(self.after, self.before, self.git)

    def side(self, root: Path) -> str:
        """`before` or `after`; anything between is a violation."""
        now = snapshot(root)
        if now == self.before:
            return "before"
        if now == self.after:
            return "after"
        raise Violation(f"neither before nor after: {describe(now, self.before, self.after)}")

    def check_git(self, root: Path) -> None:
        """Nothing in `.git` but the store was touched."""
        changed = differences(git_snapshot(root), self.git)
        if changed:
            raise Violation(f"somebody else's files changed: {changed[:3]}")

    def settle(self, root: Path, success: bool) -> str:
        """Recovers, then checks everything the guarantee says; which side the tree is on."""
        must_run(root, "recover")
        side = self.side(root)
        if success and side == "before":
            raise Violation("success was reported, but the tree is before")
        store.check(root)
        self.check_git(root)
        return side


# Places to work in


@contextmanager
def scratch(memory: bool = True) -> Iterator[Path]:
    """A directory that is removed at the end; in memory where that is possible and wanted."""
    shared = Path("/dev/shm")
    base = shared if memory and os.access(shared, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="backstitch-crash-", dir=base) as directory:
        yield Path(directory)


def restore(base: Path, root: Path) -> None:
    """Makes `root` a copy of `base`, with all metadata."""
    if root.exists():
        shutil.rmtree(root)
    subprocess.run(["cp", "-a", "--", base, root], check=True)


@dataclass
class Report:
    """What a part did: counts, and violations with how to see them again."""

    part: str
    counts: dict[str, int] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)

    def count(self, name: str, number: int = 1) -> None:
        """Adds to a count."""
        self.counts[name] = self.counts.get(name, 0) + number

    def violate(self, what: str) -> None:
        """Notes a violation and says it at once."""
        self.violations.append(what)
        print(f"  VIOLATION {self.part}: {what}", flush=True)

    def require(self, name: str, least: int) -> None:
        """A count too small makes the part meaningless, which fails it."""
        if self.counts.get(name, 0) < least:
            self.violate(f"too few: {name} {self.counts.get(name, 0)}, at least {least} needed")

    def line(self) -> str:
        """The summary."""
        counts = ", ".join(f"{name} {number}" for name, number in self.counts.items())
        return f"{self.part}: {counts or 'nothing done'}; {len(self.violations)} violations"


def write_json(path: Path, content: object) -> Path:
    """Writes a change set."""
    path.write_text(json.dumps(content))
    return path
