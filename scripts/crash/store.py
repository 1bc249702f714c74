"""The program's store and journal, read by a second implementation of their layout."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path


class Violation(Exception):
    """Something the guarantee rules out."""


@dataclass
class Record:
    """A valid journal record."""

    number: int
    kind: str
    body: bytes


def of(root: Path) -> Path:
    """Where the store of a git repository is."""
    return root / ".git" / "backstitch"


FRAME = re.compile(
    rb'\{"n":(\d+),"durable":(\d+),"prev":"([0-9a-f]{32})","sum":"([0-9a-f]{32})","(\w+)":(.*)\}'
)


def journal(root: Path) -> list[Record]:
    """The records, checked by a second implementation of the documented layout.

    A damaged line is a violation unless nothing follows it (a torn tail).
    """
    path = of(root) / "journal.jsonl"
    records: list[Record] = []
    previous = b"0" * 32
    torn = False
    for line in path.read_bytes().split(b"\n"):
        if not line:
            continue
        match = FRAME.fullmatch(line)
        valid = match is not None
        if match:
            number, durable, prev, total, kind, body = match.groups()
            text = b"\n".join([number, durable, prev, kind, body]) + b"\n"
            valid = (
                hashlib.sha256(text).hexdigest()[:32].encode() == total
                and prev == previous
                and int(number) == len(records) + 1
                and int(durable) < int(number)
            )
        if not valid:
            torn = True
            continue
        if torn:
            raise Violation(f"the journal is damaged before record {len(records) + 1}")
        records.append(Record(int(number), kind.decode(), body))
        previous = total
    return records


def check(root: Path) -> None:
    """No stray file in the store's spares, a journal without torn tail that says all has ended."""
    if not of(root).exists():
        return
    spares = sorted(os.listdir(of(root) / "spares"))
    if spares:
        raise Violation(f"stray files in the store's spares: {spares[:3]}")
    kinds = [record.kind for record in journal(root)]
    if "intent" in kinds:
        last = len(kinds) - 1 - kinds[::-1].index("intent")
        if "outcome" not in kinds[last:]:
            raise Violation("the journal has an intent without an outcome after recovery")
    torn = [
        line
        for line in (of(root) / "journal.jsonl").read_bytes().split(b"\n")
        if line and not FRAME.fullmatch(line)
    ]
    if torn:
        raise Violation(f"the journal keeps a torn tail after recovery: {torn[0][:60]!r}")
