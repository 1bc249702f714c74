"""The trees and change sets the parts work on."""

import hashlib
import os
import subprocess
from pathlib import Path

from workspace import ENVIRONMENT, Sides, git_snapshot, must_run, snapshot, write_json

MAIN = """\
from fastapi import FastAPI

from app.routers import users

app = FastAPI()
app.include_router(users.router)
"""

FILES = {
    "src/replaced.txt": "first\nold\nlast\n",
    "src/rewritten.txt": "rewrite me\n" * 30,
    "src/deleted.txt": "delete me\n",
    "src/moved.txt": "move me\n" * 5,
    "src/script.sh": "#!/bin/sh\n",
    "src/stays.txt": "nobody touches me\n",
    "lone/only.txt": "the only file here\n",
    "thing": "a file that becomes a directory\n",
    "app/main.py": MAIN,
    "mine.txt": "somebody's own work\n",
}
"""What stands in the small tree."""

SMALL = {
    "description": "every kind of change",
    "changes": [
        {"write": "new/deep/made.txt", "content": "made\n" * 20},
        {"write": "src/made.txt", "content": "made too\n", "mode": "100755"},
        {"replace": "src/replaced.txt", "old": "old", "new": "new"},
        {"write": "src/rewritten.txt", "content": "rewritten\n" * 40},
        {"delete": "src/deleted.txt"},
        {"delete": "lone/only.txt"},
        {"chmod": "src/script.sh", "mode": "100755"},
        {"delete": "src/link"},
        {"symlink": "src/link", "target": "stays.txt"},
        {"move": "src/moved.txt", "to": "new/moved.txt"},
        {"delete": "thing"},
        {"write": "thing/inside.txt", "content": "in the new directory\n"},
        {
            "edit": "app/main.py",
            "register-router": {"module": "app.routers.product", "symbol": "router"},
        },
    ],
}
"""Every kind of change: creations, replacements, deletions, permissions, a link, a move, new and
emptied directories, a file that becomes a directory (and in the undo the other way round), a
structured edit."""


def initialize(root: Path) -> None:
    """A git repository without hooks from a template."""
    root.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["git", "init", "-q", "-b", "main", "--template="], cwd=root, check=True, env=ENVIRONMENT
    )


def make_small(root: Path) -> None:
    """The small tree; some of it committed, with unusual permissions and an attribute."""
    initialize(root)
    for name, content in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    (root / "src/link").symlink_to("replaced.txt")
    (root / "empty").mkdir()
    (root / "src/replaced.txt").chmod(0o640)
    try:
        os.setxattr(root / "src/replaced.txt", "user.note", b"kept")
    except OSError:
        pass  # The file system has no such attributes.
    subprocess.run(["git", "add", "src", "app"], cwd=root, check=True, env=ENVIRONMENT)
    subprocess.run(["git", "commit", "-q", "-m", "start"], cwd=root, check=True, env=ENVIRONMENT)


def make_large(root: Path, count: int) -> None:
    """A tree of `count` places, three of five taken."""
    initialize(root)
    for index in range(count):
        if index % 5 < 3:
            path = root / f"src/part{index % 23}/file{index}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"old {index}\n" + "x" * (index * 7 % 3000) + "\n")
    (root / "mine.txt").write_text("somebody's own work\n")


def large(count: int, word: str = "new") -> dict:
    """A change of each place of the large tree."""
    changes: list[dict] = []
    for index in range(count):
        path = f"src/part{index % 23}/file{index}.txt"
        if index % 5 == 0:
            changes.append({"replace": path, "old": "old", "new": word})
        elif index % 5 == 1:
            changes.append({"delete": path})
        elif index % 5 == 2:
            changes.append({"chmod": path, "mode": "100755"})
        else:
            changes.append({"write": path, "content": f"{word} {index}\n" * (index % 40 + 1)})
    return {"description": f"change {word}", "changes": changes}


def sides_of(root: Path, plan: Path) -> Sides:
    """Applies a change set to learn both sides, and leaves it undone."""
    before = snapshot(root)
    must_run(root, "apply", str(plan))
    after = snapshot(root)
    must_run(root, "undo")
    if snapshot(root) != before or after == before:
        raise SystemExit("crash-test: undo did not bring the tree back")
    return Sides(before, after, git_snapshot(root))


def small_plan(directory: Path, guarded: bool = False) -> Path:
    """The small change set as a file; guarded, it refuses to replace what it does not expect."""
    changes = SMALL["changes"]
    if guarded:
        changes = [{**change, **expectation(change)} for change in changes]
    return write_json(directory / "small.json", {**SMALL, "changes": changes})


def expectation(change: dict) -> dict:
    """What a change that does not keep somebody's bytes must find."""
    for action in ("write", "delete", "move", "chmod"):
        name = change.get(action)
        if name in FILES:
            digest = hashlib.sha256(FILES[name].encode()).hexdigest()
            return {"expect": {"sha256": digest}}
        if name is not None and action == "write":
            return {"expect": {"exists": False}}
    return {}
