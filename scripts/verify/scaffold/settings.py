"""`.env.example`: all that backend, frontend and containers read, and nothing else."""

import ast
import re
from pathlib import Path

from report import equal, holds

# What images and frameworks set.
GIVEN = {"NODE_ENV", "NEXT_RUNTIME", "PORT", "HOSTNAME", "PATH"}
# What tests are given by those who run them.
TESTS = {"TEST_DATABASE_URL"}


def check_settings(root: Path) -> None:
    """Names, groups, placeholders."""
    text = (root / ".env.example").read_text()
    values = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    read = backend_reads(root / "backend") | frontend_reads(root / "frontend")
    equal(set(values), read | compose_reads(root), "variables of .env.example")
    for name, value in values.items():
        if re.search("PASSWORD|SECRET|DATABASE_URL", name) and "sqlite" not in value:
            holds("change-me" in value, f"{name} is no placeholder")
    for group in text.split("\n\n"):
        holds(group.startswith("# "), f"a group without a heading: {group}")
        holds("\n#" not in re.sub(r"^(#.*\n)+", "", group), f"a comment amid a group: {group}")


def backend_reads(backend: Path) -> set[str]:
    """The fields of pydantic's settings, and what is taken from the environment directly."""
    found: set[str] = set()
    for path in backend.rglob("*.py"):
        if path.is_relative_to(backend / "tests") or ".venv" in path.parts:
            continue
        text = path.read_text()
        found |= set(re.findall(r"(?:environ\.get|environ\[|getenv)\W*([A-Z_]+)", text))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef) and _is_settings(node):
                fields = (line.target for line in node.body if isinstance(line, ast.AnnAssign))
                found |= {field.id.upper() for field in fields if isinstance(field, ast.Name)}
    return found - GIVEN - TESTS


def _is_settings(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "BaseSettings" for base in node.bases)


def frontend_reads(frontend: Path) -> set[str]:
    """What its sources take from `process.env`."""
    found: set[str] = set()
    for path in frontend.rglob("*"):
        if path.suffix in {".ts", ".tsx", ".mjs"} and "node_modules" not in path.parts:
            found |= set(re.findall(r"process\.env\.([A-Z_]+)", path.read_text()))
    return found - GIVEN


def compose_reads(root: Path) -> set[str]:
    """What the Compose files put in from `.env`."""
    found: set[str] = set()
    for path in root.glob("docker-compose*.yml"):
        # `$${NAME}` is the container's own.
        found |= set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", path.read_text()))
    return found
