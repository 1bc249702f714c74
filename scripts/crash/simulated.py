"""A simulated disk: every scenario crashed at every call, with every allowed outcome, and again.

Somebody saves files meanwhile, calls fail, and faults planted on purpose must all be caught. The
program is `crash-matrix`, built from Tests/CrashMatrix; CRASH_MATRIX names it when it is built
already. `--full` plays over five million recoveries; with `--progress FILE` it can be resumed.
"""

import argparse
import os
import re
import subprocess
from pathlib import Path

from workspace import Report, Violation

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "crash-matrix"]


def options(parser: argparse.ArgumentParser) -> None:
    """The options of this part."""
    parser.add_argument("--full", action="store_true", help="every outcome of every call")
    parser.add_argument("--progress", help="a file that remembers what was played")
    parser.add_argument("--only", help="scenarios whose name holds this")


def program() -> str:
    """The path of the built program."""
    if named := os.environ.get("CRASH_MATRIX"):
        return named
    subprocess.run(BUILD, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    shown = [*BUILD[:-2], "--show-bin-path"]
    where = subprocess.run(shown, cwd=ROOT, check=True, capture_output=True, text=True)
    return f"{where.stdout.strip()}/crash-matrix"


def main(chosen: argparse.Namespace, report: Report) -> None:
    """Runs the matrix and takes over its counts."""
    words = [program(), "--seed", str(chosen.seed)]
    if chosen.full:
        words.append("--full")
    if chosen.progress:
        words += ["--progress", chosen.progress]
    if chosen.only:
        words += ["--only", chosen.only]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    totals = ""
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        totals += line
    code = process.wait()
    found = re.search(r"(\d+) scenarios, (\d+) crash points, (\d+) recoveries", totals)
    caught = re.search(r"(\d+) of (\d+) planted faults caught", totals)
    if code != 0 or not found:
        raise Violation(f"crash-matrix exited with {code}")
    for name, value in zip(("scenarios", "points", "recoveries"), found.groups()):
        report.count(name, int(value))
    if caught:
        report.count("faults caught", int(caught[1]))
