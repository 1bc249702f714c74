"""A Celery worker on redis-server."""

import os
import subprocess

from processes import run, stop, tool, wait_until
from scaffold.project import Project

ASK = """
from worker.tasks.sample import ping_database
print(ping_database.delay().get(timeout=15))
"""


def run_sample(project: Project, url: str, env: dict[str, str]) -> None:
    """Starts a worker, sends it the sample task, and reads the result from Redis."""
    env = {"DATABASE_URL": url} | env
    log = project.surroundings.place("worker") / "worker.log"
    with log.open("w") as file:
        worker = subprocess.Popen(
            [str(tool("celery")), "-A", "worker.celery_app", "worker", "--concurrency", "1"],
            cwd=project.backend,
            env=os.environ | env,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until(lambda: "ready." in log.read_text(), worker, log)
        answer = run(tool("python"), "-c", ASK, cwd=project.backend, env=env)
        if answer.strip() != "1":
            raise AssertionError(f"the task answered {answer}")
    finally:
        stop(worker)
