"""File systems in image files, and copies of them at one instant."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 1 << 20


class Unavailable(Exception):
    """This machine does not allow it; says why."""


@dataclass(frozen=True)
class Kind:
    """A kind of file system: how to make one, and what its copies need to be mounted."""

    name: str
    make: tuple[str, ...]
    size: int
    options: str = "noatime"


KINDS = {
    kind.name: kind
    for kind in (
        Kind("ext4", ("mkfs.ext4", "-q", "-F"), 128 * MEBIBYTE),
        Kind("xfs", ("mkfs.xfs", "-q", "-f"), 320 * MEBIBYTE, "noatime,nouuid"),
        Kind("btrfs", ("mkfs.btrfs", "-q", "-f"), 160 * MEBIBYTE),
    )
}


def call(*command: str | Path) -> None:
    """Runs a tool; its complaint is the error."""
    result = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if result.returncode != 0:
        raise OSError(f"{' '.join(str(word) for word in command)}: {result.stderr.strip()}")


def make(kind: Kind, image: Path) -> None:
    """A new file system in a sparse file."""
    with image.open("wb") as file:
        file.truncate(kind.size)
    call(*kind.make, image)


@contextmanager
def mounted(kind: str, image: Path, place: Path, options: str = "noatime") -> Iterator[Path]:
    """Mounts an image, and always unmounts it again."""
    place.mkdir(exist_ok=True)
    call("mount", "-t", kind, "-o", f"loop,{options}", image, place)
    try:
        yield place
    finally:
        unmount(place)


def unmount(place: Path) -> None:
    """Unmounts; a place that stays busy is taken out of sight, so that nothing is left mounted."""
    result = subprocess.run(["umount", place], check=False, capture_output=True)
    if result.returncode != 0:
        subprocess.run(["umount", "-l", place], check=False, capture_output=True)


@contextmanager
def cutting_room(directory: Path) -> Iterator[Path]:
    """A mounted XFS in which a copy of a file is one instant's work.

    Raises ``Unavailable`` where mounting is not allowed.
    """
    if os.geteuid() != 0:
        raise Unavailable("mounting needs root")
    image = directory / "room.img"
    try:
        with image.open("wb") as file:
            file.truncate(4096 * MEBIBYTE)
        call("mkfs.xfs", "-q", "-f", "-m", "reflink=1", image)
        place = directory / "room"
        place.mkdir()
        call("mount", "-t", "xfs", "-o", "loop,noatime", image, place)
    except FileNotFoundError as error:
        raise Unavailable(f"{error.filename} is not installed") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise Unavailable(f"loop devices cannot be mounted here ({error})") from error
    try:
        yield place
    finally:
        unmount(place)


def copy(image: Path, target: Path) -> None:
    """A copy that shares the blocks: the image as it is at one instant, all writers held off."""
    call("cp", "--reflink=always", image, target)
