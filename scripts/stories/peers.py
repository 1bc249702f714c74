"""Plays stories with `git revert` and `copier update` in place of the program.

Where a story undoes, git reverts the commit that the generated files went into; where it
regenerates, Copier updates the project to what the generator makes by then. Everything people do is
the same. What is looked at is what people wrote and removed, and what is left behind.
"""

import shlex
import shutil
from pathlib import Path

from judges import MARKERS, Files, Wrong, bare, files, squeezed, well_formed
from processes import tool
from story import Step, Story
from world import World

OURS = "backstitch"
ABLE = ("undo", "regenerate")


class Stopped(Exception):
    """A tool could not go on; why, in a few words."""


def compare(stories: list[Story], directory: Path) -> int:
    """Prints the table; fails when we lost something."""
    rows = []
    for story in stories:
        row = {OURS: verdict(World, story, directory / "ours")}
        for name in story.peers:
            row[name] = verdict(PEERS[name], story, directory / name.split()[0])
        rows.append((story, row))
        print(f"{story.name}: " + "; ".join(f"{n}: {v}" for n, v in row.items()), flush=True)
    print(table(rows))
    lost = [s.name for s, row in rows if "lost" in row[OURS] or "back" in row[OURS]]
    if lost:
        print(f"lost in: {', '.join(lost)}")
    return 1 if lost or not rows else 0


