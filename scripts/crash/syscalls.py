"""SIGKILL at every system call of a commit, of its undo and of recoveries."""

import argparse
import random
import threading
from dataclasses import dataclass
from pathlib import Path

import parallel
import scenario
import store
from tracing import FLUSHES, RENAMES, Point, signalled, trace
from workspace import (
    Report,
    Sides,
    Violation,
    must_run,
    reported_success,
    restore,
    scratch,
)

BOTH = frozenset({"before", "after"})


@dataclass
class Scenario:
    """A tree, a command to kill in it, and the sides it may end on after recovery."""

    name: str
    base: Path
    command: list[str]
    sides: Sides
    allowed: frozenset[str] = BOTH
    onwards: tuple[str, ...] = ()
    """The next command where the tree is before."""
    backwards: tuple[str, ...] = ("undo",)
    """The next command where the tree is after."""
    takes_back: bool = False
    """Success means before."""

    def go_on(self, root: Path, side: str) -> None:
        """The next command works, whichever side the tree is on."""
        must_run(root, *(self.onwards if side == "before" else self.backwards))
        if self.sides.side(root) == side:
            raise Violation("the next command changed nothing")


def scenarios(directory: Path, guarded: bool = False) -> list[Scenario]:
    """Every command worth killing, each with its tree prepared."""
    tree = directory / "tree"
    plan = scenario.small_plan(directory, guarded)
    apply = ["apply", str(plan)]
    scenario.make_small(tree)
    found: list[Scenario] = []

    def keep(
        name: str,
        command: list[str],
        sides: Sides,
        allowed: frozenset[str] = BOTH,
        of_undo: bool = False,
        takes_back: bool = False,
    ) -> Scenario:
        base = directory / f"base-{name}"
        restore(tree, base)
        ways = (("undo",), ("redo",)) if of_undo else (tuple(apply), ("undo",))
        found.append(Scenario(name, base, command, sides, allowed, *ways, takes_back))
        return found[-1]

    restore(tree, directory / "fresh")
    sides = scenario.sides_of(tree, plan)
    restore(directory / "fresh", tree)
    keep("first", apply, sides)
    must_run(tree, *apply)
    must_run(tree, "undo")
    commit = keep("commit", apply, sides)
    must_run(tree, *apply)
    undo = keep("undo", ["undo"], sides.reversed, of_undo=True)

    def killed(where: Scenario, choose: str) -> None:
        """Leaves in `tree` what a kill in the middle of the chosen calls leaves."""
        restore(where.base, tree)
        points = [
            p
            for p in trace(tree, directory / "log", *where.command)
            if p.name.startswith(choose) and "spares" not in p.text
        ]
        # The first renames make the pack; the others land.
        points = points[len(points) // 2 :] if choose == "unlinkat" else points[4:]
        restore(where.base, tree)
        point = points[len(points) // 2]
        ending = signalled(tree, point, "SIGKILL", *where.command)
        if not ending.killed:
            raise SystemExit(f"crash-test: {where.name} did not die at {point}")

    killed(commit, "rename")
    keep("recover", ["recover"], sides, frozenset({"after"}))
    back = keep("recover-back", ["recover", "--back"], sides, takes_back=True)
    killed(back, "rename")
    keep("recover-turned", ["recover"], sides, frozenset({"before"}), takes_back=True)
    killed(commit, "unlinkat")
    keep("recover-clean", ["recover"], sides, frozenset({"after"}))
    killed(undo, "rename")
    keep("recover-undo", ["recover"], sides.reversed, frozenset({"after"}), of_undo=True)
    return found


def sample(points: list[Point], budget: int, chance: random.Random) -> list[Point]:
    """All renames and flushes, and evenly spaced others from where the store is touched."""
    points = [point for point in points if point.touches_store]
    chosen = [point for point in points if point.name in RENAMES | FLUSHES]
    others = [point for point in points if point.name not in RENAMES | FLUSHES]
    wanted = max(0, budget - len(chosen))
    if wanted and others:
        step = max(1.0, len(others) / wanted)
        start = chance.uniform(0, step)
        for index in range(wanted):
            position = int(start + index * step)
            if position < len(others):
                chosen.append(others[position])
    return chosen


def check(where: Scenario, point: Point, root: Path) -> bool:
    """Kills there, recovers, checks; whether it really died."""
    restore(where.base, root)
    ending = signalled(root, point, "SIGKILL", *where.command)
    if not ending.killed and ending.status != 0:
        raise Violation(f"it exited {ending.status}: {ending.errors.decode(errors='replace')}")
    success = not ending.killed or reported_success(ending.output)
    had_store = store.of(root).exists()
    goal = success and not where.takes_back
    side = where.sides.settle(root, success=goal)
    if where.takes_back and success and side == "after":
        raise Violation("taking back was reported, but the tree is after")
    if side not in where.allowed:
        raise Violation(f"it is {side} after recovery")
    if not had_store and side == "after":
        raise Violation("it is after without a store")
    where.go_on(root, side)
    where.sides.check_git(root)
    return ending.killed


def options(parser: argparse.ArgumentParser) -> None:
    """The part's options."""
    parser.add_argument("--points", type=int, default=70, help="calls of each scenario to kill at")
    parser.add_argument("--full", action="store_true", help="kill at every call of every scenario")
    parser.add_argument("--scenario", help="only this one")
    parser.add_argument("--at", help="only this call: NAME:OCCURRENCE")


def main(chosen: argparse.Namespace, report: Report) -> None:
    """Runs the part."""
    chance = random.Random(chosen.seed)
    lock = threading.Lock()
    with scratch() as directory:
        jobs: list[tuple[str, tuple[Scenario, Point]]] = []
        calls = 0
        for where in scenarios(directory):
            if chosen.scenario not in (None, where.name):
                continue
            tree = directory / "tree"
            restore(where.base, tree)
            points = trace(tree, directory / "log", *where.command)
            calls += len(points)
            if chosen.at:
                name, occurrence = chosen.at.split(":")
                points = [Point(name, int(occurrence))]
            elif not chosen.full:
                points = sample(points, chosen.points, chance)
            jobs += [
                (f"--scenario {where.name} --at {p.name}:{p.occurrence}", (where, p))
                for p in points
            ]
        report.count("calls", calls)

        def one(place: Path, job: tuple[Scenario, Point]) -> None:
            where, point = job
            with lock:
                report.count("kills")
            died = check(where, point, place / "tree")
            with lock:
                report.count("died", died)
                report.count("at renames", died and point.name in RENAMES)
                report.count("at flushes", died and point.name in FLUSHES)

        parallel.each(report, directory, jobs, one)
    if not chosen.at and not report.violations:
        report.require("died", -(-len(jobs) * 95 // 100))
        report.require("at renames", 1)
        report.require("at flushes", 1)
