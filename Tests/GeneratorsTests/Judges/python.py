"""Judges generated backends: every file must parse, and the application must import.

Reads "BACKEND<tab>MODULE" per line, where MODULE is the application's or empty, and prints a line
per problem. Without FastAPI and SQLAlchemy files are only parsed, and imports of the backend's own
modules looked up.
"""

import ast
import os
import sys
import traceback
from importlib.util import find_spec
from pathlib import Path

can_run = all(find_spec(name) for name in ("fastapi", "sqlalchemy", "pydantic", "aiosqlite"))


def top_names(tree):
    """The names that a module has once it ran."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name.split(".")[0] for alias in node.names)
        else:
            yield from (n.id for n in ast.walk(node) if isinstance(n, ast.Name))


def imports(trees):
    """Imports of the backend's own modules that find nothing."""
    names = {module: set(top_names(tree)) for module, (_, tree) in trees.items()}
    for path, tree in trees.values():
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or node.level or node.module not in names:
                continue
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if alias.name not in names[node.module] and inner not in names:
                    yield f"{path}:{node.lineno}: {node.module} has no {alias.name}"


def parsed(root):
    trees = {}
    for path in sorted(root.rglob("*.py")):
        try:
            tree = ast.parse(path.read_text(), str(path))
        except (SyntaxError, ValueError) as error:
            print(f"{path}:{getattr(error, 'lineno', 0)}: {error}")
            continue
        parts = path.relative_to(root).with_suffix("").parts
        trees[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = (path, tree)
    return trees


def run(root, module):
    """Imports the application in a process of its own, configures the mappers, and describes it."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    os.chdir(root)
    sys.path.insert(0, str(root))
    try:
        app = __import__(module, fromlist=["app"]).app
        sqlalchemy.orm.configure_mappers()
        app.openapi()
    except BaseException:
        lines = traceback.format_exc().strip().splitlines()
        own = [line.strip() for line in lines if str(root) in line]
        print(f"{root}: {lines[-1]} {own[-1:]}")
    sys.stdout.flush()
    os._exit(0)


sys.dont_write_bytecode = True
if can_run:
    import fastapi
    import sqlalchemy.ext.asyncio
    import sqlalchemy.orm

    os.environ["DATABASE_URL"] = "sqlite+aiosqlite://"

count = 0
for line in sys.stdin.read().splitlines():
    root, module = line.split("\t")
    trees = parsed(Path(root))
    count += len(trees)
    for problem in imports(trees):
        print(problem)
    if can_run and module:
        run(Path(root), module)
print(f"judged {count}")
