"""Servers beside MariaDB that a new project needs."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Self

from processes import free_port, program_path, run, stop, wait_until


class Redis:
    """redis-server on a loopback port, keeping nothing."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self.directory = directory
        self.port = free_port()
        self.log = directory / "redis.log"

    @property
    def url(self) -> str:
        """Its first database."""
        return f"redis://127.0.0.1:{self.port}/0"

    def __enter__(self) -> Self:
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    program_path("redis-server"),
                    *("--port", str(self.port), "--bind", "127.0.0.1"),
                    *("--save", "", "--dir", str(self.directory)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(self._answers, self.process, self.log)
        return self

    def __exit__(self, *_: object) -> None:
        stop(self.process)

    def _answers(self) -> bool:
        return "Ready to accept" in self.log.read_text()


class PostgreSQL:
    """PostgreSQL in a temporary directory, run by a user without privileges."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self.directory = directory
        self.port = free_port()
        self.log = directory / "postgres.log"
        self.prefix: list[str] = []
        if os.geteuid() == 0:
            user = "postgres"
            self.prefix = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
            shutil.chown(directory, user)

    def __enter__(self) -> Self:
        data = self.directory / "data"
        run(
            *self.prefix,
            _program("initdb"),
            *("--pgdata", data, "--username", "shop", "--auth", "trust", "--no-sync"),
            cwd=self.directory,
        )
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    *self.prefix,
                    _program("postgres"),
                    *("-D", str(data), "-p", str(self.port), "-k", str(self.directory)),
                    *("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"),
                ],
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(self._answers, self.process, self.log)
        return self

    def __exit__(self, *_: object) -> None:
        stop(self.process)

    def create(self, name: str) -> str:
        """A new database; its URL."""
        self._sql(f"CREATE DATABASE {name}")
        return f"postgresql+asyncpg://shop@127.0.0.1:{self.port}/{name}"

    def _answers(self) -> bool:
        try:
            self._sql("SELECT 1")
        except AssertionError:
            return False
        return True

    def _sql(self, statement: str) -> None:
        words = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "shop", "-d", "postgres"]
        run(_program("psql"), *words, "-q", "-c", statement, cwd=self.directory)


def _program(name: str) -> str:
    """A program of PostgreSQL; Debian keeps those of a server apart."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(installed[-1]) if installed else program_path(name)
