"""The containers of a project: read by Compose, compared by meaning; images by a linter."""

import json
import re
from pathlib import Path
from typing import Any

from processes import run, tool
from report import equal, holds
from scaffold.choices import Choices
from scaffold.settings import frontend_reads

Services = dict[str, dict[str, Any]]

FILES = ("docker-compose.yml", "docker-compose.dev.yml")
# Nobody waits for it to be healthy, but to be done.
ONCE = "migrate"
PINNED = re.compile(r":\d+(\.\d+)*(-[a-z]+)?$")


# What each service waits for, where it is there.
NEEDS = {
    "migrate": {"database"},
    "backend": {"migrate", "database", "redis"},
    "worker": {"migrate", "database", "redis"},
    "scheduler": {"worker", "redis"},
    "frontend": {"backend"},
    "nginx": {"backend", "frontend"},
}
SECRETS = {
    "mariadb": {"MARIADB_PASSWORD", "MARIADB_USER", "MARIADB_DATABASE", "MARIADB_ROOT_PASSWORD"},
    "postgresql": {"POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB"},
    "sqlite": set(),
}
ADDRESSES = {
    "mariadb": "mysql+asyncmy://shop:change-me@database:3306/shop",
    "postgresql": "postgresql+asyncpg://shop:change-me@database:5432/shop",
    "sqlite": "sqlite+aiosqlite:////data/shop.db",
}


def expected(choices: Choices) -> set[str]:
    """The services of a project."""
    optional = {
        "database": choices.database != "sqlite",
        "redis": "redis" in choices.features,
        "worker": "celery" in choices.features,
        "scheduler": "scheduler" in choices.features,
        "nginx": "nginx" in choices.features,
    }
    return {"migrate", "backend", "frontend"} | {name for name, there in optional.items() if there}


def services(root: Path, *files: str) -> Services:
    """The services as Compose understands them, with the values of `.env.example`."""
    words = [word for file in files or FILES[:1] for word in ("--file", file)]
    words += ["--env-file", ".env.example"]
    # With a warning in front it would be no JSON: every variable must have a value.
    said = run(tool("docker-compose"), *words, "config", "--format", "json", cwd=root)
    return json.loads(said)["services"]


def check_services(root: Path, choices: Choices) -> None:
    """The services, what each needs, what is reached from outside."""
    text = (root / FILES[0]).read_text()
    holds(not re.search(r"^version:", text, re.MULTILINE), "there is a `version:`")
    found = services(root)
    equal(set(found), expected(choices), "services")
    _check(found, choices, root)


def check_development(root: Path, choices: Choices) -> None:
    """What differs with the development file."""
    found = services(root, *FILES)
    equal(set(found), expected(choices), "services")
    holds("--reload" in found["backend"]["command"], "the backend does not reload")
    equal(found["frontend"]["build"]["target"], "development", "the frontend's stage")
    mounted = {
        name
        for name, service in found.items()
        for mount in service.get("volumes", [])
        if mount.get("source") == str(root / "backend")
    }
    running = {"backend", "migrate", "worker", "scheduler"} & set(found)
    equal(mounted, running, "what runs the sources of this machine")
    for name in ("database", "redis"):
        for port in found.get(name, {}).get("ports", []):
            equal(port["host_ip"], "127.0.0.1", f"{name} is reached from")


def check_secrets(root: Path, choices: Choices) -> None:
    """Nothing starts without what is secret; its example is a placeholder."""
    secrets = SECRETS[choices.database] | ({"SECRET_KEY"} if choices.auth == "jwt" else set())
    command = [tool("docker-compose"), "--env-file", "/dev/null", "config", "--quiet"]
    if not secrets:
        run(*command, cwd=root)
        return
    try:
        run(*command, cwd=root)
    except AssertionError as error:
        holds(any(name in str(error) for name in secrets), str(error))
    else:
        raise AssertionError("Compose asks for no secret")


