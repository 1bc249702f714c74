"""One line per check, and a count at the end."""

import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Report:
    """Counts checks and prints a line for each."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0
        self.sections: list[str] = []

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Counts the checks of a part of the run on their own, too."""
        print(f"== {name}", flush=True)
        passed, failed, start = self.passed, self.failed, time.monotonic()
        yield
        counts = f"{self.passed - passed} passed, {self.failed - failed} failed"
        self.sections.append(f"{name}: {counts}, {time.monotonic() - start:.0f} s")

    @contextmanager
    def check(self, name: str) -> Iterator[None]:
        """A named check: it fails when the block raises, and the run goes on."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 (whatever it is, the check failed)
            self.failed += 1
            print(f"FAIL  {name}\n      {describe(error)}", flush=True)
        else:
            self.passed += 1
            print(f"pass  {name}", flush=True)

    def close(self) -> int:
        """Prints the counts; the exit status."""
        print(*self.sections, sep="\n")
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def describe(error: Exception) -> str:
    """An error in a few lines: its message, and where it arose unless it is a plain mismatch."""
    if isinstance(error, AssertionError) and str(error):
        return str(error).replace("\n", "\n      ")
    lines = traceback.format_exception(error)
    return "".join(lines[-4:]).strip().replace("\n", "\n      ")


def equal(found: Any, expected: Any, what: str = "value") -> None:
    """Fails unless two values are equal, and of one type where it matters on the wire."""
    same_type = type(found) is type(expected) or found is None or expected is None
    numbers = {type(found), type(expected)} == {int, float}
    if found != expected or not (same_type or numbers):
        raise AssertionError(f"{what}: found {found!r}, expected {expected!r}")


def holds(condition: Any, message: str) -> None:
    """Fails with the message unless the condition holds."""
    if not condition:
        raise AssertionError(message)
