"""Runs the parts; see `scripts/crash-test --help`."""

import argparse
import random
import signal
import sys
import time
from dataclasses import dataclass
from types import ModuleType

import git_commits
import power
import races
import random_kills
import scaffolds
import signals
import simulated
import syscalls
from workspace import PROGRAM, Report, Violation


@dataclass
class Part:
    """A part: a module with `options(parser)` and `main(options, report)`."""

    name: str
    module: ModuleType


PARTS = [
    Part("simulated", simulated),
    Part("random", random_kills),
    Part("scaffolds", scaffolds),
    Part("syscalls", syscalls),
    Part("git", git_commits),
    Part("signals", signals),
    Part("races", races),
    Part("power", power),
]


def parse(words: list[str]) -> tuple[list[Part], argparse.Namespace | None, int]:
    """The parts to run, the options where any were given, and the seed."""
    parser = argparse.ArgumentParser(
        prog="scripts/crash-test",
        description="Kills, interrupts, disturbs the program, recovers, and checks the guarantee."
        " Without a part: all of them in the size for every change."
        " BACKSTITCH names the program.",
    )
    parser.add_argument("--seed", type=int, help="repeats the choices of an earlier run")
    parser.add_argument(
        "--full",
        dest="everything",
        action="store_true",
        help="without a part: every part in full size, over five million recoveries",
    )
    parser.add_argument(
        "--progress", dest="remembered", help="with it: a file by which it is resumed"
    )
    parts = parser.add_subparsers(dest="part", metavar="PART")
    for part in PARTS:
        summary = (part.module.__doc__ or "").splitlines()[0]
        own = parts.add_parser(part.name, help=summary, description=part.module.__doc__)
        own.add_argument("--seed", type=int, default=argparse.SUPPRESS)
        part.module.options(own)
    chosen = parser.parse_args(words)
    seed = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(2**32)
    if chosen.part is None:
        return PARTS, (chosen if chosen.everything else None), seed
    chosen.seed = seed
    return [part for part in PARTS if part.name == chosen.part], chosen, seed


def main() -> None:
    """Runs the chosen parts; exits with 1 on any violation."""
    # Ended by others, it still unmounts and cleans up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("crash-test: ended"))
    parts, chosen, seed = parse(sys.argv[1:])
    print(f"crash-test: {PROGRAM}, seed {seed}", flush=True)
    reports: list[Report] = []
    for part in parts:
        report = Report(part.name)
        if chosen is not None and chosen.part is not None:
            own = chosen
        else:
            parser = argparse.ArgumentParser()
            part.module.options(parser)
            own = parser.parse_args([])
            own.seed = seed
            if chosen is not None:
                own.full, own.progress = True, chosen.remembered
        started = time.monotonic()
        try:
            part.module.main(own, report)
        except Violation as error:
            report.violate(str(error))
        print(f"{report.line()} ({time.monotonic() - started:.0f} s)", flush=True)
        reports.append(report)
    failed = sum(bool(report.violations) for report in reports)
    if failed:
        sys.exit(f"crash-test: {failed} of {len(reports)} parts failed; again with --seed {seed}")


if __name__ == "__main__":
    main()
