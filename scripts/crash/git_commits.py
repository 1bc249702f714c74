"""SIGKILL at every system call of a git commit, of its undo and of recoveries, in git's as well."""

import argparse
import random
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

import parallel
import scenario
from syscalls import sample
from tracing import FLUSHES, RENAMES, Point, signalled, trace
from workspace import (
    ENVIRONMENT,
    Report,
    Violation,
    must_run,
    reported_success,
    restore,
    scratch,
    snapshot,
    write_json,
)

# The same commit has the same name whenever it is made.
for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
    ENVIRONMENT[name] = "1700000000 +0000"

HOOK = "#!/bin/sh\ngit diff --cached --quiet HEAD && exit 1\nexit 0\n"
"""A `pre-commit` that refuses an empty git commit."""


def git(root: Path, *arguments: str) -> str:
    """What git says."""
    return subprocess.run(
        ["git", *arguments], cwd=root, env=ENVIRONMENT, check=True, capture_output=True, text=True
    ).stdout


def state(root: Path) -> dict[str, object]:
    """All that moves together: files, index entries, references, HEAD, reflogs; and what must not
    be left over."""
    here = root / ".git"
    logs = {
        str(path.relative_to(here)): path.read_text()
        for path in sorted((here / "logs").rglob("*"))
        if path.is_file()
    }
    # The store's own are repaired or dropped by its next writer.
    left = [str(path.relative_to(here)) for path in here.rglob("*.lock")]
    left = [name for name in left if not name.startswith("backstitch/")]
    if (here / "backstitch-landing").exists():
        left.append("backstitch-landing")
    left += [str(path) for path in (here / "backstitch-trees").glob("*")]
    return {
        "files": snapshot(root),
        "index": git(root, "ls-files", "--stage"),
        "references": git(root, "for-each-ref"),
        "trees": len(git(root, "worktree", "list").splitlines()),
        "HEAD": (here / "HEAD").read_text(),
        "logs": logs,
        "left over": left,
    }


@dataclass
class Scenario:
    """A tree, a command to kill in it, and the states it may end in."""

    name: str
    base: Path
    command: list[str]
    before: dict[str, object]
    after: dict[str, object]
    alone: bool = True
    """Whether the program is killed, and not the git it runs."""

    def side(self, root: Path) -> str:
        """`before` or `after`; anything between is a violation."""
        now = state(root)
        for side, expected in (("before", self.before), ("after", self.after)):
            if now == expected:
                return side
        kinds = [
            f"{kind} {'before' if now[kind] == self.before[kind] else ''}"
            f"{'after' if now[kind] == self.after[kind] else ''}"
            for kind in now
        ]
        raise Violation(f"neither before nor after: {', '.join(kinds)}; {now['left over']}")


def make(tree: Path) -> None:
    """The small tree in git, with somebody's edits: unstaged, staged, and both in one file."""
    scenario.make_small(tree)
    git(tree, "add", "-A")
    git(tree, "commit", "-q", "-m", "all of it")
    (tree / "mine.txt").write_text("edited\n")
    (tree / "src/stays.txt").write_text("staged\n")
    git(tree, "add", "src/stays.txt")
    lines = (tree / "src/rewritten.txt").read_text()
    (tree / "src/rewritten.txt").write_text("my first line\n" + lines)


CHANGES = {
    "description": "what git sees",
    "changes": [
        {"write": "new/deep/made.txt", "content": "made\n"},
        {"write": "src/made.txt", "content": "made too\n", "mode": "100755"},
        {"replace": "src/replaced.txt", "old": "old", "new": "new"},
        {"replace": "src/rewritten.txt", "old": "rewrite me\n" * 30, "new": "rewrite me\n" * 20},
        {"delete": "src/deleted.txt"},
        {"delete": "thing"},
        {"write": "thing/inside.txt", "content": "in the new directory\n"},
    ],
}