def check_images(root: Path) -> None:
    """A linter finds nothing; what is copied is there; they run as nobody of importance."""
    images = [root / name / "Dockerfile" for name in ("backend", "frontend")]
    run(tool("hadolint"), "--failure-threshold", "info", *images, cwd=root)
    for image in images:
        _check_image(image)


def _check(found: Services, choices: Choices, root: Path) -> None:
    public = {"nginx"} if "nginx" in choices.features else {"backend", "frontend"}
    for name, service in found.items():
        equal(bool(service.get("ports")), name in public, f"{name} publishes a port")
        image = service.get("image", "")
        holds("build" in service or PINNED.search(image), f"{name}: {image} is not pinned")
        _check_life(name, service)
        for mount in service.get("volumes", []):
            holds(mount["type"] != "bind" or mount["read_only"], f"{name}: {mount} can be written")
            if mount["type"] == "bind":
                holds(Path(mount["source"]).exists(), f"{name}: {mount['source']} is not there")
        if "build" in service:
            context = Path(service["build"]["context"])
            holds((context / "Dockerfile").exists(), f"{name}: no Dockerfile in {context}")
            equal(service["cap_drop"], ["ALL"], f"{name}: capabilities")
    for name, others in NEEDS.items():
        if name not in found:
            continue
        needed = found[name].get("depends_on", {})
        wanted = {
            other: "service_completed_successfully" if other == ONCE else "service_healthy"
            for other in others & set(found)
        }
        equal({k: v["condition"] for k, v in needed.items()}, wanted, f"{name} waits for")
    _check_backends(found, choices, root)
    _check_networks(found)


def _check_life(name: str, service: dict[str, Any]) -> None:
    if name == ONCE:
        equal(service["command"], ["alembic", "upgrade", "head"], name)
        equal(service["restart"], "no", name)
        return
    equal(service["restart"], "unless-stopped", f"{name}: restart")
    health = service.get("healthcheck", {})
    holds(health.get("test") and not health.get("disable"), f"{name} has no health check")


def _check_backends(found: Services, choices: Choices, root: Path) -> None:
    """All that run the backend's code are told the same."""
    secret = {"SECRET_KEY"} if choices.auth == "jwt" else set()
    redis = {"REDIS_URL"} if "redis" in choices.features else set()
    for name in {"backend", "migrate", "worker", "scheduler"} & set(found):
        told = found[name]["environment"]
        url = told["DATABASE_URL"]
        equal(url, ADDRESSES[choices.database], f"{name}: DATABASE_URL")
        holds(secret | redis <= set(told), f"{name} is told {sorted(told)}")
        # What is nobody's business but the database's.
        holds(not any("ROOT" in variable for variable in told), f"{name} is told {sorted(told)}")
    told = found["frontend"]["environment"]
    equal(told["BACKEND_URL"], "http://backend:8000", "the frontend is told of the backend")
    equal(set(told), frontend_reads(root / "frontend"), "the frontend is told")


def _check_networks(found: Services) -> None:
    for name in ("frontend", "nginx"):
        if name in found:
            equal(list(found[name]["networks"]), ["web"], f"{name}: networks")
    for name in ("database", "redis"):
        if name in found:
            equal(list(found[name]["networks"]), ["data"], f"{name}: networks")


def _check_image(image: Path) -> None:
    """What it copies is there, and it runs as nobody of importance."""
    text = image.read_text()
    last = text.rsplit("\nFROM ", 1)[1]
    equal(re.findall(r"^USER (.*)$", last, re.MULTILINE), ["1000"], "USER")
    holds("HEALTHCHECK" in last, "no HEALTHCHECK")
    for source in re.findall(r"^COPY (?!--from)(\S+)", text, re.MULTILINE):
        holds((image.parent / source).exists(), f"{image}: {source} is not there")
    ignored = (image.parent / ".dockerignore").read_text().splitlines()
    holds({"**/.env", "**/.git"} <= set(ignored), f".dockerignore lets a secret in: {ignored}")
