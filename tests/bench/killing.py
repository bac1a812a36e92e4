"""Runs that are killed with signal 9 in every step, and what the next run makes of what they leave behind.

The run's own event log tells from outside when a step begins; an undisturbed run tells how long each takes.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from orchestration.home import PROJECT, Home
from orchestration.runner import run
from tests.bench.generate import articles, day_of_news, write
from warehouse.publish import content_hashes
from warehouse.reader import query

ARTICLES, NEW = 12, 4
START, END = "before the first step", "after the last step"
POLL = 0.003  # seconds between two looks at the event log
LOOK_EVERY = 0.1  # seconds between two looks at the published database
LONGEST = 300  # seconds that a small run may take


class Broken(AssertionError):
    """A run did not end well, or what it published is not what it should be."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a run: a step, and which share of the time it usually takes."""

    step: str
    share: float


@dataclass(frozen=True, slots=True)
class Killed:
    """One kill: the moment aimed at, the step under way (None: no run any more), looks that opened."""

    moment: Moment
    met: str | None
    looks: int
    broken: str | None = None  # what the next run did not make whole

    @property
    def was_running(self) -> bool:
        """Whether the run had not ended before."""
        return self.met is not None


@dataclass(frozen=True, slots=True)
class Grounds:
    """A published ledger, an inbox with more, the seconds of each step of a run, and what comes out of it."""

    ledger: Path
    inbox: Path
    seconds: dict[str, float]
    hashes: dict[str, str]


def prepare(folder: Path) -> Grounds:
    """Publish a small ledger, add articles, and see what an undisturbed run makes of them."""
    write(articles(ARTICLES), folder)
    ledger, inbox = folder / "ledger", folder / "inbox"
    _publish(Home(ledger), inbox)
    write(day_of_news(NEW, ARTICLES), folder, "day")
    undisturbed = copied(ledger, folder / "undisturbed")
    known, begun = _logs(undisturbed), datetime.now().astimezone().timestamp()
    finish(undisturbed, inbox)
    ended = datetime.now().astimezone().timestamp()
    (log,) = _logs(undisturbed) - known
    marks = _marks(log)
    seconds = {step: done - start for step, (start, done) in marks.items() if done is not None}
    firsts, lasts = [start for start, _ in marks.values()], [done or ended for _, done in marks.values()]
    seconds = {START: min(firsts) - begun, **seconds, END: ended - max(lasts)}
    return Grounds(ledger, inbox, seconds, content_hashes(undisturbed.published))


def _logs(home: Home) -> set[Path]:
    """Return the event logs of single runs."""
    return {path for path in (home.dagster / "history" / "runs").glob("*.db") if path.stem != "index"}


def _marks(log: Path) -> dict[str, tuple[float, float | None]]:
    """Return when each step began and ended, None where it has not, in seconds since 1970."""
    query = (
        "SELECT step_key, dagster_event_type, timestamp FROM event_logs "
        "WHERE dagster_event_type IN ('STEP_START', 'STEP_SUCCESS') ORDER BY id"
    )
    found: dict[str, tuple[float, float | None]] = {}
    try:
        with closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True, timeout=1)) as connection:
            for step, kind, at in connection.execute(query):
                when = datetime.fromisoformat(f"{at}+00:00").timestamp()
                found[step] = (when, None) if kind == "STEP_START" else (found[step][0], when)
    except sqlite3.OperationalError:  # the run is making it
        return found
    return found


def copied(ledger: Path, to: Path) -> Home:
    """Return a copy of a ledger, to be harmed."""
    shutil.copytree(ledger, to)
    return Home(to)


def kill(home: Home, grounds: Grounds, moment: Moment) -> Killed:
    """Start a run, kill it with all its processes at a moment; look at the database meanwhile.

    Raises what DuckDB raises where the published database does not open at some moment.
    """
    known = _logs(home)
    running = subprocess.Popen(_command(home, grounds.inbox), start_new_session=True, **_silent())
    looks, end = 0, None
    if moment.step == START:
        end = time.monotonic() + moment.share * grounds.seconds[START]
    looked = time.monotonic()
    try:
        while running.poll() is None and (end is None or time.monotonic() < end):
            if end is None and _has_come(home, known, moment, grounds):
                end = time.monotonic() + moment.share * grounds.seconds[moment.step]
            if time.monotonic() > looked + LOOK_EVERY:
                looks += _opens(home)
                looked = time.monotonic()
            time.sleep(POLL if end is None else max(0.0, min(POLL, end - time.monotonic())))
        was_running = running.poll() is None
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    met = _under_way(home, known, grounds) if was_running else None
    return Killed(moment, met, looks + _opens(home))


def _has_come(home: Home, known: set[Path], moment: Moment, grounds: Grounds) -> bool:
    """Tell whether the step of a moment has begun; the end begins where the last step has ended."""
    last = list(grounds.seconds)[-2]
    for log in _logs(home) - known:
        marks = _marks(log)
        if moment.step == END:
            return last in marks and marks[last][1] is not None
        return moment.step in marks
    return False


def _under_way(home: Home, known: set[Path], grounds: Grounds) -> str:
    """Return the step that a killed run was in, or the last that it had been in."""
    begun = {step: marks for log in _logs(home) - known for step, marks in _marks(log).items()}
    reached = [step for step in grounds.seconds if step in begun]
    if not reached:
        return START
    return END if reached[-1] == list(grounds.seconds)[-2] and begun[reached[-1]][1] else reached[-1]


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


def moments(number: int, steps: Iterable[str], seed: int = 1) -> list[Moment]:
    """Return moments spread evenly over steps, in each step one at random in each of as many equal parts."""
    dice, names = random.Random(seed), list(steps)
    most = -(-number // len(names))
    parts = [Moment(step, (part + dice.random()) / most) for part in range(most) for step in names]
    return parts[:number]


def kill_many(folder: Path, number: int) -> Iterator[Killed]:
    """Kill runs over the same ledger at so many moments; after each the next run has to make all whole."""
    grounds = prepare(folder)
    for count, moment in enumerate(moments(number, grounds.seconds)):
        home = copied(grounds.ledger, folder / f"killed-{count}")
        killed = kill(home, grounds, moment)
        try:
            finish(home, grounds.inbox)
            check_whole(home, grounds)
        except Broken as error:
            killed = replace(killed, broken=str(error))
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
