"""What stands behind a proxy: it says what it was asked, upgrades, compresses nothing, streams."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

BIG = "x" * 4000


class Service:
    """A service at its port, known by its name."""

    def __init__(self, name: str, port: int) -> None:
        self.name = name
        # Set by who has read the first half of `/stream`.
        self.go_on = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self.server.daemon_threads = True

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                if self.headers.get("upgrade"):
                    return self.upgrade()
                if self.path.startswith("/stream"):
                    return self.stream()
                said = {
                    "service": service.name,
                    "method": self.command,
                    "path": self.path,
                    "headers": {k.lower(): v for k, v in self.headers.items()},
                    "names": [name.lower() for name in self.headers],
                    "size": len(body),
                    "big": BIG if "big" in self.path else "",
                }
                self.reply(json.dumps(said).encode())

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = answer

            def reply(self, body: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                # What the proxy says itself, and what it keeps to itself.
                self.send_header("X-Frame-Options", "SAMEORIGIN")
                self.send_header("X-Powered-By", "nobody's business")
                self.end_headers()
                self.wfile.write(body)

            def upgrade(self) -> None:
                """What comes goes back, in capitals."""
                self.send_response(101)
                self.send_header("Upgrade", self.headers["upgrade"])
                self.send_header("Connection", "Upgrade")
                self.end_headers()
                while said := self.connection.recv(1000):
                    self.connection.sendall(said.upper())
                self.close_connection = True

            def stream(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                self.wfile.write(b"5\r\nfirst\r\n")
                service.go_on.wait(20)
                self.wfile.write(b"6\r\nsecond\r\n0\r\n\r\n")

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        return Handler


def talk(port: int, path: str, *said: str) -> tuple[str, list[str]]:
    """Asks for a WebSocket and says words; the status line, and what came back for each."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        lines = [
            f"GET {path} HTTP/1.1",
            "Host: localhost",
            "Connection: keep-alive, Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
        ]
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = connection.recv(1)
            if not byte:
                break
            head += byte
        heard = []
        for word in said:
            connection.sendall(word.encode())
            heard.append(connection.recv(len(word), socket.MSG_WAITALL).decode())
        return head.decode().split("\r\n")[0], heard
