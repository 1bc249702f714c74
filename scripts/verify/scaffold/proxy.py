"""nginx as its container runs it: a user without rights, everything read-only but /tmp, the names of
the services told by a name server at Docker's address. All of it in a network of its own."""

import ctypes
import os
import shutil
import socket
import socketserver
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from processes import program_path, run, stop, wait_until

NEW_NETWORK = 0x40000000
USER = "nobody"
CONFIGURATION = "/etc/nginx/nginx.conf"
PORT = 8080


@contextmanager
def private_network() -> Iterator[None]:
    """This thread, and what it starts meanwhile, in a network with nothing but a loopback."""
    library = ctypes.CDLL(None, use_errno=True)
    outside = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    if library.unshare(NEW_NETWORK) != 0:
        os.close(outside)
        reason = os.strerror(ctypes.get_errno())
        raise AssertionError(f"no network of its own could be made ({reason}); run it as root")
    try:
        run("ip", "link", "set", "lo", "up", cwd=Path("/"))
        yield
    finally:
        library.setns(outside, NEW_NETWORK)
        os.close(outside)


class NameServer(socketserver.UDPServer):
    """Docker's: every name is this machine's loopback."""

    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.11", 53), _Query)
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Query(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        query, reply = self.request
        question = query[12 : query.index(0, 12) + 5]
        head = query[:2] + struct.pack("!5H", 0x8180, 1, 1, 0, 0)
        answer = struct.pack("!3HIH", 0xC00C, 1, 1, 1, 4) + socket.inet_aton("127.0.0.1")
        reply.sendto(head + question + answer, self.client_address)


class Proxy:
    """nginx with the configuration of a project."""

    def __init__(self, configuration: Path, directory: Path) -> None:
        self.configuration = configuration
        self.directory = directory
        self.log = directory / "nginx.log"
        self.log.touch()
        # What a container gives its user: standard output and error can be opened again.
        shutil.chown(self.log, USER)

    def _command(self, *arguments: str) -> list[str]:
        """In a view of the files as the container has it."""
        script = (
            f"mount --bind '{self.configuration}' {CONFIGURATION}"
            f" && mount -t tmpfs -o uid=$(id -u {USER}),mode=0700 tmpfs /tmp"
            " && mount -o remount,bind,ro / && cd /"
            f' && exec setpriv --reuid={USER} --clear-groups --no-new-privs --bounding-set=-all "$@"'
        )
        nginx = [program_path("nginx"), *arguments]
        return ["unshare", "--mount", "sh", "-c", script, "sh", *nginx]

    def test(self) -> str:
        """What `nginx -t` says."""
        with self.log.open("a") as log:
            result = subprocess.run(
                self._command("-t"), check=False, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        said = self.log.read_text()
        if result.returncode != 0:
            raise AssertionError(f"nginx -t ended with {result.returncode}\n{said[-2000:]}")
        return said

    def __enter__(self) -> Self:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self._command("-g", "daemon off;"),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            wait_until(lambda: listens(PORT), self.process, self.log)
        except AssertionError:
            stop(self.process)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        stop(self.process)


def listens(port: int) -> bool:
    """Whether somebody takes connections."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0
