"""SIGINT and SIGTERM: finished or taken back by the time the program ends, never between."""

import argparse
import random
import signal
import subprocess
import threading
import time
from pathlib import Path

import parallel
import scenario
import store
from syscalls import Scenario, scenarios
from tracing import FLUSHES, RENAMES, Ending, Point, signalled, trace
from workspace import (
    ENVIRONMENT,
    LIMIT,
    PROGRAM,
    Report,
    Sides,
    Violation,
    must_run,
    restore,
    scratch,
    write_json,
)

SIGNALS = ("SIGINT", "SIGTERM")
INTERRUPTED = 130


def judge(ending: Ending, sides: Sides, root: Path) -> str:
    """Checks exit status against the tree, without a recovery."""
    side = sides.side(root)
    # Before its handler is installed a signal ends the program as any other.
    early = (-signal.SIGINT, -signal.SIGTERM, 128 + signal.SIGTERM)
    if ending.status == 0:
        if side != "after":
            raise Violation("success was reported, but the tree is before")
    elif ending.status == INTERRUPTED or ending.status in early:
        if side != "before":
            raise Violation(f"it exited {ending.status}, but the tree is after")
    else:
        raise Violation(f"it exited {ending.status}: {ending.errors.decode(errors='replace')}")
    store.check(root)
    sides.check_git(root)
    return side


def at_call(where: Scenario, point: Point, number: str, root: Path) -> str:
    """A signal at a system call; how it ended."""
    restore(where.base, root)
    ending = signalled(root, point, number, *where.command)
    side = judge(ending, where.sides, root)
    where.go_on(root, side)
    return "taken back" if side == "before" else "finished"


def at_moment(root: Path, number: str, delay: float, *arguments: str) -> Ending:
    """A signal after a delay."""
    process = subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=root,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        output, errors = process.communicate(timeout=delay)
    except subprocess.TimeoutExpired:
        process.send_signal(getattr(signal, number))
        try:
            output, errors = process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.wait()
            raise Violation(f"it did not end within {LIMIT} s after {number}") from error
    return Ending(process.returncode, output, errors)


def options(parser: argparse.ArgumentParser) -> None:
    """The part's options."""
    parser.add_argument("--rounds", type=int, default=40, help="signals at random moments")
    parser.add_argument("--files", type=int, default=200, help="files of those")
    parser.add_argument("--points", type=int, default=40, help="calls of each scenario")
    parser.add_argument("--full", action="store_true", help="every rename, flush and write")


def main(chosen: argparse.Namespace, report: Report) -> None:
    """Runs the part."""
    chance = random.Random(chosen.seed)
    lock = threading.Lock()
    with scratch() as directory:
        jobs: list[tuple[str, tuple[Scenario, Point, str]]] = []
        for where in scenarios(directory):
            # A signal does not stop a recovery: it finishes.
            if where.takes_back:
                continue
            restore(where.base, directory / "tree")
            names = RENAMES | FLUSHES | {"pwrite64", "unlinkat", "mkdirat", "symlinkat"}
            calls = trace(directory / "tree", directory / "log", *where.command)
            points = [
                (point, number)
                for point in calls
                for number in SIGNALS
                if point.touches_store and point.name in names
            ]
            if not chosen.full and len(points) > chosen.points:
                points = chance.sample(points, chosen.points)
            jobs += [
                (f"{where.name}, {number} at {point}", (where, point, number))
                for point, number in points
            ]

        def one(place: Path, job: tuple[Scenario, Point, str]) -> None:
            ended = at_call(*job, place / "tree")
            with lock:
                report.count("at calls")
                report.count(ended)

        parallel.each(report, directory, jobs, one)

        root = directory / "large"
        scenario.make_large(root, chosen.files)
        plan = write_json(directory / "large.json", scenario.large(chosen.files))
        sides = scenario.sides_of(root, plan)
        started = time.monotonic()
        must_run(root, "apply", str(plan))
        duration = time.monotonic() - started
        must_run(root, "undo")
        for number in range(chosen.rounds):
            name = chance.choice(SIGNALS)
            back = number % 2 == 1
            delay = chance.uniform(0, duration)
            command = ["undo"] if back else ["apply", str(plan)]
            try:
                ending = at_moment(root, name, delay, *command)
                side = judge(ending, sides.reversed if back else sides, root)
                if side == "before":
                    must_run(root, *command)
                report.count("at moments")
                report.count("taken back" if side == "before" else "finished")
            except Violation as error:
                report.violate(f"round {number}, {name} after {delay:.3f} s: {error}")
                break
    report.require("taken back", 1)
    report.require("finished", 1)
