"""A project's nginx, alive in front of its services."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

from report import Report, equal, holds
from scaffold.proxy import PORT, NameServer, Proxy, private_network
from scaffold.standins import Service, talk

ADDRESS = f"http://localhost:{PORT}"
MEBIBYTE = 1 << 20

# Who answers what.
PATHS = {
    "/api/v1/setting/products?page=2&search=a%20b": "backend",
    "/api/v1/setting/a%2Fb": "backend",
    "/health": "backend",
    "/health/ready": "backend",
    "/docs": "backend",
    "/docs/oauth2-redirect": "backend",
    "/openapi.json": "backend",
    "/": "frontend",
    "/api/setting/products": "frontend",
    "/api/health": "frontend",
    "/api/v10": "frontend",
    "/healthy": "frontend",
    "/docsearch": "frontend",
    "/_next/static/chunk.js": "frontend",
}

# What anybody can say of whom they are.
FORGED = {
    "X-Forwarded-For": "198.51.100.1",
    "X-Real-IP": "198.51.100.1",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "Forwarded": "for=198.51.100.1",
    "X-Request-ID": "forged",
}


@contextmanager
def alive(configuration: Path, directory: Path) -> Iterator[Proxy]:
    """The proxy alone: what stands behind it comes from elsewhere."""
    directory.mkdir(parents=True, exist_ok=True)
    with NameServer(), Proxy(configuration, directory) as proxy:
        yield proxy


def verify_proxy(report: Report, configuration: Path, directory: Path, *, signs_in: bool) -> None:
    """Everything that the proxy does, with stand-ins behind it."""
    directory.mkdir(parents=True, exist_ok=True)
    with report.check("nginx -t: the configuration, on a file system that is read-only"):
        holds("successful" in Proxy(configuration, directory).test(), "nginx -t says nothing")
    # Started where nothing is served: a failure there fails each check, not the whole run.
    with ExitStack() as stack:
        services: dict[str, Service] = {}
        with report.check("nginx: it starts as a user without rights"):
            stack.enter_context(private_network())
            for name, port in (("backend", 8000), ("frontend", 3000)):
                services[name] = stack.enter_context(Service(name, port))
            stack.enter_context(alive(configuration, directory))
            equal(httpx.get("http://127.0.0.1:8081/").text, "ok\n", "its own health")
        if len(services) < 2:
            return
        for name, check in _checks(services).items():
            with report.check(f"nginx: {name}"):
                check()
        if signs_in:
            with report.check("nginx: attempts to sign in are limited, and nothing else"):
                _limits()
        with report.check("nginx: while a service is away, the other one goes on"):
            _outage(services)


def _checks(services: dict[str, Service]) -> dict[str, Callable[[], None]]:
    return {
        "each path goes to its service as it is": _paths,
        "whom a client says it is counts nothing": _forwarded,
        "security headers are there once, versions are not told": _headers,
        "10 MiB pass, a byte more is refused": _sizes,
        "WebSockets pass on both": _sockets,
        "text is compressed where it is asked for and pays": _compression,
        "pieces of a page are handed on at once": lambda: _stream(services["frontend"]),
    }


def _paths() -> None:
    for path, service in PATHS.items():
        said = httpx.get(ADDRESS + path).json()
        equal((said["service"], said["path"]), (service, path), path)


def _forwarded() -> None:
    for path in ("/api/v1/x", "/x"):
        said = httpx.get(ADDRESS + path, headers=FORGED).json()
        headers = said["headers"]
        equal(headers["x-forwarded-for"], "127.0.0.1", "X-Forwarded-For")
        equal(headers["x-real-ip"], "127.0.0.1", "X-Real-IP")
        equal(headers["x-forwarded-proto"], "http", "X-Forwarded-Proto")
        equal(headers["x-forwarded-host"], f"localhost:{PORT}", "X-Forwarded-Host")
        equal(headers["host"], f"localhost:{PORT}", "Host")
        holds("forwarded" not in headers, "Forwarded is passed on")
        holds(headers["x-request-id"] not in ("", "forged"), "X-Request-ID")
        for name in FORGED:
            holds(said["names"].count(name.lower()) <= 1, f"{name} is there twice")


def _headers() -> None:
    for path in ("/api/v1/x", "/x"):
        headers = httpx.get(ADDRESS + path).headers
        equal(headers.get_list("x-frame-options"), ["DENY"], "X-Frame-Options")
        equal(headers.get_list("x-content-type-options"), ["nosniff"], "X-Content-Type-Options")
        holds("referrer-policy" in headers, "no Referrer-Policy")
        holds("permissions-policy" in headers, "no Permissions-Policy")
        holds("x-powered-by" not in headers, "X-Powered-By is told")
        equal(headers["server"], "nginx", "Server")


def _sizes() -> None:
    for path in ("/api/v1/x", "/x"):
        fits = httpx.post(ADDRESS + path, content=bytes(10 * MEBIBYTE))
        equal((fits.status_code, fits.json()["size"]), (200, 10 * MEBIBYTE), path)
        refused = httpx.post(ADDRESS + path, content=bytes(10 * MEBIBYTE + 1))
        equal(refused.status_code, 413, path)
        if path.startswith("/api/v1"):
            holds("too large" in refused.json()["detail"], refused.text)


def _sockets() -> None:
    for path in ("/api/v1/events", "/_next/webpack-hmr"):
        status, heard = talk(PORT, path, "hello", "again")
        equal(status, "HTTP/1.1 101 Switching Protocols", path)
        equal(heard, ["HELLO", "AGAIN"], path)


def _compression() -> None:
    def encoding(path: str, accepted: str) -> str | None:
        answer = httpx.get(ADDRESS + path, headers={"Accept-Encoding": accepted})
        if "big" in path:
            equal(answer.headers.get("vary"), "Accept-Encoding", "Vary")
        return answer.headers.get("content-encoding")

    for path in ("/api/v1/big", "/big"):
        equal(encoding(path, "gzip"), "gzip", path)
        equal(encoding(path, "identity"), None, path)
    equal(encoding("/api/v1/small", "gzip"), None, "what is small")


def _stream(frontend: Service) -> None:
    with httpx.stream("GET", ADDRESS + "/stream", timeout=10) as answer:
        pieces = answer.iter_text()
        # Its second half is not sent before this one is here.
        equal(next(pieces), "first", "the first piece")
        frontend.go_on.set()
        equal("".join(pieces), "second", "the rest")


def _limits() -> None:
    for path, service in (("/api/v1/auth/login", "backend"), ("/api/auth/login", "frontend")):
        answers = [httpx.post(ADDRESS + path, json={}) for _ in range(60)]
        passed = [answer for answer in answers if answer.status_code == 200]
        refused = [answer for answer in answers if answer.status_code == 429]
        equal(len(passed) + len(refused), len(answers), "answers")
        holds(passed and refused, f"{path}: {len(passed)} passed, {len(refused)} were refused")
        equal(passed[0].json()["service"], service, path)
        holds("wait" in refused[0].json()["detail"], refused[0].text)
        elsewhere = path.replace("login", "refresh")
        equal(httpx.post(ADDRESS + elsewhere, json={}).status_code, 200, elsewhere)


def _outage(services: dict[str, Service]) -> None:
    services["backend"].__exit__()
    away = httpx.get(ADDRESS + "/api/v1/x")
    equal(away.status_code, 502, "without the backend")
    equal(away.json(), {"detail": "The backend cannot be reached"}, "what is said")
    equal(httpx.get(ADDRESS + "/x").status_code, 200, "the frontend meanwhile")
