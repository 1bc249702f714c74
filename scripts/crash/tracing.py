"""System calls as points in time: strace lists them, and kills, signals or stops at one."""

import os
import re
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workspace import ENVIRONMENT, LIMIT, PROGRAM, Violation

RENAMES = frozenset({"rename", "renameat", "renameat2"})
FLUSHES = frozenset({"fsync", "fdatasync", "syncfs"})


@dataclass(frozen=True)
class Point:
    """The `occurrence`-th call of a name in its thread; `text` is how strace shows it."""

    name: str
    occurrence: int
    text: str = ""
    touches_store: bool = False

    def __str__(self) -> str:
        return f"{self.name} {self.occurrence}"


def trace(root: Path, log: Path, *arguments: str, alone: bool = False) -> list[Point]:
    """Runs the program under strace; its system calls in order. `alone` leaves out threads and
    programs that it starts."""
    follow = [] if alone else ["-f"]
    subprocess.run(
        ["strace", *follow, "-qq", "-s", "256", "-o", log, PROGRAM, *arguments],
        check=False,
        cwd=root,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
    )
    counts: Counter[tuple[str, str]] = Counter()
    points: dict[tuple[str, int], Point] = {}
    touched = False
    for line in log.read_text(errors="replace").splitlines():
        match = re.match(r"(?:(\d+) +)?(\w+)\((.*)", line)
        if match is None:
            continue  # A signal, an exit, or the end of a call another thread interrupted.
        thread, name, text = match.groups()
        counts[thread, name] += 1
        touched = touched or ".git/backstitch" in text
        point = Point(name, counts[thread, name], text, touched)
        points.setdefault((name, point.occurrence), point)
    return list(points.values())


def injected(point: Point, number: str, alone: bool = False) -> list[str]:
    """The command that sends itself a signal at a point."""
    rule = f"inject={point.name}:signal={number}:when={point.occurrence}"
    follow = [] if alone else ["-f"]
    return ["strace", *follow, "-e", f"trace={point.name}", "-e", rule]


@dataclass
class Ending:
    """How a run ended."""

    status: int
    output: bytes
    errors: bytes

    @property
    def killed(self) -> bool:
        """Whether SIGKILL ended it (strace ends itself with the signal of its child)."""
        return self.status in (-signal.SIGKILL, 128 + signal.SIGKILL)


def signalled(
    root: Path, point: Point, number: str, *arguments: str, alone: bool = False
) -> Ending:
    """Runs the program with a signal at a point: SIGKILL arrives before the call is carried out,
    a signal with a handler behind it."""
    try:
        result = subprocess.run(
            [*injected(point, number, alone), "-o", "/dev/null", PROGRAM, *arguments],
            check=False,
            cwd=root,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired as error:
        raise Violation(f"it did not end within {LIMIT} s after {number}") from error
    return Ending(result.returncode, result.stdout, result.stderr)


def stopped(
    root: Path, point: Point, meanwhile: Callable[[], None], *arguments: str
) -> tuple[Ending, bool]:
    """Runs the program, stops it behind a call, does something meanwhile, lets it go on.

    Also tells whether it stopped there.
    """
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [*injected(point, "SIGSTOP"), "-qq", "-o", f"/proc/self/fd/{writer}", PROGRAM, *arguments],
        cwd=root,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=[writer],
    )
    os.close(writer)
    alarm = threading.Timer(LIMIT, process.kill)
    alarm.start()
    met = False
    try:
        with os.fdopen(reader, "r", errors="replace") as lines:
            for line in lines:
                match = re.match(r"(?:\[pid +)?(\d+)?.*stopped by SIGSTOP", line)
                if match is None or met:
                    continue
                met = True
                try:
                    meanwhile()
                finally:
                    os.kill(int(match.group(1)), signal.SIGCONT)
        output, errors = process.communicate()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if not alarm.is_alive():
            raise Violation(f"it did not end within {LIMIT} s after a stop")
        alarm.cancel()
    return Ending(process.returncode, output, errors), met
