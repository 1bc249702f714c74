"""The types that frontend and backend share, compared with the schemas of the API."""

import json
import re
import sys
from typing import Any

from processes import run
from report import equal
from scaffold.project import Project

FILE = "lib/types/api/common.ts"

# What the API's own description of itself is asked for.
DESCRIBE = """
import json
from fastapi.openapi.utils import get_openapi
from main import app
print(json.dumps(get_openapi(title="", version="", routes=app.routes)["components"]["schemas"]))
"""

# Ours are called otherwise than FastAPI's.
NAMES = {"ApiFieldError": "ValidationError"}
# Without a schema of their own: generics, and what every refusal is.
OTHERS = {"ApiPage", "ApiError"}

WORDS = {"integer": "number", "number": "number", "string": "string", "boolean": "boolean"}


def check_types(project: Project) -> None:
    """Every member has its name and kind on both sides."""
    text = (project.frontend / FILE).read_text()
    env = {"ENVIRONMENT": "test", "PYTHONDONTWRITEBYTECODE": "1"}
    said = run(sys.executable, "-c", DESCRIBE, cwd=project.backend, env=env)
    schemas = json.loads(said.splitlines()[-1])
    for name, body in re.findall(
        r"export interface (\w+)(?:<\w+>)? \{\n(.*?)\n\}", text, re.DOTALL
    ):
        if name in OTHERS:
            continue
        # An API that takes nothing refuses nothing.
        if name in NAMES and NAMES[name] not in schemas:
            continue
        schema = schemas[NAMES.get(name, name)]
        members = dict(re.findall(r"^  (\w+): (.*);$", body, re.MULTILINE))
        # Some versions of FastAPI add what it was given, which is nobody's business.
        extra = {"input", "ctx"} if name in NAMES else set()
        known = {k: _type(v) for k, v in schema["properties"].items() if k not in extra}
        equal(members, known, name)


def _type(schema: dict[str, Any]) -> str:
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if "anyOf" in schema:
        kinds = sorted({_type(kind) for kind in schema["anyOf"]}, reverse=True)
        return " | ".join(kinds)
    if schema["type"] == "array":
        inner = _type(schema["items"])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if schema["type"] == "object":
        return f"Record<string, {_type(schema['additionalProperties'])}>"
    return WORDS[schema["type"]]
