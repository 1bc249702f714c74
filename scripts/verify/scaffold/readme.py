"""A project's README: every command in it is one that works, as far as this machine can tell."""

import ast
import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from processes import run, tool
from report import equal, holds
from scaffold.choices import Choices
from scaffold.containers import expected

# What brings each program of the environment.
PACKAGES = {
    "pip": "",
    "alembic": "alembic",
    "uvicorn": "uvicorn",
    "celery": "celery",
    "pytest": "pytest",
    "ruff": "ruff",
    "mypy": "mypy",
}


@dataclass
class Reader:
    """Somebody who follows the README, block by block."""

    root: Path
    choices: Choices
    # Runs Backstitch at the root.
    backstitch: Callable[..., str]
    # What the commands so far would have made.
    made: set[Path] = field(default_factory=set)
    place: Path = Path()

    def follow(self) -> int:
        """Tries every command; how many there were."""
        text = (self.root / "README.md").read_text()
        for path, about in re.findall(r"^\| `([^`]+)` \| (.*) \|$", text, re.MULTILINE):
            self._needs(self.root / path)
            for below in re.findall(r"`([^`]+)`", about):
                self._needs(self.root / path / below)
        commands = 0
        for block in re.findall(r"```bash\n(.*?)```", text, re.DOTALL):
            self.place = self.root
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True)
                if words:
                    self._try(words, line)
                    commands += 1
        prose = re.sub(r"```.*?```|^\|.*?$", "", text, flags=re.DOTALL | re.MULTILINE)
        for path in re.findall(r"`([\w.-]+/[\w./-]*)`", prose):
            self._needs(self.root / path)
        return commands

    def _needs(self, path: Path) -> None:
        holds(path.exists() or path in self.made, f"{path} is not there")

    def _try(self, words: list[str], line: str) -> None:
        program, *rest = words
        name = Path(program).name
        if program.startswith(".venv/bin/"):
            self._needs(self.place / ".venv")
            return self._tool(name, rest)
        handlers: dict[str, Callable[[list[str]], None]] = {
            "cd": self._cd,
            "cp": lambda rest: self._make(rest[0], rest[1]),
            "ln": lambda rest: self._make(rest[1], rest[2]),
            "python3": self._python,
            "npm": self._npm,
            "docker": self._docker,
            "curl": self._curl,
            "backstitch": lambda rest: self.backstitch(*rest, "--yes", "--dry-run") and None,
        }
        holds(program in handlers, f"nobody knows whether this works: {line}")
        handlers[program](rest)

    def _cd(self, rest: list[str]) -> None:
        self.place = self.place / rest[0]
        holds(self.place.is_dir(), f"{self.place} is no directory")

    def _make(self, source: str, target: str) -> None:
        origin = (self.place / source).resolve()
        self._needs(origin)
        self.made.add(self.place / target)

    def _python(self, rest: list[str]) -> None:
        equal(rest[:2], ["-m", "venv"], "python3")
        self.made.add(self.place / rest[2])

    def _tool(self, name: str, rest: list[str]) -> None:
        holds(name in PACKAGES, f"nobody knows what brings {name}")
        listed = "".join(path.read_text() for path in self.place.glob("requirements*.txt"))
        holds(re.search(rf"^{PACKAGES[name]}\b", listed, re.MULTILINE), f"nothing brings {name}")
        for option, value in pairwise(rest):
            if option == "-r":
                self._needs(self.place / value)
            if option in ("--app", "-A"):
                self._needs(self.place / (value.replace(".", "/") + ".py"))
        if name == "uvicorn":
            module, target = rest[0].split(":")
            tree = ast.parse((self.place / f"{module}.py").read_text())
            names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
            holds(target in names, f"{module}.py has no {target}")
        if name == "alembic":
            self._needs(self.place / "alembic.ini")

    def _npm(self, rest: list[str]) -> None:
        scripts = json.loads((self.place / "package.json").read_text())["scripts"]
        if rest[0] == "run":
            holds(rest[1] in scripts, f"package.json has no script {rest[1]}")
        else:
            equal(rest, ["install"], "npm")

    def _docker(self, rest: list[str]) -> None:
        equal(rest[0], "compose", "docker")
        files = [word for pair in pairwise(rest) if pair[0] == "-f" for word in pair]
        options = [*files, "--env-file", ".env.example"]
        run(tool("docker-compose"), *options, "config", "--quiet", cwd=self.place)
        named = [w for w in rest[1:] if not w.startswith("-") and not w.endswith(".yml")]
        holds(set(named[1:]) <= expected(self.choices), f"{named[1:]} are no services")
        help_text = run(tool("docker-compose"), named[0], "--help", cwd=self.place)
        for option in rest[rest.index(named[0]) :]:
            if option.startswith("--"):
                holds(option in help_text, f"docker compose {named[0]} knows no {option}")

    def _curl(self, rest: list[str]) -> None:
        """What it sends is what the API asks for."""
        address = urlsplit(next(word for word in rest if word.startswith("http")))
        known = {8080} if "nginx" in self.choices.features else {8000}
        holds(address.port in known, f"nothing listens at {address.geturl()}")
        sent = json.loads(rest[rest.index("--data") + 1])
        routers = "".join(path.read_text() for path in (self.root / "backend").rglob("*router*.py"))
        last = address.path.rsplit("/", 1)[1]
        holds(f'"/{last}"' in routers, f"the API has no {address.path}")
        equal(set(sent), {"email", "name", "password"}, "what is sent")
