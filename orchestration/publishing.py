"""The two ends of a run: the database is published, or it is refused and the last one stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from orchestration.building import rebuild
from orchestration.home import Home
from orchestration.intake import documents
from orchestration.news import InboxFile, write_last_run
from warehouse.publish import content_hashes, refuse, swap
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: the results of its checks, and a hash of each table's content."""

    results: pl.DataFrame
    failing_rows: pl.DataFrame
    content_hashes: dict[str, str]


def keep_results(home: Home, results: pl.DataFrame, failing_rows: pl.DataFrame) -> None:
    """Keep what the checks of this run found until it is published or refused."""
    store = Store(home.root)
    store.write("quality.results", results)
    store.write("quality.failing_rows", failing_rows)


def publish(home: Home) -> Publication:
    """Put the database of this run, with the results of its checks, in the place of the old one."""
    store = Store(home.root)
    results, failing_rows = store.read("quality.results"), store.read("quality.failing_rows")
    rebuild(home, results, failing_rows)
    hashes = content_hashes(home.built)
    swap(home.built, home.published)
    taken_in = documents(home).select("path", "content_hash").iter_rows()
    write_last_run(home, [InboxFile(path, digest).key for path, digest in taken_in])
    return Publication(results, failing_rows, hashes)


def refuse_build(home: Home) -> Path:
    """Lay the database of this run, with the results of its checks, aside for whoever mends it."""
    store = Store(home.root)
    rebuild(home, store.read("quality.results"), store.read("quality.failing_rows"))
    return refuse(home.built, home.refused)
