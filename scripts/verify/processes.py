"""Programs that run beside the checks."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import httpx

TOOLS = Path(sys.executable).parent


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    """Runs a program to its end; its output, or an AssertionError with it."""
    result = subprocess.run(
        [str(word) for word in command],
        check=False,
        cwd=cwd,
        env=os.environ | (env or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    if result.returncode != 0:
        shown = " ".join(str(word) for word in command)
        raise AssertionError(f"`{shown}` ended with {result.returncode}\n{result.stdout[-2500:]}")
    return result.stdout


def tool(name: str) -> Path:
    """A program of the Python environment."""
    return TOOLS / name


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[Any], log: Path) -> None:
    """Waits up to 30 seconds; fails with the log when the program ends before."""
    for _ in range(600):
        if process.poll() is not None:
            break
        if ready():
            return
        time.sleep(0.05)
    raise AssertionError(f"{process.args[0]} did not start:\n{log.read_text()[-2000:]}")


def stop(process: subprocess.Popen[Any]) -> None:
    """Ends a program and everything it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Server:
    """uvicorn with the application of a backend directory."""

    def __init__(self, backend: Path, url: str, env: dict[str, str] | None = None) -> None:
        self.port = free_port()
        self.log = backend.parent / f"uvicorn-{self.port}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [str(tool("uvicorn")), "main:app", "--port", str(self.port), "--no-access-log"],
                cwd=backend,
                env=os.environ | {"DATABASE_URL": url, "PYTHONUNBUFFERED": "1"} | (env or {}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.address = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        try:
            wait_until(self._answers, self.process, self.log)
        except AssertionError:
            stop(self.process)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        stop(self.process)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/health").status_code == 200
        except httpx.TransportError:
            return False


class MariaDB:
    """MariaDB in a temporary directory, run by a user without privileges."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.port = free_port()
        self.log = directory / "mariadbd.log"
        self.prefix: list[str] = []
        directory.mkdir()
        if os.geteuid() == 0:
            user = "mysql" if _exists("mysql") else "nobody"
            self.prefix = [
                "setpriv",
                f"--reuid={user}",
                f"--regid={_group(user)}",
                "--clear-groups",
            ]
            shutil.chown(directory, user)

    def __enter__(self) -> Self:
        data = f"--datadir={self.directory}/data"
        run(
            *self.prefix,
            program_path("mariadb-install-db"),
            "--no-defaults",
            data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            cwd=self.directory,
        )
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    *self.prefix,
                    program_path("mariadbd"),
                    "--no-defaults",
                    data,
                    f"--socket={self.directory}/socket",
                    f"--pid-file={self.directory}/pid",
                    f"--port={self.port}",
                    "--bind-address=127.0.0.1",
                    # The default is to flush each commit, which only costs time here.
                    "--innodb-flush-log-at-trx-commit=0",
                ],
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(self._answers, self.process, self.log)
        self.execute("CREATE USER shop@'127.0.0.1' IDENTIFIED BY 'shop'")
        self.execute("GRANT ALL ON *.* TO shop@'127.0.0.1'")
        return self

    def __exit__(self, *_: object) -> None:
        stop(self.process)

    def create(self, name: str) -> str:
        """A new database; its URL."""
        self.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        return f"mysql+asyncmy://shop:shop@127.0.0.1:{self.port}/{name}"

    def execute(self, sql: str) -> None:
        """Runs a statement as root."""
        client = [program_path("mariadb"), "--no-defaults", "-uroot", f"-S{self.directory}/socket"]
        run(*client, "-e", sql, cwd=self.directory)

    def _answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except AssertionError:
            return False
        return True


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid


def _exists(user: str) -> bool:
    return any(entry.pw_name == user for entry in pwd.getpwall())


def program_path(name: str) -> str:
    """Where a program of the system is."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise SystemExit(f"{name} is missing; run scripts/setup --verify")
    return found