def table(rows: list[tuple[Story, dict[str, str]]]) -> str:
    """As Markdown."""
    names = [OURS, *PEERS]
    lines = ["", f"| story | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for story, row in rows:
        cells = [row.get(name, "cannot") for name in names]
        lines.append(f"| {story.title} | {' | '.join(cells)} |")
    return "\n".join(lines)


def verdict(kind: type[World], story: Story, directory: Path) -> str:
    """How a tool came through a story, in a few words."""
    world = kind(directory / story.name.replace("/", "-"))
    try:
        if kind is World:
            world.play(story)
            conflicts = sum(step.verb == "$" and step.status == 2 for step in story.steps)
            return "conflict, nothing written" if conflicts else "merged"
        assert isinstance(world, Peer)
        return world.outcome(story)
    except Stopped as stopped:
        return str(stopped)
    except Wrong as wrong:
        if kind is World:
            return f"failed: {str(wrong).splitlines()[1] if chr(10) in str(wrong) else wrong}"
        return str(wrong)


class Peer(World):
    """Another tool in place of the program: what a story checks of our own words is left out."""

    def outcome(self, story: Story) -> str:
        """Plays what people do and what the tool can do; what came of it."""
        for step in story.steps:
            if step.verb == "$" and step.rest.startswith("backstitch "):
                self.replace(step)
            elif step.verb == "$" or hasattr(People, "do_" + step.verb):
                self.take(step)
        return self.words()

    def replace(self, step: Step) -> None:
        """Does with the tool what the program would do."""
        raise NotImplementedError

    def words(self) -> str:
        """What became of people's work and of what was to go."""
        found = files(self.root)
        said = []
        if lost := self.people.lost(found):
            said.append(f"lost {len(lost)} lines")
        if risen := self.people.risen(found):
            said.append(f"brought {len(risen)} removed files back")
        if marked := [path for path, (_, text) in found.items() if MARKERS.search(text)]:
            said.append(f"conflict in {len(marked)} files")
        else:
            try:
                well_formed(found)
            except Wrong as wrong:
                said.append(str(wrong))
        return ", ".join(said) or "merged"


class People:
    """The verbs that are what people do."""

    do_repo = do_commit = do_edit = do_write = do_append = do_remove = do_move = do_format = None
    do_clone = None


class GitRevert(Peer):
    """Each run of the generator is a commit; an undo is its revert."""

    def replace(self, step: Step) -> None:
        """Commits what people did first, which is the best case for git."""
        words = shlex.split(step.rest)
        command = words[1]
        if command in {"generate", "scaffold", "apply"}:
            self.do_commit("by hand")
            self.shell(step.rest, 0)
            self.shell("git add --all && git commit --quiet -m generated", 0)
            self.commits = [*getattr(self, "commits", []), self.shell_output("git rev-parse HEAD")]
        elif command == "undo":
            self.do_commit("by hand")
            numbers = [int(word) for word in words[2:] if word.isdigit()]
            commit = self.commits[(numbers[0] if numbers else len(self.commits)) - 1]
            try:
                self.shell(f"git revert --no-edit {commit}", 0)
            except Wrong:
                count = len(self.shell_output("git diff --name-only --diff-filter=U").split())
                raise Stopped(f"conflict in {count} files") from None
        elif command in ABLE or command == "redo":
            raise Stopped("cannot")

    def shell_output(self, line: str) -> str:
        """A command's output."""
        self.shell(line, 0)
        return self.output.strip()


class CopierUpdate(Peer):
    """The project was made of a template whose first version is what the generator made."""

    def outcome(self, story: Story) -> str:
        """The template's versions come of the same commands without anybody's edits."""
        made = [
            step for step in story.steps
            if step.verb == "repo" or step.verb == "$" and step.rest.startswith("backstitch ")
        ]  # fmt: skip
        template = self.directory / "template"
        scratch = World(self.directory / "scratch")
        self.versions: list[Files] = []
        self.template(template)
        for number, step in enumerate(made):
            scratch.take(Step(step.line, step.verb, step.rest, step.body))
            if number > 0:
                self.version(scratch.root, template, number)
        self.updates = 0
        return super().outcome(story)

    def copier(self, line: str) -> None:
        """Copier, in the environment of the peers."""
        self.shell(f"{shlex.quote(str(bench_tool('copier')))} {line}", 0)

    def template(self, template: Path) -> None:
        """A template whose files are copied as they are."""
        template.mkdir(parents=True)
        (template / "copier.yml").write_text("_templates_suffix: .copier-template\n")
        (template / "{{_copier_conf.answers_file}}.copier-template").write_text(
            "{{ _copier_answers|to_nice_yaml }}\n"
        )
        self.root.mkdir()
        self.shell(f"git -C {shlex.quote(str(template))} init --quiet --initial-branch=main", 0)

    def version(self, made: Path, template: Path, number: int) -> None:
        """What was made becomes the next version."""
        for path in template.iterdir():
            if path.name != ".git" and "copier" not in path.name:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        ignored = shutil.ignore_patterns(".git", ".backstitch")
        shutil.copytree(made, template, ignore=ignored, dirs_exist_ok=True)
        self.versions.append(files(made))
        place = shlex.quote(str(template))
        self.shell(
            f"git -C {place} add --all && git -C {place} commit --quiet --allow-empty -m {number}"
            f" && git -C {place} tag {number}.0.0", 0,
        )  # fmt: skip

    def words(self) -> str:
        """What of the update is not there, too."""
        old, new = self.versions[self.updates - 2], self.versions[self.updates - 1]
        found = b"".join(squeezed(text) for _, text in files(self.root).values())
        kept = {path: file for path, file in new.items() if path not in self.people.removed}
        wanted = lines(kept) - lines(old)
        missing = [line.decode() for line in wanted if line not in found]
        self.tell(f"missing: {missing}")
        said = super().words()
        if not missing:
            return said
        return f"{said}, {len(missing)} of {len(wanted)} new lines missing"

    def do_repo(self, name: str) -> None:
        """The project comes with the template's first version."""

    def replace(self, step: Step) -> None:
        """The first command makes the project, the next ones update it."""
        self.updates += 1
        template = shlex.quote(str(self.directory / "template"))
        version = f"--vcs-ref {self.updates}.0.0"
        if self.updates == 1:
            self.copier(f"copy --quiet --defaults {version} {template} .")
            self.shell("git init --quiet --initial-branch=main", 0)
            self.do_commit("the start")
            return
        self.do_commit("by hand")
        try:
            self.copier(f"update --quiet --defaults --conflict inline {version}")
        except Wrong as wrong:
            raise Stopped(f"failed: {str(wrong).splitlines()[-1][:80]}") from None


def lines(found: Files) -> set[bytes]:
    """Lines that say something, formatting aside, of files that are not our own."""
    return {
        said
        for path, (_, text) in found.items() if not path.startswith(".backstitch/")
        for line in text.splitlines() if len(said := bare(line)) > 3
    }  # fmt: skip


def bench_tool(name: str) -> Path:
    """A program of the peers' environment, which scripts/setup --bench makes."""
    found = Path.home() / ".cache" / "backstitch" / "bench" / "bin" / name
    return found if found.exists() else tool(name)


PEERS: dict[str, type[Peer]] = {"git revert": GitRevert, "copier update": CopierUpdate}
