"""What stands between a frontend and its backend: it passes on, watches, delays and answers."""

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import httpx

# Headers of one connection, which must not be passed on.
OWN = {
    "connection",
    "transfer-encoding",
    "content-length",
    "content-encoding",
    "keep-alive",
    "host",
}


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """An answer that the backend did not give."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Gateway:
    """Listens on a loopback port for what is meant for a backend."""

    def __init__(self, backend: str = "") -> None:
        self.backend = backend
        self.seen: list[Seen] = []
        # Answers instead of the backend, while it is set.
        self.answer: Answer | None = None
        # Seconds before any answer.
        self.delay = 0.0
        # Ends connections without an answer.
        self.drops = False
        self.client = httpx.Client(timeout=20)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.client.close()

    def pass_on(self) -> None:
        """Back to passing everything on."""
        self.answer = None
        self.delay = 0.0
        self.drops = False

    def respond(self, request: Seen) -> Answer | None:
        """What a request gets; nothing when its connection just ends."""
        self.seen.append(request)
        time.sleep(self.delay)
        if self.drops:
            return None
        if self.answer:
            return self.answer
        passed = {k: v for k, v in request.headers.items() if k.lower() not in OWN}
        answer = self.client.request(
            request.method, self.backend + request.path, headers=passed, content=request.body
        )
        kept = {k: v for k, v in answer.headers.items() if k.lower() not in OWN}
        return Answer(answer.status_code, answer.content, kept)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline(65537)
                if not self.raw_requestline or not self.parse_request():
                    self.close_connection = True
                    return
                length = int(self.headers.get("content-length") or 0)
                body = (
                    self._chunks()
                    if "chunked" in self.headers.get("transfer-encoding", "")
                    else self.rfile.read(length)
                )
                answer = gateway.respond(
                    Seen(self.command, self.path, dict(self.headers.items()), body)
                )
                if answer is None:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status not in (204, 304):
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if self.command != "HEAD" and answer.status not in (204, 304):
                    self.wfile.write(answer.body)

            def _chunks(self) -> bytes:
                found = b""
                while size := int(self.rfile.readline(), 16):
                    found += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return found

            def log_message(self, *_: Any) -> None:
                """Nothing: what was seen is kept."""

        return Handler
