"""The two ends of a run: the database is published, or it is refused and the last one stays."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from orchestration import earlier, takedowns
from orchestration.home import Home
from orchestration.intake import documents
from orchestration.news import InboxFile, write_last_run
from warehouse.publish import put, refuse, swap


def keep_results(home: Home, results: pl.DataFrame, failing_rows: pl.DataFrame) -> None:
    """Write what the checks of this run found into the database that they read."""
    frames = {"quality.results": results, "quality.failing_rows": failing_rows}
    put(home.built, frames, is_plain=bool(takedowns.version(home)))


def publish(home: Home) -> None:
    """Put the database of this run in the place of the old one, which is kept for a while.

    Raises FileNotFoundError where none was built since the last was published.
    """
    if not home.built.exists():
        raise FileNotFoundError(f"There is no database at {home.built}. Build one first: run the whole job.")
    earlier.keep(home)
    swap(home.built, home.published)
    taken_in = documents(home).select("path", "content_hash").iter_rows()
    write_last_run(home, [InboxFile(path, digest).key for path, digest in taken_in])


def refuse_build(home: Home) -> Path:
    """Lay the database of this run, with the results of its checks, aside for whoever mends it."""
    return refuse(home.built, home.refused)
