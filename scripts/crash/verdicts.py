"""What must hold after somebody else was at work in the tree, too."""

import re
import stat
from pathlib import Path

import store
from store import Violation
from syscalls import Scenario
from workspace import Snapshot, run

MANUAL = 2
"""The exit status of a conflict, or of a recovery that needs a person's choice."""


def recover(root: Path, backwards: bool) -> None:
    """Recovers, choosing a direction where that is asked."""
    result = run(root, "recover")
    if result.returncode == MANUAL:
        back_only = "--forward" not in result.stderr
        result = run(root, "recover", "--back" if backwards or back_only else "--forward")
    if result.returncode != 0:
        raise Violation(f"recover exited {result.returncode}: {result.stderr.strip()}")
    result = run(root, "recover")
    if result.returncode != 0 or "Nothing to recover" not in result.stdout:
        raise Violation(f"recovery does not end: {result.stdout} {result.stderr}")
    store.check(root)


CONFLICT = re.compile(r"\.backstitch-conflict-\d+$")


def files_of(tree: Snapshot) -> Snapshot:
    """Without the directories."""
    return {path: entry for path, entry in tree.items() if not stat.S_ISDIR(entry[0])}


def sides(now: Snapshot, where: Scenario, theirs: str, loose: str = "") -> set[str]:
    """The sides that all paths but theirs are on; strangers are violations.

    Paths below `loose` may be on either side, each by itself.
    """
    now, before, after = files_of(now), files_of(where.sides.before), files_of(where.sides.after)
    possible = {"before", "after"}
    for path in sorted({*now, *before, *after}):
        # A file where a directory was wanted concerns what is in the directory too.
        if path.split("/")[0] == "thing" and "thing" in (theirs.split("/")[0], loose):
            continue
        if path == theirs or CONFLICT.search(path):
            continue
        found = now.get(path)
        here = {
            name for name, tree in (("before", before), ("after", after)) if tree.get(path) == found
        }
        if not here and loose and now.get(path) is None:
            # What could not go back to a directory that was away stands aside.
            aside = [entry[3] for name, entry in now.items() if CONFLICT.search(name)]
            if any(tree[path][3] in aside for tree in (before, after) if path in tree):
                continue
        if not here:
            raise Violation(f"{path} is neither before nor after")
        if not (loose and path.startswith(loose + "/")):
            possible &= here
    # Only somebody's bytes go to such names.
    aside = [path for path in now if CONFLICT.search(path)]
    if aside and not theirs and not loose:
        raise Violation(f"a conflict file without a conflict: {aside}")
    if not possible:
        raise Violation("some paths are before, others after")
    return possible
