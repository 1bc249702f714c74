"""schemathesis with a fixed seed."""

from pathlib import Path

from api import USERS
from processes import Server, run, tool

# Not `all`: FastAPI itself cannot pass the rest.
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "use_after_free",
    "ensure_resource_availability",
]


def fuzz(server: Server, directory: Path, prefix: str, examples: int) -> None:
    """Fails with schemathesis' report when one of the checks fails."""
    run(
        tool("schemathesis"),
        "run",
        f"{server.address}/openapi.json",
        "--header",
        f"Authorization: Bearer {USERS[1]}",
        "--checks",
        ",".join(CHECKS),
        "--include-path-regex",
        f"^{prefix}",
        "--seed",
        "20240131",
        "--max-examples",
        str(examples),
        "--warnings",
        "off",
        "--no-color",
        cwd=directory,
    )
