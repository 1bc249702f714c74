"""Faults put into a new project; a named check must catch each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from mutations import Mutation
from processes import Server, run, tool
from report import Report
from scaffold import backend, sessions, working
from scaffold.project import Project


def _alembic(project: Project) -> None:
    env = {"DATABASE_URL": project.create_database()}
    run(tool("alembic"), "upgrade", "head", cwd=project.backend, env=env)
    run(tool("alembic"), "check", cwd=project.backend, env=env)


def _sample(project: Project) -> None:
    url = project.create_database()
    working.run_sample(project, url, backend.environment(project))


# The checks that are no requests.
NAMED: dict[str, Callable[[Project], None]] = {
    "alembic check": _alembic,
    "production": backend.refuse_placeholders,
    "a worker": _sample,
    "its tests": lambda project: backend.test(project.backend, None),
    "mypy": backend.read,
}

CONFIG = "core/config.py"
AUTH = "api/routers/auth_router.py"
TOKENS = "api/crud/refresh_tokens.py"
SECURITY = "core/security.py"

MUTATIONS = [
    Mutation("placeholders in production", [(CONFIG, r"^        if left:", "        if False:")],
             "production"),
    Mutation("refused settings that are shown",
             [(CONFIG, r"hide_input_in_errors=True", "hide_input_in_errors=False")],
             "production"),
    Mutation("documentation in production",
             [("main.py", r'"/openapi.json" if described else None', '"/openapi.json"')],
             "production"),
    Mutation("an Alembic that does not see the models",
             [("alembic/env.py", r"^from db import model .*?\n", "")], "alembic check"),
    Mutation("a column that no migration has",
             [("db/model.py", r"^(    name: Mapped.*?\n)", r"\1    nick: Mapped[str | None]\n")],
             "alembic check"),
    Mutation("a worker that does not know its tasks",
             [("worker/celery_app.py", r'^        "worker\.tasks\.\w+",\n', "")], "a worker"),
    Mutation("a worker without a place for results",
             [("worker/celery_app.py", r"^    backend=.*?\n", "")], "a worker"),
    Mutation("a refresh token that is good forever",
             [(TOKENS, r"\.values\(spent_at=utc_now\(\)\)", ".values(spent_at=None)")],
             "a refresh token is good once; used again, it ends its family"),
    Mutation("a family that lives on",
             [(TOKENS, r"== 0:\n        await _revoke\(session, row\.family\)", "== 0:")],
             "a refresh token is good once; used again, it ends its family"),
    Mutation("a revocation that is rolled back",
             [(AUTH, r"too\.\n        await session\.commit\(\)", "too.")],
             "a refresh token is good once; used again, it ends its family"),
    Mutation("a logout that ends nothing",
             [(AUTH, r"await refresh_tokens\.revoke\(.*?\)", "pass")],
             "logout ends a session, and leaves others alone"),
    Mutation("tokens as they are in the table",
             [(SECURITY, r"return hashlib.*?$", "return token")],
             "a refresh token is good once; used again, it ends its family"),
    Mutation("tokens of any signature",
             [(SECURITY, r'options=\{"require"', 'options={"verify_signature": False, "require"')],
             "without a good token a protected route answers 401, and says Bearer"),
    Mutation("a 401 that does not say Bearer",
             [("api/dependencies/auth.py", r', headers=\{"WWW-Authenticate": "Bearer"\}', "")],
             "without a good token a protected route answers 401, and says Bearer"),
    Mutation("addresses as they are written",
             [("api/schemas/user_schema.py", r"return address\.lower\(\)", "return address")],
             "register, login and a protected route, in any case of the address"),
    Mutation("a registration without a commit",
             [(AUTH, r"model_validate\(user\)\n        await session\.commit\(\)",
               "model_validate(user)")],
             "register, login and a protected route, in any case of the address"),
    Mutation("refused input that is repeated",
             [("core/app_setup/exception_handlers.py", r'"msg"\)', '"msg", "input")')],
             "refused input is 422 and not repeated"),
    Mutation("any origin", [(CONFIG, r'\("http://localhost:3000",\)', '("*",)')],
             "every answer carries the id of its request, and only known origins are let in"),
    Mutation("answers without an id",
             [("core/app_setup/middleware.py", r"^    app\.add_middleware\(RequestLog\)\n", "")],
             "every answer carries the id of its request, and only known origins are let in"),
    Mutation("readiness without looking",
             [("api/routers/health_router.py", r'return "down"', 'return "ok"')], "its tests"),
    Mutation("nobody's hash unchecked",
             [(AUTH, r"^    is_right = await verify_password.*?$",
               "    is_right = user and await verify_password(data.password, password_hash)")],
             "its tests"),
    Mutation("users that are not active",
             [(AUTH, r"or not is_right or not user\.is_active", "or not is_right")], "its tests"),
    Mutation("a name that is not there",
             [("core/app_setup/lifespan.py", r"engine\.dispose\(\)", "engine.despose()")], "mypy"),
]  # fmt: skip


def spoil(report: Report, project: Project) -> None:
    """A check for each fault, two at a time."""
    url = project.create_database()
    env = {"DATABASE_URL": url}
    run(tool("alembic"), "upgrade", "head", cwd=project.backend, env=env)
    chosen = MUTATIONS if project.surroundings.full else MUTATIONS[::2]
    with (
        report.check("the unspoiled project still passes"),
        Server(project.backend, url, backend.environment(project)) as server,
    ):
        for ask in sessions.CHECKS.values():
            ask(server, url)
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(_catch, project, url, mutation) for mutation in chosen]
        for mutation, running in zip(chosen, runs, strict=True):
            with report.check(f"caught: {mutation.name}"):
                running.result()


def _catch(project: Project, url: str, mutation: Mutation) -> None:
    """Fails when the named check does not; a fault that keeps it from starting proves nothing."""
    spoiled = project.copy()
    mutation.apply(spoiled.backend)
    if mutation.caught_by in NAMED:
        return _fails(mutation, lambda: NAMED[mutation.caught_by](spoiled))
    ask = sessions.CHECKS[mutation.caught_by]
    with Server(spoiled.backend, url, backend.environment(spoiled)) as server:
        _fails(mutation, lambda: ask(server, url))


def _fails(mutation: Mutation, check: Callable[[], None]) -> None:
    try:
        check()
    except httpx.TransportError:
        raise
    except Exception:  # noqa: BLE001 (what would fail the check, too)
        return
    raise AssertionError(f"passed in spite of it: {mutation.caught_by}")
