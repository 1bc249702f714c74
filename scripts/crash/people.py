"""What other people do to a tree while the program runs in it, and what must be left of it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from workspace import Violation


@dataclass
class Save:
    """Bytes somebody saved at a path, by a way of saving."""

    path: str
    way: str
    token: bytes
    length: int = 0
    """How long the content is at least; files of the same length are told apart with more work."""
    descriptor: int | None = None
    done: bool = field(default=False, init=False)
    """False when it could not be done, for want of the directory."""

    @property
    def content(self) -> bytes:
        """What is saved."""
        return self.token + b"\n" + b"." * max(0, self.length - len(self.token) - 1)

    def open(self, root: Path) -> None:
        """Opens the file before the program runs, where the way of saving needs that."""
        if self.way == "descriptor":
            try:
                self.descriptor = os.open(root / self.path, os.O_RDWR | os.O_NOFOLLOW)
            except OSError:
                self.way = "rename"

    def save(self, root: Path) -> None:
        """Saves, so that to the program it is one moment's change."""
        path = root / self.path
        if self.descriptor is not None:
            os.ftruncate(self.descriptor, 0)
            os.pwrite(self.descriptor, self.content, 0)
            self.done = True
            return
        try:
            if self.way == "truncate":
                flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
                descriptor = os.open(path, flags, 0o644)
                os.write(descriptor, self.content)
                os.close(descriptor)
            elif self.way == "delete":
                path.unlink()
            elif self.way == "link":
                self.replace(path, lambda name: name.symlink_to("../../outside/target"))
            else:
                self.replace(path, lambda name: name.write_bytes(self.content) and None)
            self.done = True
        except OSError:
            pass  # Its directory is not there, or the path is a directory now.

    @staticmethod
    def replace(path: Path, make: Callable[[Path], None]) -> None:
        """Makes a temporary name beside the path and renames it over."""
        temporary = path.with_name(path.name + "~")
        try:
            make(temporary)
            temporary.rename(path)
        finally:
            temporary.unlink(missing_ok=True)

    def close(self) -> None:
        """Closes the descriptor."""
        if self.descriptor is not None:
            os.close(self.descriptor)

    def is_there(self, root: Path) -> bool:
        """Whether what was saved is somewhere in the tree."""
        if not self.done or self.way == "delete":
            return True
        if self.way == "link":
            return any(
                path.is_symlink() and os.readlink(path) == "../../outside/target"
                for path in walk(root)
            )
        return holds(root, self.token)


def walk(root: Path) -> list[Path]:
    """Every file and link outside `.git`."""
    found = []
    for directory, names, files in os.walk(root):
        if ".git" in names:
            names.remove(".git")
        found += [Path(directory, name) for name in names + files]
    return found


def holds(root: Path, token: bytes) -> bool:
    """Whether some file of the tree has the bytes."""
    return any(
        token in path.read_bytes()
        for path in walk(root)
        if path.is_file() and not path.is_symlink()
    )


@dataclass
class Swap:
    """A directory that is moved away and replaced by a link leading outside."""

    path: str
    stays: bool = False
    """Whether the link is still there at the recovery."""
    swapped: bool = field(default=False, init=False)

    def swap(self, root: Path) -> None:
        """Moves it away and puts the link there."""
        place = root / self.path
        away = place.with_name(place.name + ".away")
        try:
            place.rename(away)
        except OSError:
            return
        try:
            place.symlink_to(root.parent / "outside" / place.name)
        except OSError:
            away.rename(place)
            return
        self.swapped = True

    def swap_back(self, root: Path) -> None:
        """Takes the link away and moves the directory back."""
        if not self.swapped:
            return
        place = root / self.path
        if not place.is_symlink():
            raise Violation(f"the link put at {self.path} was replaced")
        place.unlink()
        place.with_name(place.name + ".away").rename(place)
        self.swapped = False
