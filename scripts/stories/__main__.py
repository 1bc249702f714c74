"""Plays stories; see scripts/scenarios."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]
# The sample's layouts and the environment's programs are those of scripts/verify-generated.
sys.path.insert(1, str(SCRIPTS / "verify"))

import peers
from judges import Wrong
from story import Story, read
from world import World

STORIES = SCRIPTS.parent / "Fixtures" / "stories"


def main() -> int:
    """Plays what was asked for; the exit status."""
    parser = argparse.ArgumentParser(prog="scripts/scenarios", description=__doc__)
    parser.add_argument("words", nargs="*", help="only stories whose path has one of the words")
    parser.add_argument("--peers", action="store_true", help="with the peers, as a table")
    parser.add_argument("--show", action="store_true", help="what each step prints")
    parser.add_argument("--keep", action="store_true", help="keep the repositories")
    options = parser.parse_args()
    stories = [read(path) for path in sorted(STORIES.rglob("*.story"))]
    chosen = [s for s in stories if not options.words or any(w in s.name for w in options.words)]
    if not chosen:
        parser.error("no story has such a name")
    directory = Path(tempfile.mkdtemp(prefix="backstitch-stories-"))
    try:
        if options.peers:
            return peers.compare([s for s in chosen if s.peers], directory)
        return play(chosen, directory, show=options.show)
    finally:
        if options.keep:
            print(f"the repositories are in {directory}")
        else:
            shutil.rmtree(directory, ignore_errors=True)


def play(stories: list[Story], directory: Path, *, show: bool) -> int:
    """Plays stories beside each other."""
    started = time.monotonic()
    with ThreadPoolExecutor(1 if show else os.cpu_count()) as pool:
        failures = list(pool.map(lambda story: play_one(story, directory, show=show), stories))
    failed = [failure for failure in failures if failure]
    for failure in failed:
        print(failure)
    passed, seconds = len(stories) - len(failed), time.monotonic() - started
    print(f"{passed} stories passed, {len(failed)} failed, {seconds:.0f} s")
    return 1 if failed else 0


def play_one(story: Story, directory: Path, *, show: bool) -> str | None:
    """Plays a story and prints its line; what went wrong."""
    try:
        place = directory / story.name.replace("/", "-")
        World(place, print if show else lambda _: None).play(story)
    except Wrong as wrong:
        print(f"FAIL  {story.name}: {story.title}", flush=True)
        return f"\n{story.name}: {wrong}"
    print(f"pass  {story.name}: {story.title}", flush=True)
    return None


sys.exit(main())
