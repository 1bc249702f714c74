"""`--docker`: what is generated is read by Compose itself, and by a linter of Dockerfiles."""

import json
from pathlib import Path

from entity import PRODUCT
from processes import run, tool
from report import Report, equal, holds
from repository import Repository, same

VARIABLES = {f"MARIADB_{name}": "shop" for name in ("USER", "PASSWORD", "DATABASE")}

# A file as people write them, with what the backend needs already in it.
WRITTEN = """\
# ours
x-common: &common
    restart: always   # production, too

services:
    store:
        <<: *common
        image: mariadb:11.8
        environment:
            MARIADB_USER: shop
            MARIADB_DATABASE: shop
            MARIADB_PASSWORD: ${STORE_PASSWORD:?}
            MARIADB_RANDOM_ROOT_PASSWORD: "1"
        networks: [inner]

    web:
        <<: *common
        build: ./frontend
        networks:
        -   inner

networks:
    inner: {}
"""


def verify(report: Report, directory: Path) -> None:
    """A new Compose file, one that is there, and images for other ways to install."""
    repository = Repository(directory / "docker")
    before = repository.snapshot()
    with report.check("--docker: Compose reads the new file, and asks for what is secret"):
        repository.backstitch("generate", "entity", *PRODUCT, "--docker", "--yes")
        services = _services(repository.root, VARIABLES)
        equal(sorted(services), ["backend", "db", "frontend"], "services")
        equal(services["backend"]["build"]["context"], str(repository.backend), "context")
        url = services["backend"]["environment"]["DATABASE_URL"]
        equal(url, "mysql+asyncmy://shop:shop@db:3306/shop", "DATABASE_URL")
        equal(services["frontend"]["environment"]["BACKEND_URL"], "http://backend:8000", "address")
        said = _refused(repository.root)
        holds("MARIADB_USER" in said, said)
    with report.check("--docker: hadolint finds nothing in the images"):
        _lint(repository.root)
    with report.check("--docker: again changes nothing, undo takes it all back"):
        made = repository.snapshot()
        again = ["generate", "entity", PRODUCT[0], "--docker", "--yes"]
        said = repository.backstitch(*again)
        holds("nothing to do" in said, said)
        same(repository.snapshot(), made)
        repository.backstitch("undo")
        same(repository.snapshot(), before)
    with report.check("--docker: a file that is there keeps its lines, and Compose reads it"):
        _edited(Repository(directory / "docker-edited"))
    with report.check("--docker: uv, Poetry, pyproject; pnpm, Yarn, Bun: hadolint finds nothing"):
        _variants(directory)


def _edited(repository: Repository) -> None:
    """Services are added, a frontend's is completed, and the database that is there is used."""
    compose = repository.root / "docker-compose.yml"
    compose.write_text(WRITTEN)
    repository.commit("compose")
    repository.backstitch("generate", "fullstack", *PRODUCT, "--docker", "--yes")
    lines = iter(compose.read_text().splitlines())
    missing = [line for line in WRITTEN.splitlines() if line not in lines]
    holds(not missing, f"not kept, in order: {missing}")
    services = _services(repository.root, {"STORE_PASSWORD": "p"})
    equal(sorted(services), ["backend", "store", "web"], "services")
    url = services["backend"]["environment"]["DATABASE_URL"]
    equal(url, "mysql+asyncmy://shop:p@store:3306/shop", "DATABASE_URL")
    equal(services["backend"]["depends_on"]["store"]["condition"], "service_started", "condition")
    equal(list(services["backend"]["networks"]), ["inner"], "networks")
    equal(services["web"]["environment"]["BACKEND_URL"], "http://backend:8000", "address")
    repository.backstitch("undo")
    equal(compose.read_text(), WRITTEN, "after undo")


def _variants(directory: Path) -> None:
    """Each way to install, in a repository of its own."""
    project = '[project]\nname = "x"\nversion = "1"\ndependencies = ["fastapi", "uvicorn"]\n'
    standalone = 'export default { output: "standalone" };\n'
    variants = {
        "uv": {"backend/uv.lock": "", "frontend/pnpm-lock.yaml": ""},
        "poetry": {"backend/poetry.lock": "", "frontend/yarn.lock": ""},
        "project": {"frontend/bun.lock": "", "frontend/next.config.ts": standalone},
    }
    for name, files in variants.items():
        repository = Repository(directory / f"docker-{name}")
        (repository.backend / "requirements.txt").unlink()
        (repository.backend / "pyproject.toml").write_text(project)
        for path, text in files.items():
            (repository.root / path).write_text(text)
        repository.commit(name)
        repository.backstitch("generate", "entity", *PRODUCT, "--docker", "--yes")
        _services(repository.root, VARIABLES)
        _lint(repository.root)


def _services(root: Path, variables: dict[str, str]) -> dict:
    """The services as Compose understands them."""
    run(tool("docker-compose"), "config", "--quiet", cwd=root, env=variables)
    said = run(tool("docker-compose"), "config", "--format", "json", cwd=root, env=variables)
    return json.loads(said)["services"]


def _refused(root: Path) -> str:
    """What Compose says when nothing gives the variables."""
    try:
        run(tool("docker-compose"), "config", "--quiet", cwd=root)
    except AssertionError as error:
        return str(error)
    raise AssertionError("Compose asks for no variable")


def _lint(root: Path) -> None:
    """hadolint over every Dockerfile, warnings too."""
    files = sorted(root.glob("*/Dockerfile"))
    equal(len(files), 2, "Dockerfiles")
    run(tool("hadolint"), "--failure-threshold", "info", *files, cwd=root)
