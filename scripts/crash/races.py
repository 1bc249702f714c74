"""People at work meanwhile: files saved and directories swapped for links at every system call.

The program is stopped behind a call, somebody saves a file (by a rename, by truncation, through a
descriptor opened before), deletes it, or swaps a directory for a link leading outside; then it goes
on. Besides, both happen freely while commits, undos and recoveries run. Nothing is written outside,
no byte of theirs is lost, and all other paths are on one side.
"""

import argparse
import random
import re
import threading
from dataclasses import dataclass
from pathlib import Path

import free_races
import parallel
from people import Save, Swap
from scenario import FILES
from syscalls import Scenario, scenarios
from tracing import RENAMES, Ending, Point, stopped, trace
from verdicts import MANUAL, recover, sides
from workspace import (
    Report,
    Violation,
    restore,
    run,
    scratch,
    snapshot,
)

PATHS = [
    "src/replaced.txt",
    "src/rewritten.txt",
    "src/deleted.txt",
    "src/moved.txt",
    "src/script.sh",
    "src/made.txt",
    "src/link",
    "lone/only.txt",
    "thing",
    "thing/inside.txt",
    "new/moved.txt",
    "app/main.py",
]
WAYS = ["rename", "truncate", "descriptor", "delete", "link"]
DIRECTORIES = ["src", "app", "lone", "new", "thing"]
MISSING = 3
"""The exit status of an edit that finds no place."""


@dataclass
class Race:
    """Somebody's act at a moment of a scenario."""

    where: Scenario
    point: Point
    act: Save | Swap
    backwards: bool
    """Which way is chosen when recovery asks."""
    calls: list[Point]
    """All calls, undisturbed."""

    @property
    def rest(self) -> list[Point]:
        """The calls behind the point."""
        return self.calls[self.calls.index(self.point) + 1 :]

    def __str__(self) -> str:
        act = self.act
        way = act.way if isinstance(act, Save) else "swap-for-good" if act.stays else "swap"
        what = f"{way} {act.path}"
        return (
            f"--scenario {self.where.name} --at {self.point.name}:{self.point.occurrence}"
            f" --act '{what}'{' --back' if self.backwards else ''}"
        )


def judge(race: Race, ending: Ending, possible: set[str]) -> None:
    """The side agrees with what was reported."""
    errors = ending.errors.decode(errors="replace")
    if ending.status not in (0, 1, MANUAL, MISSING):
        raise Violation(f"it exited {ending.status}: {errors}")
    if ending.status == 0:
        goal = "before" if race.where.takes_back else "after"
    elif race.where.command[0] == "recover" or "unknown" in errors:
        return
    else:
        goal = "before"
    if goal not in possible:
        raise Violation(f"it exited {ending.status}, but the tree is not {goal}: {errors}")


def may_be_lost(race: Race) -> bool:
    """Whether the displaced file had been looked at for the last time: what a descriptor writes
    from then on is the documented limit."""
    if not isinstance(race.act, Save) or race.act.way != "descriptor":
        return False
    name = race.act.path.rsplit("/", 1)[-1]
    return any(is_beyond_look(race.rest, spare) for spare in spares_of(name, race.calls))


def spares_of(name: str, calls: list[Point]) -> set[str]:
    """The names in the store that a file moved through."""
    moves = [call.text for call in calls if call.name in RENAMES and f'"{name}"' in call.text]
    return {spare for text in moves for spare in re.findall(r'"(\d+-[0-9a-z]+-\d+)"', text)}


def is_beyond_look(rest: list[Point], spare: str) -> bool:
    """Whether nothing is read any more before the name is dropped, or it is dropped already."""
    drops = [
        index
        for index, call in enumerate(rest)
        if call.name == "unlinkat" and f'"{spare}"' in call.text
    ]
    return not drops or all(call.name != "pread64" for call in rest[: drops[0]])


