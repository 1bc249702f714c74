"""A repository and the people in it: one method for each verb of a story."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from judges import (
    Files,
    Wrong,
    backend,
    bare,
    differing,
    differing_code,
    files,
    scripts_parse,
    served,
    squeezed,
    well_formed,
)
from people import People
from processes import tool
from repository import SAMPLE, program
from story import Step, Story
from web.layouts import MAIN

LAYOUTS = dict(zip(("shop", "monorepo", "root"), MAIN, strict=True))
PERSON = {"NAME": "Ada Person", "EMAIL": "ada@example.com"}


class World:
    """Where a story plays."""

    def __init__(self, directory: Path, tell: Callable[[str], None] = lambda _: None) -> None:
        self.directory = directory
        self.tell = tell
        self.root = directory / "repository"
        self.people = People()
        self.saved: dict[str, Files] = {}
        self.output = ""
        self.asks = 0
        bin_directory = directory / "bin"
        bin_directory.mkdir(parents=True)
        (bin_directory / "backstitch").symlink_to(program())
        self.environment = {
            "PATH": f"{bin_directory}:{tool('python').parent}:{os.environ['PATH']}",
            "HOME": str(directory), "LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
            "PYTHONDONTWRITEBYTECODE": "1", "DENO_NO_UPDATE_CHECK": "1",
            **{f"GIT_{who}_{what}": value for what, value in PERSON.items()
               for who in ("AUTHOR", "COMMITTER")},
        }  # fmt: skip

    # Playing

    def play(self, story: Story) -> None:
        """Every step, then what holds at the end of each story."""
        for step in story.steps:
            self.tell(f"{step.line:3}  {step.text}")
            try:
                self.take(step)
            except Wrong as wrong:
                raise Wrong(f"{story.path.name}:{step.line}: {step.text}\n{wrong}") from None
        if self.asks == 0:
            raise Wrong(f"{story.path.name}: it checks nothing")
        try:
            self.close()
        except Wrong as wrong:
            raise Wrong(f"{story.path.name}, at its end: {wrong}") from None

    def take(self, step: Step) -> None:
        """One step."""
        if step.verb == "$":
            self.run(step.rest, step.status, "\n".join(step.body))
            return
        method = getattr(self, "do_" + step.verb.replace("-", "_"), None)
        if method is None:
            raise Wrong("no such step")
        words = shlex.split(step.rest)
        if step.verb in {"edit", "write", "append"}:
            method(words[0], list(step.body))
        elif step.verb in {"has", "lacks", "once"}:
            path, _, text = step.rest.partition(": ")
            method(path, text)
        elif step.verb in {"says", "silent", "commit", "forget"}:
            method(step.rest)
        else:
            method(*words)

    def close(self) -> None:
        """What holds at every end: it parses, it serves, nothing of people's is lost."""
        found = files(self.root)
        well_formed(found)
        scripts_parse(self.root, found)
        self.check_people(found, comes_back=False)
        if backend(self.root):
            served(self.root)
        self.shell("backstitch doctor", 0)

    def check_people(self, found: Files, *, comes_back: bool) -> None:
        """A tool may neither lose what people wrote nor bring back what they removed."""
        if lost := self.people.lost(found):
            raise Wrong("lost what a person wrote:\n  " + "\n  ".join(lost))
        if not comes_back and (risen := self.people.risen(found)):
            raise Wrong("brought back what a person removed: " + ", ".join(risen))

    # Commands

    def run(self, line: str, status: int, text: str = "") -> None:
        """A line of the shell; the body is its input."""
        self.shell(line, status, text)
        if line.startswith("backstitch "):
            back = re.search(r"--recreate|backstitch (redo|restore|undo)", line)
            self.check_people(files(self.root), comes_back=back is not None)

    def shell(self, line: str, status: int, text: str = "") -> None:
        """Runs a line and looks at its status."""
        result = subprocess.run(
            ["/bin/bash", "-c", line], cwd=self.root, env=self.environment, input=text,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300,
        )  # fmt: skip
        self.output = result.stdout
        self.tell(self.output)
        if result.returncode != status:
            raise Wrong(f"status {result.returncode}, expected {status}\n{result.stdout[-2500:]}")

    # Places

    def do_repo(self, name: str) -> None:
        """A fresh repository of one of the samples, committed; or an empty one (`repo empty`)."""
        if name == "empty":
            self.root.mkdir()
        else:
            ignored = shutil.ignore_patterns("__pycache__", ".*_cache", "node_modules", "*.db")
            shutil.copytree(SAMPLE, self.root, ignore=ignored)
            LAYOUTS[name].arrange(self.root)
        self.shell("git init --quiet --initial-branch=main", 0)
        self.do_commit("the start")
        self.saved["start"] = files(self.root)

    def do_commit(self, message: str) -> None:
        """A person commits everything that is not ignored."""
        words = shlex.quote(message)
        self.shell(f"git add --all && git commit --quiet --allow-empty -m {words}", 0)

    def do_clone(self, *_: str) -> None:
        """A colleague clones the repository, without our store, and goes on there."""
        origin = self.root
        self.root = self.directory / f"clone-{len(list(self.directory.glob('clone-*'))) + 1}"
        subprocess.run(
            ["git", "clone", "--quiet", str(origin), str(self.root)],
            env=self.environment, check=True,
        )  # fmt: skip

    def do_enter(self, name: str) -> None:
        """Goes on in a directory beside the repository: a worktree, say."""
        self.root = self.directory / name

    # People

    def text(self, path: str) -> str:
        """A file's text."""
        if not (self.root / path).is_file():
            raise Wrong(f"there is no file {path}")
        return (self.root / path).read_text()

    def do_edit(self, path: str, body: list[str]) -> None:
        """Replaces lines that are there once, by a body as in a diff."""
        old = [line[1:] for line in body if line[:1] in {"-", " "}]
        new = [line[1:] for line in body if line[:1] in {"+", " "}]
        taken = [line[1:] for line in body if line[:1] == "-"]
        lines = self.text(path).split("\n")
        places = [i for i in range(len(lines)) if lines[i : i + len(old)] == old]
        if len(places) != 1 or not old:
            raise Wrong(f"{path} has these lines {len(places)} times, not once")
        lines[places[0] : places[0] + len(old)] = new
        (self.root / path).write_text("\n".join(lines))
        self.people.took_out(taken)
        self.people.wrote([line[1:] for line in body if line[:1] == "+"])

    def do_write(self, path: str, body: list[str]) -> None:
        """Writes a whole file."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text("\n".join(body) + "\n")
        self.people.wrote(body)

    def do_append(self, path: str, body: list[str]) -> None:
        """Adds lines at a file's end."""
        (self.root / path).write_text(self.text(path) + "\n".join(body) + "\n")
        self.people.wrote(body)

    def do_remove(self, *paths: str) -> None:
        """Removes files or directories."""
        for path in paths:
            place = self.root / path
            below = [p for p in place.rglob("*") if p.is_file()] if place.is_dir() else [place]
            self.people.removed |= {str(p.relative_to(self.root)) for p in below}
            shutil.rmtree(place) if place.is_dir() else place.unlink()

    def do_move(self, old: str, new: str) -> None:
        """Moves a file or a directory."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)
        self.people.removed.add(old)

    def do_format(self, name: str, *places: str) -> None:
        """Runs a formatter: black, ruff, or one that writes as prettier does."""
        words = {
            "black": "black -q",
            "ruff": "ruff format -q --no-cache",
            "ruff-fix": "ruff check -q --no-cache --fix --select I,F401",
            "prettier": "deno fmt -q --no-config --single-quote --no-semicolons --line-width 100",
        }[name]
        self.shell(f"{words} {' '.join(map(shlex.quote, places or ('.',)))}", 0)

    def do_forget(self, text: str) -> None:
        """A person chose that this line of theirs goes."""
        if bare(text.encode()) not in self.people.lines:
            raise Wrong("nobody wrote that")
        self.people.took_out([text])

    # What is so

    def ask(self, holds: bool, wrong: str) -> None:
        """Counts a check and fails unless it holds."""
        self.asks += 1
        if not holds:
            raise Wrong(wrong)

    def do_says(self, text: str) -> None:
        """The last command printed this."""
        self.ask(text in self.output, f"it printed\n{self.output}")

    def do_silent(self, text: str) -> None:
        """The last command did not print this."""
        self.ask(text not in self.output, f"it printed\n{self.output}")

    def do_save(self, name: str) -> None:
        """Remembers every file by a name."""
        self.saved[name] = files(self.root)

    def do_same(self, name: str, *below: str) -> None:
        """All is byte for byte as it was then."""
        paths = differing(files(self.root), self.saved[name], list(below))
        self.ask(not paths, "these differ: " + ", ".join(paths[:12]))

    def do_same_code(self, name: str, *below: str) -> None:
        """Python has the same syntax trees as then, everything else the same bytes."""
        paths = differing_code(files(self.root), self.saved[name], list(below))
        self.ask(not paths, "these differ: " + ", ".join(paths[:12]))

    def do_has(self, path: str, text: str) -> None:
        """A file has a text, formatting aside."""
        self.ask(self.count(path, text) > 0, f"{path} has no such text:\n{self.text(path)}")

    def do_lacks(self, path: str, text: str) -> None:
        """A file does not have a text."""
        self.ask(self.count(path, text) == 0, f"{path} has it:\n{self.text(path)}")

    def do_once(self, path: str, text: str) -> None:
        """A file has a text once."""
        count = self.count(path, text)
        self.ask(count == 1, f"{path} has it {count} times:\n{self.text(path)}")

    def count(self, path: str, text: str) -> int:
        """How often a file has a text, formatting aside."""
        return squeezed(self.text(path).encode()).count(squeezed(text.encode()))

    def do_exists(self, *paths: str) -> None:
        """Something stands at these paths."""
        for path in paths:
            self.ask((self.root / path).exists(), f"there is no {path}")

    def do_gone(self, *paths: str) -> None:
        """Nothing stands at these paths."""
        for path in paths:
            self.ask(not os.path.lexists(self.root / path), f"{path} is there")

    def do_serves(self, *paths: str) -> None:
        """The application starts and answers for these paths."""
        served(self.root, *paths)
        self.asks += 1

    def do_refuses(self, *paths: str) -> None:
        """The application starts and does not have these paths."""
        found = [path for path in served(self.root) if path in paths]
        self.ask(not found, f"it has {found}")
