"""Runs checks beside each other, each worker in a directory of its own."""

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from workspace import Report, Violation

Job = TypeVar("Job")


def each(
    report: Report,
    directory: Path,
    jobs: Iterable[tuple[str, Job]],
    check: Callable[[Path, Job], None],
) -> None:
    """Calls `check` with a worker's directory and a job for every job.

    A violation is noted with the job's name, which says how to see it again.
    """
    here = threading.local()
    lock = threading.Lock()
    made = 0

    def one(job: tuple[str, Job]) -> None:
        nonlocal made
        if not hasattr(here, "directory"):
            with lock:
                made += 1
                here.directory = directory / f"worker{made}"
            here.directory.mkdir()
        name, content = job
        try:
            check(here.directory, content)
        except Violation as error:
            with lock:
                report.violate(f"{name}: {error}")

    with ThreadPoolExecutor(os.cpu_count() or 2) as workers:
        for done in [workers.submit(one, job) for job in jobs]:
            done.result()
