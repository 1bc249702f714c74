"""The program's store and journal, read by a second implementation of their layout."""

import hashlib
import json
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


def parse(content: bytes, what: str) -> tuple[list[Record], bool]:
    """The records of a journal, or of an archive, which holds parts of former ones; whether a torn
    tail follows them.

    A damaged line is a violation unless nothing follows it.
    """
    archived = what != "the journal"
    records: list[Record] = []
    previous: bytes | None = None
    torn = False
    for line in content.split(b"\n"):
        if not line:
            continue
        match = FRAME.fullmatch(line)
        valid = match is not None
        if match:
            number, durable, prev, total, kind, body = match.groups()
            text = b"\n".join([number, durable, prev, kind, body]) + b"\n"
            valid = hashlib.sha256(text).hexdigest()[:32].encode() == total
            valid = valid and int(durable) < int(number)
            if records and not archived:
                valid = valid and prev == previous and int(number) == records[-1].number + 1
            if records and archived:
                valid = valid and int(number) > records[-1].number
        if not valid:
            torn = True
            continue
        if torn:
            raise Violation(f"{what} is damaged behind record {len(records)}")
        records.append(Record(int(number), kind.decode(), body))
        previous = total
    return records, torn


def journal(root: Path) -> list[Record]:
    """The journal's records, checked by a second implementation of the documented layout."""
    records, _ = parse((of(root) / "journal.jsonl").read_bytes(), "the journal")
    if not records or records[0].kind != "format":
        raise Violation("the journal does not start with its format")
    if (records[0].number == 1) != ("compacted" not in json.loads(records[0].body)):
        raise Violation("the journal does not say what came before it")
    return records


def archive(root: Path) -> list[Record]:
    """The records that compaction moved to the operation index: whole, and under their checksum."""
    compacted = json.loads(journal(root)[0].body).get("compacted")
    if compacted is None:
        return []
    table = (of(root) / compacted["table"]).read_bytes()
    summed = hashlib.sha256(table).hexdigest()[:32]
    if len(table) != compacted["tableSize"] or summed != compacted["tableSum"]:
        raise Violation("the table of the operation index is not what the journal says")
    content = (of(root) / compacted["archive"]).read_bytes()[: compacted["archiveLength"]]
    records, torn = parse(content, "the archive")
    if len(content) != compacted["archiveLength"] or torn:
        raise Violation("the archive of the operation index is not whole")
    return records


def committed(root: Path) -> int:
    """How many operations the store says are committed."""
    return sum(
        record.kind == "outcome" and b'"committed":true' in record.body
        for record in archive(root) + journal(root)
    )


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
