"""A frontend bundled and served, with stand-ins for the packages of npm."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any, Self

import httpx

from processes import free_port, stop, wait_until
from web.frontend import STAND_INS, Frontend
from web.styles import style_sheet
from web.typescript import SPECIAL

# Where Debian keeps React and esbuild.
NODE_PATH = [Path("/usr/share/nodejs"), *Path("/usr/lib").glob("*/nodejs")]

# What comes with Next.js.
ALWAYS = {
    "next/server": "next/server.js",
    "next/headers": "next/headers.js",
    "next/navigation": "next/navigation.js",
    "next/link": "next/link.js",
    "server-only": "server-only/index.js",
}


def bundle(frontend: Frontend, out: Path) -> Path:
    """Bundles a frontend into a directory; fails as a build would."""
    out.mkdir(parents=True)
    special = [name for stem in SPECIAL for name in (f"{stem}.ts", f"{stem}.tsx")]
    given = {
        "root": str(frontend.root),
        "app": str(frontend.app),
        "alias": str(frontend.alias),
        "out": str(out),
        "files": [str(path) for path in frontend.named(*special)],
        "imports": _imports(frontend),
        "proxy": next((str(path) for path in frontend.proxies if path.exists()), None),
    }
    done = subprocess.run(
        ["node", str(STAND_INS / "next" / "build.mjs")],
        check=False,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"NODE_PATH": ":".join(map(str, NODE_PATH))},
    )
    if done.returncode != 0:
        raise AssertionError(f"the frontend does not build\n{done.stderr[:3000]}")
    modules = (out / "modules.css").read_text()
    (out / "styles.css").write_text(style_sheet(frontend) + modules)
    return out


def _imports(frontend: Frontend) -> dict[str, str]:
    found = {name: str(STAND_INS / path) for name, path in ALWAYS.items()}
    listed = frontend.listed()
    return found | {name: str(STAND_INS / where / "index.js") for name, where in listed.items()}


class NextServer:
    """A bundled frontend, served by Node.js."""

    def __init__(self, out: Path, backend: str, **env: str) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.log = out.parent / f"node-{self.port}.log"
        with self.log.open("w") as log:
            self.process: subprocess.Popen[Any] = subprocess.Popen(
                [
                    "node",
                    "--enable-source-maps",
                    STAND_INS / "next" / "serve.mjs",
                    out,
                    str(self.port),
                ],
                env=os.environ | {"BACKEND_URL": backend, "TZ": "UTC"} | env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

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
            return httpx.get(f"{self.address}/_next/styles.css").status_code == 200
        except httpx.TransportError:
            return False
