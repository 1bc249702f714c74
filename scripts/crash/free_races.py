"""People saving files and swapping a directory for a link while commands and kills run freely."""

import hashlib
import os
import random
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from people import Swap, holds
from scenario import initialize
from verdicts import recover
from workspace import (
    ENVIRONMENT,
    LIMIT,
    PROGRAM,
    Report,
    Violation,
    git_snapshot,
    restore,
    run,
    snapshot,
    write_json,
)

NOTES = [f"notes/n{number}.txt" for number in range(8)]
"""What people save in."""
SOURCES = [f"src/s{number}.txt" for number in range(12)]
"""What is in the directory that is swapped."""
OTHERS = [f"lib/o{number}.txt" for number in range(20)]
"""What nobody but the program touches."""


@dataclass
class Person:
    """Saves notes in turn, by renames and by truncation, until told to stop."""

    root: Path
    chance: random.Random
    pause: float
    stop: threading.Event
    last: dict[str, bytes] = field(default_factory=dict)
    """What was saved last at each path."""
    late: set[str] = field(default_factory=set)
    """Paths whose last save went to a file that was dropped meanwhile (the documented limit)."""
    saves: int = 0

    def work(self) -> None:
        """Saves and saves."""
        while not self.stop.wait(self.chance.uniform(0, self.pause)):
            path = self.chance.choice(NOTES)
            self.saves += 1
            token = f"save {self.chance.getrandbits(64):016x}".encode()
            content = b"old\n" * self.chance.randrange(2) + token + b"\n"
            place = self.root / path
            self.late.discard(path)
            if self.chance.random() < 0.5:
                temporary = place.with_name(place.name + "~")
                temporary.write_bytes(content)
                temporary.rename(place)
            else:
                with place.open("wb", buffering=0) as file:
                    file.write(content)
                    if os.fstat(file.fileno()).st_nlink == 0:
                        self.late.add(path)
            self.last[path] = token


def swap_again_and_again(
    swap: Swap, root: Path, chance: random.Random, stop: threading.Event
) -> None:
    """Swaps the directory and back, ending with it in its place."""
    while not stop.wait(chance.uniform(0, 0.006)):
        swap.swap(root)
        time.sleep(chance.uniform(0, 0.006))
        swap.swap_back(root)


def make(root: Path) -> None:
    """The tree."""
    initialize(root)
    for path in NOTES + SOURCES + OTHERS:
        place = root / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"{path}\nold\nend\n")


def change_set(number: int) -> dict:
    """Changes everywhere; those of notes keep what somebody wrote."""
    changes: list[dict] = [{"replace": path, "old": "old", "new": "new"} for path in OTHERS]
    changes += [{"replace": path, "old": path, "new": path + " new"} for path in SOURCES[:6]]
    changes += [{"delete": path} for path in SOURCES[6:9]]
    changes += [{"write": f"src/made{index}.txt", "content": "made\n"} for index in range(3)]
    if number % 2:
        changes += [
            {
                "write": path,
                "content": f"{path}\nnew\nend\n",
                "expect": {"sha256": digest(f"{path}\nold\nend\n")},
            }
            for path in NOTES[:4]
        ]
    else:
        changes += [{"replace": path, "old": "old", "new": "new"} for path in NOTES[:4]]
    return {"description": "races", "changes": changes}


def digest(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Round:
    """One command while people work; killed at a random moment in half of the rounds."""

    root: Path
    chance: random.Random
    command: list[str]

    def run(self, report: Report) -> Person:
        """Runs it, then lets people rest."""
        stop = threading.Event()
        person = Person(
            self.root, random.Random(self.chance.random()), self.chance.choice([0.004, 0.05]), stop
        )
        swap = Swap("src")
        swapping = self.chance.random() < 0.5
        people = [threading.Thread(target=person.work)]
        if swapping:
            people.append(
                threading.Thread(
                    target=swap_again_and_again,
                    args=(swap, self.root, random.Random(self.chance.random()), stop),
                )
            )
        for one in people:
            one.start()
        try:
            status = self.perform(report)
            if status == -signal.SIGKILL:
                # Recovery meets them at work, too.
                run(self.root, "recover")
        finally:
            stop.set()
            for one in people:
                one.join()
        report.count("saves", person.saves)
        report.count("swapped", swapping)
        return person

    def perform(self, report: Report) -> int:
        """Runs the command, killed or not; its status."""
        process = subprocess.Popen(
            [PROGRAM, *self.command],
            cwd=self.root,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            kill = self.chance.random() < 0.5
            status = process.wait(self.chance.uniform(0, 0.04) if kill else LIMIT)
        except subprocess.TimeoutExpired as error:
            process.kill()
            status = process.wait()
            if not kill:
                raise Violation(f"{self.command[0]} did not end within {LIMIT} s") from error
        if status not in (0, 1, 2, 3, -signal.SIGKILL):
            raise Violation(f"{self.command[0]} exited {status}")
        names = {0: "succeeded", -signal.SIGKILL: "killed"}
        report.count(names.get(status, "refused"))
        return status


def side_of(root: Path, paths: list[str]) -> None:
    """All paths nobody else touched are on one side."""
    sides = {b"\nnew\n" in (root / path).read_bytes() for path in paths}
    if len(sides) > 1:
        raise Violation("some paths are before, others after")


def main(directory: Path, rounds: int, chance: random.Random, report: Report) -> None:
    """Runs the rounds."""
    base = directory / "base-free"
    place = directory / "free"
    place.mkdir()
    root = place / "tree"
    make(base)
    outside = place / "outside"
    (outside / "src").mkdir(parents=True)
    for path in SOURCES[:9]:
        (outside / path).write_text(f"{path}\nold\nend\n")
    untouched = snapshot(outside)
    git = git_snapshot(base)
    plans = [
        str(write_json(place / f"changes{number}.json", change_set(number))) for number in range(2)
    ]
    for number in range(rounds):
        restore(base, root)
        commands = [["apply", plans[number % 2]], ["undo"], ["redo"]]
        try:
            for command in commands[: chance.randrange(1, 4)]:
                person = Round(root, chance, command).run(report)
                recover(root, chance.random() < 0.5)
                if snapshot(outside) != untouched:
                    raise Violation("something outside changed")
                if git_snapshot(root) != git:
                    raise Violation("somebody else's files in .git changed")
                side_of(root, OTHERS)
                for path, token in person.last.items():
                    if holds(root, token):
                        continue
                    if path not in person.late:
                        raise Violation(f"what was saved at {path} is lost")
                    report.count("after the last look")
        except Violation as error:
            report.violate(f"free round {number}, {command[0]}: {error}")
