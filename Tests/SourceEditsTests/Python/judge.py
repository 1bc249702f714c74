"""Judges edited Python files with CPython's parser.

Reads one case per line, fields separated by tabs, and prints a line per case that is wrong:

    import     BEFORE AFTER MODULE NAME     the import is there, and nothing else changed
    class      BEFORE AFTER NAME            the class is there, and nothing else changed
    attribute  BEFORE AFTER CLASS NAME      the attribute is there, and nothing else changed
    same       BEFORE AFTER                 both files mean the same
"""

import ast
import sys
import warnings
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=4)
def read(path):
    source = Path(path).read_bytes()
    return source, ast.parse(source)


def pieces(source, body):
    """Each statement with its text: the same text at the same depth is the same tree."""
    lines = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for node in body:
        first = min([node.lineno] + [item.lineno for item in getattr(node, "decorator_list", [])])
        text = lines[first - 1 : node.end_lineno]
        text[-1] = text[-1][: node.end_col_offset]
        yield b"\n".join(text), node


def equal(before, after):
    if len(before) != len(after):
        return f"{len(before)} statements became {len(after)}"
    for (text, node), (other_text, other) in zip(before, after):
        if text != other_text and ast.dump(node) != ast.dump(other):
            return f"line {node.lineno} became line {other.lineno}"
    return None


def without_import(body, module, name):
    taken = 0
    for index, (_, node) in enumerate(body):
        if isinstance(node, ast.ImportFrom) and name:
            if "." * node.level + (node.module or "") != module:
                continue
        elif not isinstance(node, ast.Import) or name:
            continue
        kept = [item for item in node.names if item.name != (name or module)]
        if len(kept) == len(node.names):
            continue
        taken += 1
        node.names = kept
        body[index] = (None, node)
    return taken, [(text, node) for text, node in body if getattr(node, "names", True)]


def future_is_first(tree):
    code = [node for node in tree.body if not isinstance(node, ast.Expr)]
    late = [
        isinstance(node, ast.ImportFrom) and node.module == "__future__" and not node.level
        for node in code
    ]
    return late == sorted(late, reverse=True)


def is_filler(node):
    constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Pass) or constant and node.value.value is ...


def without_attribute(tree, path, name):
    body = tree.body
    for part in path.split("."):
        owner = next(node for node in ast.walk(ast.Module(body, [])) if
                     isinstance(node, ast.ClassDef) and node.name == part)
        body = owner.body
    kept = [node for node in body if not (
        isinstance(node, (ast.Assign, ast.AnnAssign))
        and getattr(getattr(node, "target", None) or node.targets[0], "id", None) == name)]
    taken = len(body) - len(kept)
    owner.body = [node for node in kept if not is_filler(node)]
    return taken, owner


def judge(kind, before, after, *names):
    try:
        source, tree = read(before)
    except SyntaxError:
        # Only a full parser sees what is wrong with it: nothing can be said about the result.
        return None
    result = Path(after).read_bytes()
    try:
        other = ast.parse(result)
    except SyntaxError as error:
        return f"does not parse: {error}"
    if kind == "same":
        return None if ast.dump(tree) == ast.dump(other) else "means something else"
    if future_is_first(tree) and not future_is_first(other):
        return "__future__ is no longer first"
    old, new = list(pieces(source, tree.body)), list(pieces(result, other.body))
    if kind == "import":
        taken, new = without_import(new, names[0], names[1] if len(names) > 1 else "")
    elif kind == "class":
        kept = [item for item in new if getattr(item[1], "name", None) != names[0]]
        taken, new = len(new) - len(kept), kept
    else:
        taken, _ = without_attribute(other, names[0], names[1])
        fresh = ast.parse(source)
        without_attribute(fresh, names[0], names[1])
        old, new = list(pieces(source, fresh.body)), list(pieces(result, other.body))
    return equal(old, new) if taken == 1 else f"{taken} nodes were inserted"


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10_000)
    for line in sys.stdin.read().splitlines():
        wrong = judge(*line.split("\t"))
        if wrong:
            print(line, wrong, sep="\t")


main()
