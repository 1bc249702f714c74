"""What CPython says about Python files, in digests.

    reference.py list               the files of the standard library and of site-packages
    reference.py digest PART OF     reads paths from stdin, takes each OFth from PART on

A line per file: path, status, digest of tokens, digest of token kinds, digest of statements.
The status is "ok", "tokens" (the tokenize module refuses what the parser accepts), "encoding"
(not UTF-8), "declared" (another encoding whose bytes happen to be UTF-8 too), or why the parser
refuses the file. The digests are CRC-32 over little-endian 32-bit words:

tokens      row, column, end row, end column of each name, number, string and operator, columns
            in characters; row and column of each NEWLINE
kinds       one byte each: T for those, N for NEWLINE, I, D
statements  kind, line, column, end line, end column (in bytes), depth
"""

import ast
import io
import sys
import sysconfig
import tokenize
import warnings
import zlib
from array import array
from itertools import chain
from pathlib import Path

SKIPPED = {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING, tokenize.ENDMARKER}
MIDDLE = {getattr(tokenize, name, -1) for name in ("FSTRING_MIDDLE", "TSTRING_MIDDLE")}
START = {getattr(tokenize, name, -1) for name in ("FSTRING_START", "TSTRING_START")}
END = {getattr(tokenize, name, -1) for name in ("FSTRING_END", "TSTRING_END")}
LETTER = {tokenize.NEWLINE: b"N", tokenize.INDENT: b"I", tokenize.DEDENT: b"D"}


def files():
    paths = {sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")}
    found = {str(file) for path in paths for file in Path(path).rglob("*.py") if file.is_file()}
    return sorted(file for file in found if "\n" not in file and "\t" not in file)


def tokens(path):
    with open(path, "rb") as stream:
        found = [item for item in tokenize.tokenize(stream.readline) if item[0] not in SKIPPED]
    if hasattr(tokenize, "FSTRING_START"):
        found = list(joined(found))
    if any(item[0] == tokenize.ERRORTOKEN for item in found):
        raise tokenize.TokenError("a name that only the parser knows")
    kinds = b"".join([LETTER.get(item[0], b"T") for item in found])
    places = [
        item[2] if item[0] == tokenize.NEWLINE else item[2] + item[3]
        for item in found
        if item[0] != tokenize.INDENT and item[0] != tokenize.DEDENT
    ]
    return zlib.crc32(array("I", chain.from_iterable(places)).tobytes()), zlib.crc32(kinds)


def joined(found):
    """From 3.12 on f-strings come in parts: here each is one string again."""
    depth = 0
    first = None
    for item in found:
        if item[0] in START:
            first = first if depth else item
            depth += 1
        elif item[0] in END:
            depth -= 1
            if not depth:
                yield (tokenize.STRING, "", first[2], item[3], "")
        elif not depth:
            yield item


KINDS = {
    "ClassDef": 1, "FunctionDef": 2, "AsyncFunctionDef": 2, "If": 3, "For": 5, "AsyncFor": 5,
    "While": 6, "Try": 7, "TryStar": 7, "ExceptHandler": 8, "With": 9, "AsyncWith": 9,
    "Match": 10, "Import": 11, "ImportFrom": 12, "Assign": 13, "AnnAssign": 13,
    "AugAssign": 14, "TypeAlias": 15, "Expr": 16, "Pass": 17, "Return": 18, "Raise": 19,
    "Delete": 20, "Global": 21, "Nonlocal": 22, "Assert": 23, "Break": 24, "Continue": 25,
}  # fmt: skip


def statements(tree):
    words = array("I")

    def visit(body, depth, elif_column=-1):
        for node in body:
            kind = KINDS[type(node).__name__]
            if kind == 3 and node.col_offset == elif_column:
                kind = 4
            words.extend(
                (kind, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset, depth)
            )
            if kind in (11, 12, 13, 16):
                continue
            inner = getattr(node, "body", None)
            if isinstance(inner, list):
                visit(inner, depth + 1)
            for handler in getattr(node, "handlers", ()):
                visit([handler], depth)
            for case in getattr(node, "cases", ()):
                visit(case.body, depth + 2)
            follow = getattr(node, "orelse", None)
            if isinstance(follow, list) and follow:
                chained = kind in (3, 4) and len(follow) == 1 and isinstance(follow[0], ast.If)
                if chained and follow[0].col_offset == node.col_offset:
                    visit(follow, depth, node.col_offset)
                else:
                    visit(follow, depth + 1)
            visit(getattr(node, "finalbody", ()), depth + 1)

    visit(tree.body, 0)
    return zlib.crc32(words.tobytes())


def digest(path):
    source = Path(path).read_bytes()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0]}", 0, 0, 0
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return "encoding", 0, 0, 0
    declared, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    if declared not in ("utf-8", "utf-8-sig") and not source.isascii():
        return "declared", 0, 0, 0
    try:
        places, kinds = tokens(path)
    except (tokenize.TokenError, SyntaxError):
        return "tokens", 0, 0, statements(tree)
    return "ok", places, kinds, statements(tree)


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10_000)
    if sys.argv[1] == "list":
        print("\n".join(files()))
        return
    part, of = int(sys.argv[2]), int(sys.argv[3])
    for path in sys.stdin.read().splitlines()[part::of]:
        print(path, *digest(path), sep="\t")


main()
