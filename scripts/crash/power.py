"""Power cuts on real file systems: ext4, XFS and Btrfs in an image that is copied meanwhile.

Commits and undos run in a mounted image; a copy of the image file at one instant is what a power
cut would leave of the device. The copy is mounted, which replays its journal, and recovered. All
writes the device was given count as done, in the order given: a device that lies about flushing, or
reorders between flushes, is not modelled.
"""

import argparse
import os
import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import images
import scenario
import store
from random_kills import await_intent, journal_end
from workspace import (
    Report,
    Snapshot,
    Violation,
    describe,
    git_snapshot,
    must_run,
    scratch,
    snapshot,
    write_json,
)


@dataclass
class Worker:
    """Commits and undoes until told to stop; knows what had been reported at any time."""

    root: Path
    plans: list[Path]
    states: list[Snapshot]
    """The tree after no operation, after one, and so on."""
    started: list[float] = field(default_factory=list)
    reported: list[float] = field(default_factory=list)
    error: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        """Runs one operation after the other: each plan, its undo, its redo, its undo."""
        try:
            while not self.stop.is_set():
                number = len(self.started)
                plan = self.plans[number // 4 % len(self.plans)]
                command = [["apply", str(plan)], ["undo"], ["redo"], ["undo"]][number % 4]
                self.started.append(time.monotonic())
                must_run(self.root, *command)
                self.reported.append(time.monotonic())
                self.states.append(snapshot(self.root))
        except (Violation, OSError) as error:
            self.error = str(error)


def disturb(place: Path, chance: random.Random, stop: threading.Event) -> None:
    """Flushes somebody else's file now and then, which makes the file system write its journal at
    odd moments."""
    with (place / "noise").open("wb", buffering=0) as file:
        while not stop.wait(chance.uniform(0.001, 0.03)):
            file.write(b"x" * chance.randrange(1, 9000))
            os.fsync(file.fileno())


@dataclass
class Cut:
    """A copy of the image, and between which times it was made."""

    image: Path
    started: float
    ended: float


def record(
    kind: images.Kind, room: Path, cuts: int, chance: random.Random, scratch_place: Path
) -> tuple[list[Cut], Worker]:
    """Runs operations in a new file system and cuts the power `cuts` times."""
    image = room / f"{kind.name}.img"
    images.make(kind, image)
    made: list[Cut] = []
    with images.mounted(kind.name, image, scratch_place / kind.name, kind.options) as place:
        root = place / "tree"
        scenario.make_small(root)
        for index in range(60):
            if index % 5 < 3:
                path = root / f"src/part{index % 23}/file{index}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"old {index}\n" + "x" * (index * 97 % 3000) + "\n")
        os.sync()
        # Few files are flushed one by one, many by a flush of the file system.
        plans = [scenario.small_plan(room), write_json(room / "large.json", scenario.large(60))]
        worker = Worker(root, plans, [snapshot(root)])
        git = git_snapshot(root)
        threads = [
            threading.Thread(target=worker.work),
            threading.Thread(target=disturb, args=(place, chance, worker.stop)),
        ]
        for thread in threads:
            thread.start()
        try:
            while len(made) < cuts and not worker.error:
                if chance.random() < 0.3 or not worker.reported:
                    time.sleep(chance.uniform(0, 0.15))
                else:
                    await_intent(root, journal_end(root), lambda: bool(worker.error))
                    time.sleep(chance.uniform(0, 0.02))
                copy = room / f"{kind.name}-{len(made)}.img"
                started = time.monotonic()
                images.copy(image, copy)
                made.append(Cut(copy, started, time.monotonic()))
        finally:
            worker.stop.set()
            for thread in threads:
                thread.join()
        if git_snapshot(root) != git:
            raise Violation("somebody else's files in .git changed")
    if worker.error:
        raise Violation(worker.error)
    return made, worker


def committed(root: Path) -> int:
    """How many operations the store says are committed."""
    return store.committed(root) if store.of(root).exists() else 0


def check(kind: images.Kind, cut: Cut, worker: Worker, place: Path, report: Report) -> None:
    """Mounts a copy, recovers, checks: a whole number of operations, none of the reported lost."""
    with images.mounted(kind.name, cut.image, place, kind.options) as mounted:
        root = mounted / "tree"
        had = snapshot(root)
        recovered = must_run(root, "recover")
        now = snapshot(root)
        count = committed(root)
        least = sum(ended <= cut.started for ended in worker.reported)
        most = sum(started <= cut.ended for started in worker.started)
        if not least <= count <= most:
            raise Violation(
                f"{count} operations are committed, {least} had been reported before the cut and"
                f" {most} were begun"
            )
        if now != worker.states[count]:
            other = worker.states[count - 1 if count else 1]
            raise Violation(
                "neither before nor after: " + describe(now, other, worker.states[count])
            )
        store.check(root)
        interrupted = recovered.startswith("Operation")
        report.count("recovered", interrupted)
        report.count("tree changed by recovery", had != now)
        report.count("during an operation", least < most)
        must_run(
            root,
            "apply" if count % 2 == 0 else "undo",
            *([str(worker.plans[count // 4 % 2])] if count % 2 == 0 else []),
        )


def options(parser: argparse.ArgumentParser) -> None:
    """The part's options."""
    parser.add_argument("--cuts", type=int, default=24, help="power cuts of each file system")
    parser.add_argument("--kind", choices=sorted(images.KINDS), help="only this file system")


def main(chosen: argparse.Namespace, report: Report) -> None:
    """Runs the part, or says in one line why it cannot."""
    chance = random.Random(chosen.seed)
    kinds = [kind for kind in images.KINDS.values() if chosen.kind in (None, kind.name)]
    print(
        "power: the copies model a device that keeps what it was given, not one that lies about"
        " its cache",
        flush=True,
    )
    try:
        with scratch(memory=False) as directory, images.cutting_room(directory) as room:
            for kind in kinds:
                try:
                    cuts, worker = record(kind, room, chosen.cuts, chance, directory)
                except Violation as error:
                    report.violate(f"{kind.name}: {error}")
                    continue
                for number, cut in enumerate(cuts):
                    report.count(f"{kind.name} cuts")
                    try:
                        check(kind, cut, worker, directory / "copy", report)
                    except Violation as error:
                        report.violate(f"{kind.name}, cut {number}: {error}")
                    cut.image.unlink()
    except images.Unavailable as error:
        print(f"power: skipped, {error}")
        return
    if not report.violations and chosen.kind is None:
        report.require("during an operation", len(kinds) * chosen.cuts // 4)
        report.require("recovered", len(kinds) * chosen.cuts // 12)
