"""SIGKILL at random moments of a commit of many files and of its undo.

Half of the rounds wait until the intent is in the journal, so that landing and cleaning are hit,
too.
"""

import argparse
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import parallel
import scenario
import store
from workspace import (
    ENVIRONMENT,
    PROGRAM,
    Report,
    Violation,
    must_run,
    restore,
    scratch,
    write_json,
)


def journal_end(root: Path) -> int:
    """Where the next record will stand: behind it the journal is blank."""
    return len((store.of(root) / "journal.jsonl").read_bytes().rstrip(b"\n")) + 1


def await_intent(root: Path, start: int, is_over: Callable[[], bool]) -> None:
    """Waits for a record behind `start`: where all files are on one mount, an intent."""
    path = store.of(root) / "journal.jsonl"
    known = path.stat().st_ino
    while not is_over():
        with path.open("rb", buffering=0) as journal:
            # A compacted journal is another file, without the intents of what has ended.
            if os.fstat(journal.fileno()).st_ino != known:
                known, start = os.fstat(journal.fileno()).st_ino, 0
            journal.seek(start)
            if b'"intent":{' in journal.read(4096):
                return
        time.sleep(0.0005)


FRESH = 10
"""Kills after which the tree starts again."""


@dataclass
class Kill:
    """When to kill: after a delay from the start, or from the intent on."""

    after_intent: bool
    delay: float


def killed(root: Path, kill: Kill, *arguments: str) -> tuple[bool, bool]:
    """Runs the command and kills it; whether it had ended before, and whether well."""
    start = journal_end(root)
    process = subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=root,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if kill.after_intent:
        await_intent(root, start, lambda: process.poll() is not None)
    time.sleep(kill.delay)
    ended = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    status = process.wait()
    if status not in (0, -signal.SIGKILL):
        raise Violation(f"{arguments[0]} exited {status}")
    return ended or status == 0, status == 0


def options(parser: argparse.ArgumentParser) -> None:
    """The part's options."""
    parser.add_argument("--rounds", type=int, default=30, help="commits and undos to kill")
    parser.add_argument("--files", type=int, default=500, help="files of each")


def main(chosen: argparse.Namespace, report: Report) -> None:
    """Runs the part, in as many trees beside each other as there are processors."""
    lock = threading.Lock()
    workers = os.cpu_count() or 2
    seeds = [random.Random(f"{chosen.seed} {worker}") for worker in range(workers)]
    with scratch() as directory:
        parallel.each(
            report,
            directory,
            [
                (f"tree {number}", (chance, -(-chosen.rounds // workers)))
                for number, chance in enumerate(seeds)
            ],
            lambda place, job: rounds(place, chosen.files, *job, report, lock),
        )
    for what in ("commits", "undos"):
        report.require(f"{what} killed", chosen.rounds // 2)
        report.require(f"{what} before", chosen.rounds // 8)
        report.require(f"{what} after", chosen.rounds // 8)


def rounds(
    place: Path,
    files: int,
    chance: random.Random,
    count: int,
    report: Report,
    lock: threading.Lock,
) -> None:
    """Kills commits while the tree is before, undos while it is after, `count` of each."""
    root = place / "tree"
    scenario.make_large(root, files)
    plan = write_json(place / "changes.json", scenario.large(files))
    sides = scenario.sides_of(root, plan)
    commands = {"commits": ["apply", str(plan)], "undos": ["undo"]}
    durations = {}
    for what, command in commands.items():
        started = time.monotonic()
        must_run(root, *command)
        durations[what] = time.monotonic() - started
    restore(root, place / "base")
    left = dict.fromkeys(commands, count)
    what = "commits"
    kills = 0
    while any(left.values()):
        if what == "commits" and kills >= FRESH:
            # A long history would make every run slower.
            restore(place / "base", root)
            kills = 0
        towards = sides if what == "commits" else sides.reversed
        if left[what] == 0:
            must_run(root, *commands[what])
            side = towards.side(root)
        else:
            left[what] -= 1
            kills += 1
            late = chance.random() < 0.5
            delay = chance.uniform(0, 0.03 if late else durations[what])
            try:
                ended, success = killed(root, Kill(late, delay), *commands[what])
                side = towards.settle(root, success)
            except Violation as error:
                where = "the intent" if late else "the start"
                raise Violation(f"{what} killed {delay:.4f} s after {where}: {error}") from error
            with lock:
                report.count(f"{what} killed", not ended)
                report.count(f"{what} {side}", not ended)
        if side == "after":
            what = "undos" if what == "commits" else "commits"
