"""Ids that only the database published before knows: what they lead to is told in the one built now."""

from __future__ import annotations

import logging
import shutil
from collections import defaultdict
from pathlib import Path

import duckdb
import polars as pl

from orchestration.earlier import published_so_far
from orchestration.home import Home
from transforms.incidents.redirects import Published, rows_of_former
from warehouse.dictionary import conform
from warehouse.reader import connect

TABLE = "incident_redirects"
_log = logging.getLogger(__name__)


def with_former(home: Home, frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the redirects with those of ids that were published here and that nothing today explains.

    Such ids are there only after rules changed or an article went: with the same rules the same articles
    give the same redirects, whatever was published on the way.
    """
    redirects = frames[TABLE]
    last = _last(home)
    if last is None:
        return redirects
    before, today = _concerned(*last, frames["incident_articles"], redirects)
    rows = rows_of_former(before, today)
    return conform(pl.concat([redirects, pl.DataFrame(rows, schema=redirects.schema)]), TABLE)


def _last(home: Home) -> tuple[pl.DataFrame, pl.DataFrame] | None:
    """Return what the newest published database that can be read tells of ids (see _read)."""
    for database in published_so_far(home):
        try:
            return _read(database)
        except duckdb.ProgrammingError:  # its tables are others: that is no damage
            raise
        except duckdb.Error as error:
            _log.warning(
                "%s is damaged; the one before it is asked instead. (%s)", database, str(error)[:200]
            )
            if database == home.published:  # whoever can mend it finds a copy
                shutil.copyfile(database, home.damaged)
    return None


def _concerned(
    told_before: pl.DataFrame, led_before: pl.DataFrame, told: pl.DataFrame, redirects: pl.DataFrame
) -> tuple[Published, Published]:
    """Return what both databases tell of the ids that today's does not explain, and of where these led.

    These are few or none, however many incidents there are.
    """
    known = {*told["incident_id"], *redirects["former_incident_id"]}
    ids = {*told_before["incident_id"], *led_before["former_incident_id"]} - known
    led_before = led_before.filter(pl.col("former_incident_id").is_in(list(ids)))
    ids |= set(led_before["incident_id"].drop_nulls())
    told_before = told_before.filter(pl.col("incident_id").is_in(list(ids)))
    told = told.filter(
        pl.col("incident_id").is_in(list(ids))
        | pl.col("article_id").is_in(told_before["article_id"].to_list())
    )
    redirects = redirects.filter(pl.col("former_incident_id").is_in(list(ids)))
    return _published(told_before, led_before), _published(told, redirects)


def _published(told: pl.DataFrame, redirects: pl.DataFrame) -> Published:
    articles: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for incident_id, article_id, is_background in told.select(
        "incident_id", "article_id", "is_background"
    ).iter_rows():
        articles[incident_id].append((article_id, is_background))
    return Published(articles, dict(redirects.select("former_incident_id", "incident_id").iter_rows()))


def _read(database: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what a database tells of incidents' articles, and its redirects, if it has any."""
    connection = connect(database)
    try:
        told = connection.sql("SELECT incident_id, article_id, is_background FROM incident_articles").pl()
        known = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [TABLE]).fetchall()
        query = f"SELECT former_incident_id, incident_id FROM {TABLE}"
        nothing = {"former_incident_id": pl.String, "incident_id": pl.String}
        return told, connection.sql(query).pl() if known else pl.DataFrame(schema=nothing)
    finally:
        connection.close()
