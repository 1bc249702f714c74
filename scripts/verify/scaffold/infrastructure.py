"""What is checked of what joins a new project's parts: containers, proxy, settings, README."""

import os
import subprocess
import sys
from contextlib import ExitStack

import httpx

from processes import run, stop, tool, wait_until
from report import Report, equal, holds
from scaffold.containers import check_development, check_images, check_secrets, check_services
from scaffold.project import Project
from scaffold.proxy import Proxy, listens, private_network
from scaffold.proxying import ADDRESS, alive, verify_proxy
from scaffold.readme import Reader
from scaffold.settings import check_settings
from scaffold.sharing import check_types

CONFIGURATION = "nginx/nginx.conf"

# Each must be seen by a check of a project, which says so: what is replaced, in which file.
FAULTS = {
    "a setting that the example lacks": (
        "backend/core/config.py",
        "    app_name: str",
        "    forgotten_thing: str = ''\n    app_name: str",
        "FORGOTTEN_THING",
    ),
    "a setting that nothing reads": (".env.example", "APP_NAME=", "UNREAD=1\nAPP_NAME=", "UNREAD"),
    "a database that the world reaches": (
        "docker-compose.yml",
        "  database:\n    image",
        '  database:\n    ports: ["3306:3306"]\n    image',
        "database publishes a port",
    ),
    "a backend that does not wait for the migration": (
        "docker-compose.yml",
        "condition: service_completed_successfully",
        "condition: service_started",
        "backend waits for",
    ),
    "an image that runs as root": ("backend/Dockerfile", "USER 1000", "USER 0", "USER"),
    "a secret in an image": ("backend/.dockerignore", "**/.env\n", "", "ignore"),
    "a command in the README that is none": (
        "README.md",
        "npm run dev",
        "npm run develop",
        "no script develop",
    ),
    "a shared type that the API has otherwise": (
        "frontend/lib/types/api/common.ts",
        "isActive",
        "active",
        "UserResponse",
    ),
    "a proxy that does not start": (
        CONFIGURATION,
        "proxy_temp_path /tmp",
        "proxy_temp_path /var/lib",
        "Read-only file system",
    ),
}


def verify(project: Project, report: Report) -> None:
    """Everything of the default project."""
    root, choices = project.root, project.choices
    for title, judge in {
        "Compose: services, what each needs, what is reached": check_services,
        "Compose: the development file": check_development,
        "Compose: nothing starts without its secrets": check_secrets,
    }.items():
        with report.check(title):
            judge(root, choices)
    with report.check("images: hadolint finds nothing, what they copy is there"):
        check_images(root)
    with report.check(".env.example: all that is read, and nothing else"):
        check_settings(root)
    with report.check("README: every command works"):
        holds(follow(project) > 20, "few commands")
    with report.check("the shared types are those of the API"):
        check_types(project)
    with report.check("generate --docker finds nothing to add"):
        complete(project)
    with report.check("MariaDB runs what a new database runs once"):
        initialize(project)
    place = project.surroundings.place("proxy")
    verify_proxy(report, root / CONFIGURATION, place, signs_in=True)
    with report.check("nginx in front of the real backend: health, documents, signing in"):
        serve(project)
    for name, fault in FAULTS.items():
        with report.check(f"fault seen: {name}"):
            spoil(project, *fault)


def check(project: Project) -> None:
    """What can be said of one project of many."""
    root, choices = project.root, project.choices
    check_settings(root)
    follow(project)
    check_types(project)
    if "docker" not in choices.features:
        left = [*root.glob("docker-compose*"), *root.glob("*/Dockerfile"), *root.glob("nginx")]
        equal(left, [], "what nothing needs without Docker")
        return
    check_services(root, choices)
    check_development(root, choices)
    check_secrets(root, choices)
    check_images(root)
    equal((root / CONFIGURATION).exists(), "nginx" in choices.features, CONFIGURATION)
    if "nginx" in choices.features:
        Proxy(root / CONFIGURATION, project.surroundings.place("nginx")).test()


