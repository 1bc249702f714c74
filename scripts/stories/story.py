"""Reads a story: its title, then a step a line, each with an indented body where it has one.

    A formatter ran over everything: undo finds the registration again

    repo shop
    $ backstitch generate entity product name:str:64:required
    format black backend
    $ backstitch undo
    same-code start backend

`$` runs a line of the shell that must succeed, `2$` one that must end with status 2. What a person
does is `edit`, `write`, `append`, `remove`, `move`, `format`, `commit` or `clone`; what is checked is
`says`, `silent`, `same`, `same-code`, `has`, `lacks`, `once`, `exists`, `gone` and `serves`. The
methods of `World` say what each means.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

PEERS = ("git revert", "copier update")


@dataclass(frozen=True)
class Step:
    """One line of a story."""

    line: int
    verb: str
    rest: str
    # The indented lines below it, without their indentation.
    body: tuple[str, ...] = ()
    # What a command must end with.
    status: int = 0

    @property
    def text(self) -> str:
        """The line as it was written."""
        return f"{self.verb} {self.rest}".rstrip()


@dataclass(frozen=True)
class Story:
    """A story, and the peers that could do the same."""

    path: Path
    title: str
    steps: tuple[Step, ...]
    peers: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """`undo/after-black`."""
        return f"{self.path.parent.name}/{self.path.stem}"


def read(path: Path) -> Story:
    """A story's file; a ValueError names the line that cannot be read."""
    title, peers, steps = "", (), []
    lines = path.read_text().splitlines()
    index = 0
    while index < len(lines):
        line, number = lines[index], index + 1
        index += 1
        if not line.strip() or line.startswith("#"):
            continue
        body = []
        while index < len(lines) and (lines[index].startswith("  ") or not lines[index].strip()):
            body.append(lines[index][2:])
            index += 1
        while body and not body[-1].strip():
            body.pop()
        if not title:
            title = line
        elif match := re.fullmatch(r"peers: (.+)", line):
            peers = tuple(name.strip() for name in match[1].split(","))
            if unknown := set(peers) - set(PEERS):
                raise ValueError(f"{path}:{number}: no such peer: {', '.join(unknown)}")
        elif match := re.fullmatch(r"(\d*)\$ (.+)", line):
            steps.append(Step(number, "$", match[2], tuple(body), int(match[1] or 0)))
        else:
            verb, _, rest = line.partition(" ")
            steps.append(Step(number, verb, rest, tuple(body)))
    if not title or not steps:
        raise ValueError(f"{path}: a story has a title and steps")
    return Story(path, title, tuple(steps), peers)
