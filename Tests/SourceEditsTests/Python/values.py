"""Judges edited configuration files with parsers of their languages.

Reads "BEFORE<tab>AFTER" per line and prints a line per case that is wrong: both must parse, and
what the result holds must be what was there and one thing more.
"""

import json
import re
import sys
import tomllib
from pathlib import Path


def without_comments(text):
    text = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', r"\1", text, flags=re.S)
    return re.sub(r",(\s*[}\]])", r"\1", text)


def read(path):
    text = Path(path).read_text(encoding="utf-8")
    if path.endswith(".toml"):
        return tomllib.loads(text)
    if path.endswith(".json"):
        return json.loads(without_comments(text))
    if path.endswith(".yml"):
        import yaml

        return yaml.safe_load(text)
    return [line for line in text.splitlines() if line.strip()]


def additions(old, new):
    """How many things `new` has more than `old`; None when something else changed."""
    if old == new:
        return 0
    if isinstance(new, dict) and (isinstance(old, dict) or old is None):
        old = old or {}
        if not old.keys() <= new.keys():
            return None
        parts = [additions(old[key], new[key]) for key in old]
        if None in parts:
            return None
        return sum(parts) + len(new) - len(old)
    if isinstance(new, list) and isinstance(old, list):
        rest = list(new)
        for item in old:
            if item not in rest:
                return None
            rest.remove(item)
        return len(rest)
    return None


def main():
    for line in sys.stdin.read().splitlines():
        before, after = line.split("\t")
        count = additions(read(before), read(after))
        if count != 1:
            print(line, f"{count} additions", sep="\t")


main()
