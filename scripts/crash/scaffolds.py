"""SIGKILL at system calls of `scaffold fullstack`, which makes a directory and a repository.

There is no directory afterwards, or one that the same command, or `resume`, goes on with to the tree
of a run that nobody killed; or that a rollback empties.
"""

import argparse
import os
import random
import threading
from pathlib import Path

import parallel
import store
from tracing import FLUSHES, RENAMES, Point, signalled, trace
from workspace import (
    Report,
    Snapshot,
    Violation,
    differences,
    must_run,
    run,
    scratch,
    snapshot,
)

NAME = "shop"
COMMAND = ["scaffold", "fullstack", NAME, "--yes"]
MAKING = frozenset({"mkdir", "mkdirat", "link", "linkat", "unlink", "unlinkat", "pwrite64"})
"""Calls that change something, besides renames and files that are created."""


def options(parser: argparse.ArgumentParser) -> None:
    """The part's options."""
    parser.add_argument("--points", type=int, default=40, help="calls to kill at")
    parser.add_argument(
        "--full", action="store_true", help="kill at every call that changes something"
    )
    parser.add_argument("--at", help="only this call: NAME:OCCURRENCE")


def main(chosen: argparse.Namespace, report: Report) -> None:
    """Runs the part, in as many directories beside each other as there are processors."""
    chance = random.Random(chosen.seed)
    lock = threading.Lock()
    with scratch() as directory:
        whole, points = unkilled(directory / "whole")
        report.count("calls", len(points))
        if chosen.at:
            name, occurrence = chosen.at.split(":")
            points = [Point(name, int(occurrence))]
        elif not chosen.full:
            points = sample(points, chosen.points, chance)
        jobs = [
            (f"--at {point.name}:{point.occurrence}", (index, point))
            for index, point in enumerate(points)
        ]
        parallel.each(
            report,
            directory,
            jobs,
            lambda place, job: one(place, whole, *job, report, lock),
        )
    if not chosen.at:
        report.require("killed", len(jobs) * 9 // 10)
        report.require("gone on with", len(jobs) // 8)


def unkilled(place: Path) -> tuple[Snapshot, list[Point]]:
    """The tree of a run that nobody kills, and its calls that change something, git's too."""
    place.mkdir()
    points = trace(place, place.parent / "log", *COMMAND)
    tree = snapshot(place / NAME)
    if not tree:
        raise SystemExit("crash-test: nothing was scaffolded")
    return tree, [
        point
        for point in points
        if point.name in RENAMES | FLUSHES | MAKING or "O_CREAT" in point.text
    ]


def sample(points: list[Point], count: int, chance: random.Random) -> list[Point]:
    """Evenly spaced ones, half of them of the first quarter: there directory, repository and store are
    made, and the steps are staged."""
    early = points[: len(points) // 4]
    late = points[len(points) // 4 :]
    chosen: list[Point] = []
    for part in (early, late):
        wanted = max(1, min(len(part), count // 2))
        step = len(part) / wanted
        start = chance.uniform(0, step)
        chosen += [part[int(start + index * step)] for index in range(wanted - 1)]
    return chosen


def one(
    place: Path,
    whole: Snapshot,
    index: int,
    point: Point,
    report: Report,
    lock: threading.Lock,
) -> None:
    """Kills one run and sees how it can be gone on with."""
    parent = place / f"round{index}"
    parent.mkdir()
    was_killed = signalled(parent, point, "SIGKILL", *COMMAND).killed
    root = parent / NAME
    if not root.exists():
        end = "nothing left"
        must_run(parent, *COMMAND)
    elif not (root / ".git").exists() or (root / ".backstitch-begun").exists():
        end = "begun"
        must_run(parent, *COMMAND)
    else:
        must_run(root, "recover")
        end = go_on(parent, root, whole, index)
    if end != "rolled back":
        expect(snapshot(root), whole, end)
        must_run(root, "undo")
    expect(snapshot(root), {}, f"{end}, undone")
    if sorted(os.listdir(root)) != [".git"]:
        raise Violation(f"{end}: {os.listdir(root)} is left")
    if os.listdir(parent) != [NAME]:
        raise Violation(f"{end}: {os.listdir(parent)} lies beside it")
    store.check(root)
    with lock:
        report.count("killed", was_killed)
        report.count(end)


def go_on(parent: Path, root: Path, whole: Snapshot, index: int) -> str:
    """Goes on with what a killed run left, in one of three ways."""
    is_open = "Open: t1" in must_run(root, "status")
    if snapshot(root):
        expect(snapshot(root), whole, "landed")
        # What had landed when it died may still be open in the journal.
        must_run(parent, *COMMAND)
        return "landed"
    if is_open and index % 3 == 0:
        must_run(root, "rollback")
        return "rolled back"
    if is_open and index % 3 == 1:
        must_run(root, "resume")
    else:
        must_run(parent, *COMMAND)
    if "Open:" in run(root, "status").stdout:
        raise Violation("a transaction stays open")
    return "gone on with"


def expect(now: Snapshot, wanted: Snapshot, when: str) -> None:
    """The tree is the wanted one."""
    different = differences(now, wanted)
    if different:
        raise Violation(f"{when}: {len(different)} paths differ, {different[:5]} among them")
