"""SIGKILL at random moments of `scaffold fullstack`, which makes a directory and a repository.

There is no directory afterwards, or one that the same command, or `resume`, goes on with to the tree
of a run that nobody killed; or that a rollback empties.
"""

import argparse
import os
import random
import signal
import subprocess
import threading
import time
from pathlib import Path

import parallel
import store
from workspace import (
    ENVIRONMENT,
    PROGRAM,
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


def options(parser: argparse.ArgumentParser) -> None:
    """The part's options."""
    parser.add_argument("--rounds", type=int, default=40, help="runs to kill")
    parser.add_argument("--full", action="store_true", help="1000 of them")


def main(chosen: argparse.Namespace, report: Report) -> None:
    """Runs the part, in as many directories beside each other as there are processors."""
    count = 1000 if chosen.full else chosen.rounds
    chance = random.Random(chosen.seed)
    lock = threading.Lock()
    with scratch() as directory:
        whole, duration = unkilled(directory / "whole")
        # Half of them early, where directory, repository and store are made.
        delays = [
            chance.uniform(0, duration if index % 2 else duration / 4) for index in range(count)
        ]
        jobs = [
            (f"killed after {delay:.4f} s", (index, delay)) for index, delay in enumerate(delays)
        ]
        parallel.each(
            report,
            directory,
            jobs,
            lambda place, job: one(place, whole, *job, report, lock),
        )
    report.require("killed", count // 2)
    report.require("gone on with", count // 8)


def unkilled(place: Path) -> tuple[Snapshot, float]:
    """The tree of a run that nobody kills, and how long it takes."""
    place.mkdir()
    started = time.monotonic()
    must_run(place, *COMMAND)
    return snapshot(place / NAME), time.monotonic() - started


def one(
    place: Path,
    whole: Snapshot,
    index: int,
    delay: float,
    report: Report,
    lock: threading.Lock,
) -> None:
    """Kills one run and sees how it can be gone on with."""
    parent = place / f"round{index}"
    parent.mkdir()
    was_killed = killed(parent, delay)
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


def killed(parent: Path, delay: float) -> bool:
    """Starts the command and kills it; whether it had not ended before."""
    process = subprocess.Popen(
        [PROGRAM, *COMMAND],
        cwd=parent,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(delay)
    ended = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return not ended


def expect(now: Snapshot, wanted: Snapshot, when: str) -> None:
    """The tree is the wanted one."""
    different = differences(now, wanted)
    if different:
        raise Violation(f"{when}: {len(different)} paths differ, {different[:5]} among them")
