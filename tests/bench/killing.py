"""Runs that are killed with signal 9 at any moment, and what the next run makes of what they leave behind."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orchestration.home import PROJECT, Home
from orchestration.runner import run
from tests.bench.generate import articles, day_of_news, write
from warehouse.publish import content_hashes
from warehouse.reader import query

ARTICLES, NEW = 12, 4
LOOK_EVERY = 0.1  # seconds between two looks at the published database
LONGEST = 300  # seconds that a small run may take


class Broken(AssertionError):
    """A run did not end well, or what it published is not what it should be."""


@dataclass(frozen=True, slots=True)
class Killed:
    """One kill: after which share of an undisturbed run, whether it was still running, looks that opened."""

    share: float
    was_running: bool
    looks: int


@dataclass(frozen=True, slots=True)
class Grounds:
    """A published ledger, an inbox with more, how long such a run takes, and what comes out of it."""

    ledger: Path
    inbox: Path
    seconds: float
    hashes: dict[str, str]


def prepare(folder: Path) -> Grounds:
    """Publish a small ledger, add articles, and see what an undisturbed run makes of them."""
    write(articles(ARTICLES), folder)
    ledger, inbox = folder / "ledger", folder / "inbox"
    begun = time.monotonic()
    _publish(Home(ledger), inbox)
    seconds = time.monotonic() - begun
    write(day_of_news(NEW, ARTICLES), folder, "day")
    undisturbed = copied(ledger, folder / "undisturbed")
    _publish(undisturbed, inbox)
    return Grounds(ledger, inbox, seconds, content_hashes(undisturbed.published))


def copied(ledger: Path, to: Path) -> Home:
    """Return a copy of a ledger, to be harmed."""
    shutil.copytree(ledger, to)
    return Home(to)


def kill(home: Home, grounds: Grounds, share: float) -> Killed:
    """Start a run, kill it with all its processes after a share of its time; look at the database meanwhile.

    Raises what DuckDB raises where the published database does not open at some moment.
    """
    running = subprocess.Popen(_command(home, grounds.inbox), start_new_session=True, **_silent())
    end, looks = time.monotonic() + share * grounds.seconds, 0
    try:
        while time.monotonic() < end and running.poll() is None:
            looks += _opens(home)
            time.sleep(min(LOOK_EVERY, max(0.0, end - time.monotonic())))
        was_running = running.poll() is None
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    return Killed(share, was_running, looks + _opens(home))


def finish(home: Home, inbox: Path) -> None:
    """Run to the end. Raises Broken where that does not end with 0."""
    done = subprocess.run(_command(home, inbox), capture_output=True, text=True, timeout=LONGEST, check=False)
    if done.returncode != 0:
        raise Broken(f"The run ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")


def check_whole(home: Home, grounds: Grounds) -> None:
    """Raise Broken unless the ledger holds what an undisturbed run gives, and nothing is left to do."""
    found = content_hashes(home.published)
    odd = [name for name, digest in grounds.hashes.items() if found[name] != digest]
    if odd:
        raise Broken(f"After a kill other rows than of an undisturbed run: {', '.join(odd)}.")
    raw = {path.name for path in home.raw.rglob("*") if path.is_file() and path.name != "being-taken-in"}
    files = len(list(grounds.inbox.iterdir()))
    if len(raw) != files:
        raise Broken(f"{len(raw)} raw documents of {files} files.")
    written = home.published.stat().st_mtime_ns
    if run(home, grounds.inbox).published or home.published.stat().st_mtime_ns != written:
        raise Broken("A run that should have found nothing new published again.")


def shares(number: int, seed: int = 1) -> list[float]:
    """Return moments spread over a run: one at random in each of so many equal parts of it."""
    dice = random.Random(seed)
    return [(part + dice.random()) / number for part in range(number)]


def kill_many(folder: Path, number: int) -> Iterator[Killed]:
    """Kill runs over the same ledger at so many moments; after each the next run has to make all whole."""
    grounds = prepare(folder)
    for count, share in enumerate(shares(number)):
        home = copied(grounds.ledger, folder / f"killed-{count}")
        killed = kill(home, grounds, share)
        finish(home, grounds.inbox)
        check_whole(home, grounds)
        shutil.rmtree(home.root)
        yield killed


def _publish(home: Home, inbox: Path) -> None:
    """Run in this process, where all is loaded after the first time."""
    done = run(home, inbox)
    if not done.published:
        raise Broken(f"The undisturbed run did not publish: {done}")


def _opens(home: Home) -> int:
    return int(query(home.published, "SELECT count(*) FROM incidents").item() > 0)


def _command(home: Home, inbox: Path) -> list[str]:
    return [sys.executable, "-m", "orchestration.cli", "run", "--home", str(home.root), "--inbox", str(inbox)]


def _silent() -> dict[str, object]:
    return {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": PROJECT}