def follow(project: Project) -> int:
    """Does what the README says; how many commands there were."""
    return Reader(project.root, project.choices, project.backstitch).follow()


def complete(project: Project) -> None:
    """The services are recognised for what they are."""
    copy = project.copy()
    before = (copy.root / "docker-compose.yml").read_text()
    said = copy.backstitch("generate", "fullstack", "gadget", "name:str:64", "--docker", "--yes")
    equal((copy.root / "docker-compose.yml").read_text(), before, "docker-compose.yml")
    made = [line for line in said.splitlines() if line.startswith(("  A ", "  M "))]
    holds(made and not any("ocker" in line for line in made), said)


def initialize(project: Project) -> None:
    """The scripts run, and the database is as it is to be."""
    mariadb = project.surroundings.mariadb
    name = project.create_database().rsplit("/", 1)[1]
    for script in sorted((project.root / "database" / "init").iterdir()):
        mariadb.execute(f"USE {name}; {script.read_text()}")
    wanted = "utf8mb4_unicode_ci"
    # Without such a row the second SELECT has two, which is an error.
    mariadb.execute(
        f"SELECT IF('{wanted}' = (SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA"
        f" WHERE SCHEMA_NAME = '{name}'), 1, (SELECT 1 UNION SELECT 2))"
    )


def serve(project: Project) -> None:
    """uvicorn as its container starts it; on SQLite, which no network is needed for."""
    directory = project.surroundings.place("served")
    backend = project.copy().backend
    told = os.environ | {
        "DATABASE_URL": f"sqlite+aiosqlite:///{directory}/shop.db",
        "REGISTRATION_OPEN": "true",
        "FORWARDED_ALLOW_IPS": "*",
    }
    run(tool("alembic"), "upgrade", "head", cwd=backend, env=told)
    log = directory / "uvicorn.log"
    command = [sys.executable, "-m", "uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
    with ExitStack() as stack:
        stack.enter_context(private_network())
        output = stack.enter_context(log.open("w"))
        process = subprocess.Popen(
            command,
            cwd=backend,
            env=told,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        stack.callback(stop, process)
        wait_until(lambda: listens(8000), process, log)
        stack.enter_context(alive(project.root / CONFIGURATION, directory / "nginx"))
        with httpx.Client(base_url=ADDRESS, timeout=20) as client:
            _use(client)
    holds("198.51.100.1" not in log.read_text(), "a client's X-Forwarded-For is believed")


def _use(client: httpx.Client) -> None:
    forged = {"X-Forwarded-For": "198.51.100.1"}
    equal(client.get("/health", headers=forged).status_code, 200, "/health")
    ready = client.get("/health/ready")
    equal(ready.json()["checks"]["database"], "ok", "/health/ready")
    equal(client.get("/docs").status_code, 200, "/docs")
    person = {"email": "ada@example.com", "password": "correct horse battery"}
    made = client.post("/api/v1/auth/register", json=person | {"name": "Ada"})
    equal(made.status_code, 201, f"register: {made.text}")
    token = client.post("/api/v1/auth/login", json=person).json()["accessToken"]
    known = client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"})
    equal(known.json()["email"], person["email"], "/auth/me")
    unknown = client.get("/api/v1/auth/me")
    equal(unknown.status_code, 401, "/auth/me of nobody")
    holds("www-authenticate" in unknown.headers, "no WWW-Authenticate")


def spoil(project: Project, path: str, old: str, new: str, word: str) -> None:
    """With the fault in it a project does not pass, for that reason."""
    copy = project.copy()
    text = (copy.root / path).read_text()
    holds(old in text, f"{path} has no {old!r}")
    (copy.root / path).write_text(text.replace(old, new))
    try:
        check(copy)
    except AssertionError as error:
        holds(word in str(error), f"seen for another reason: {error}")
    else:
        raise AssertionError("nothing saw it")