def scenarios(directory: Path) -> list[Scenario]:
    """Every command worth killing, each with its tree prepared."""
    tree = directory / "tree"
    make(tree)
    must_run(tree, "apply", str(write_json(directory / "first", {
        "changes": [{"write": "first.txt", "content": "so that there is a store\n"}]})))
    plan = str(write_json(directory / "plan", CHANGES))
    found: list[Scenario] = []

    def keep(name: str, command: list[str], alone: bool = True) -> Scenario:
        base = directory / f"base-{name}"
        restore(tree, base)
        before = state(tree)
        must_run(tree, *command)
        after = state(tree)
        if after["left over"] or before["references"] == after["references"]:
            raise SystemExit(f"crash-test: {name} leaves {after['left over']} or moves nothing")
        found.append(Scenario(name, base, command, before, after, alone))
        return found[-1]

    def recovery(of: Scenario, at: str) -> None:
        """The recovery of what a kill at a rename leaves."""
        restore(of.base, tree)
        points = trace(tree, directory / "log", *of.command, alone=True)
        chosen = [p for p in points if p.name in RENAMES and at in p.text.rsplit('"', 2)[-2]]
        restore(of.base, tree)
        if not signalled(tree, chosen[0], "SIGKILL", *of.command, alone=True).killed:
            raise SystemExit(f"crash-test: {of.name} did not die at {chosen[0]}")
        base = directory / f"base-{of.name}-{at}"
        restore(tree, base)
        found.append(
            Scenario(f"recover-{of.name}-{at}", base, ["recover"], of.before, of.after)
        )

    commit = keep("commit", ["apply", plan, "--git-commit"])
    found.append(
        Scenario("commit-git", commit.base, commit.command, commit.before, commit.after, False)
    )
    keep("undo", ["undo", "--git-commit"])
    restore(commit.base, tree)
    branch = keep("branch", ["apply", plan, "--branch", "feature/x", "--per-step"])
    restore(commit.base, tree)
    hook = tree / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK)
    hook.chmod(0o755)
    keep("hook", ["apply", plan, "--git-commit"])
    restore(commit.base, tree)
    keep("no-switch", ["apply", plan, "--branch", "feature/y", "--no-switch"])
    for at in ("index", "main"):
        recovery(commit, at)
    recovery(branch, "HEAD")
    return found


def check(where: Scenario, point: Point, root: Path) -> bool:
    """Kills there, recovers, checks; whether it really died."""
    restore(where.base, root)
    ending = signalled(root, point, "SIGKILL", *where.command, alone=where.alone)
    success = reported_success(ending.output) or ending.status == 0
    must_run(root, "recover")
    side = where.side(root)
    if success and side == "before" and where.command != ["recover"]:
        raise Violation("success was reported, but it is before")
    if not ending.killed and ending.status != 0 and side == "after":
        raise Violation("failure was reported, but it is after")
    if side == "before":
        must_run(root, *where.command)
    git(root, "fsck", "--strict", "--no-dangling")
    return ending.killed


def options(parser: argparse.ArgumentParser) -> None:
    """The part's options."""
    parser.add_argument("--points", type=int, default=15, help="calls of each scenario to kill at")
    parser.add_argument("--full", action="store_true", help="kill at every call of every scenario")
    parser.add_argument("--scenario", help="only this one")
    parser.add_argument("--at", help="only this call: NAME:OCCURRENCE")


def main(chosen: argparse.Namespace, report: Report) -> None:
    """Runs the part."""
    chance = random.Random(chosen.seed)
    lock = threading.Lock()
    with scratch() as directory:
        jobs: list[tuple[str, tuple[Scenario, Point]]] = []
        for where in scenarios(directory):
            if chosen.scenario not in (None, where.name):
                continue
            tree = directory / "tree"
            restore(where.base, tree)
            points = trace(tree, directory / "log", *where.command, alone=where.alone)
            if chosen.at:
                name, occurrence = chosen.at.split(":")
                points = [Point(name, int(occurrence))]
            elif not chosen.full:
                points = sample(points, chosen.points, chance)
            jobs += [
                (f"--scenario {where.name} --at {p.name}:{p.occurrence}", (where, p))
                for p in points
            ]

        def one(place: Path, job: tuple[Scenario, Point]) -> None:
            where, point = job
            died = check(where, point, place / "tree")
            with lock:
                report.count("kills")
                report.count("died", died)
                report.count("at renames", died and point.name in RENAMES)
                report.count("at flushes", died and point.name in FLUSHES)

        parallel.each(report, directory, jobs, one)
    if not chosen.at and not report.violations:
        report.require("at renames", 1)
        report.require("at flushes", 1)