def run_race(race: Race, place: Path) -> str:
    """Runs it; how it ended, in a word for the summary."""
    root = place / "tree"
    restore(race.where.base, root)
    outside = place / "outside"
    if not outside.exists():
        for directory in DIRECTORIES:
            (outside / directory).mkdir(parents=True)
            for path in FILES:
                if path.startswith(directory + "/"):
                    (outside / path).write_text(FILES[path])
        (outside / "target").write_text("outside\n")
    before = snapshot(outside)
    act = race.act
    if isinstance(act, Save):
        act.open(root)
    try:
        ending, met = stopped(
            root,
            race.point,
            lambda: act.save(root) if isinstance(act, Save) else act.swap(root),
            *race.where.command,
        )
    finally:
        if isinstance(act, Save):
            act.close()
    if snapshot(outside) != before:
        raise Violation("something outside changed")
    if isinstance(act, Swap):
        done = act.swapped
        if act.stays:
            recover(root, race.backwards)
        act.swap_back(root)
        recover(root, race.backwards)
        if snapshot(outside) != before:
            raise Violation("something outside changed by the recovery")
        possible = sides(snapshot(root), race.where, theirs="", loose=act.path if done else "")
    else:
        done = act.done
        recover(root, race.backwards)
        possible = sides(snapshot(root), race.where, theirs=act.path if done else "")
        if snapshot(outside) != before:
            raise Violation("something outside changed by the recovery")
        if not act.is_there(root):
            if may_be_lost(race):
                return "after the last look"
            # What the plan saw it replaces knowingly: then the undo has it.
            if race.where.command[0] == "apply" and ending.status == 0:
                run(root, "undo")
            if not act.is_there(root):
                raise Violation(f"what was saved at {act.path} ({act.way}) is lost")
            return "seen by the plan"
    judge(race, ending, possible)
    race.where.sides.check_git(root)
    if not met:
        return "missed"
    return "done" if done else "not possible"


def options(parser: argparse.ArgumentParser) -> None:
    """The part's options."""
    parser.add_argument("--races", type=int, default=300, help="acts at system calls")
    parser.add_argument("--rounds", type=int, default=60, help="free-running commands")
    parser.add_argument("--full", action="store_true", help="an act at every call")
    parser.add_argument("--scenario", help="only this one")
    parser.add_argument("--at", help="only this call: NAME:OCCURRENCE")
    parser.add_argument("--act", help="only this act, as a violation names it")
    parser.add_argument("--back", action="store_true", help="choose --back when recovery asks")


def acts(chance: random.Random, serial: int, wanted: str | None) -> Save | Swap:
    """One act, or the wanted one."""
    if wanted:
        way, path = wanted.split()
    elif chance.random() < 0.25:
        way, path = chance.choice(["swap", "swap-for-good"]), chance.choice(DIRECTORIES)
    else:
        way, path = chance.choice(WAYS), chance.choice(PATHS)
    if way.startswith("swap"):
        return Swap(path, stays=way != "swap")
    lengths = (0, len(FILES.get(path, "")))
    return Save(path, way, f"saved-{serial:06d}-by-somebody".encode(), chance.choice(lengths))


def main(chosen: argparse.Namespace, report: Report) -> None:
    """Runs the part."""
    chance = random.Random(chosen.seed)
    lock = threading.Lock()
    with scratch() as directory:
        races: list[Race] = []
        for where in scenarios(directory, guarded=True):
            if chosen.scenario not in (None, where.name):
                continue
            restore(where.base, directory / "tree")
            points = trace(directory / "tree", directory / "log", *where.command)
            for point in points:
                if chosen.at and f"{point.name}:{point.occurrence}" != chosen.at:
                    continue
                if point.touches_store and point.name != "exit_group":
                    act = acts(chance, len(races), chosen.act)
                    back = chosen.back or (not chosen.at and chance.random() < 0.5)
                    races.append(Race(where, point, act, back, points))
        if not chosen.full and len(races) > chosen.races:
            races = chance.sample(races, chosen.races)

        def one(place: Path, race: Race) -> None:
            ended = run_race(race, place)
            with lock:
                report.count("acts")
                report.count(ended)

        parallel.each(report, directory, [(str(race), race) for race in races], one)
        if not chosen.at:
            free_races.main(directory, chosen.rounds, chance, report)
            report.require("done", len(races) // 2)
