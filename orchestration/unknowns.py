"""How much each publication could not tell: the rows of quality.history, carried from one to the next."""

from __future__ import annotations

from contextlib import suppress

import duckdb
import polars as pl

from orchestration.earlier import published_so_far
from orchestration.home import Home
from orchestration.house import House
from orchestration.intake import documents
from warehouse.dictionary import conform, table
from warehouse.reader import query

TABLE = "quality.history"
_UNKNOWN = """
SELECT
    unnest(['occurred_on', 'city', 'is_fatal', 'officers_injured', 'contact_reason', 'body_camera']) AS slot,
    count(*) AS row_count,
    unnest([
        count(*) FILTER (occurred_on IS NULL), count(*) FILTER (city IS NULL),
        count(*) FILTER (is_fatal IS NULL), count(*) FILTER (officers_injured IS NULL),
        count(*) FILTER (contact_reason = 'unknown'), count(*) FILTER (body_camera IS NULL)
    ]) AS unknown_count
FROM rows_incidents
UNION ALL
SELECT
    unnest(['name', 'age', 'gender', 'race', 'outcome', 'armed']) AS slot,
    count(*) AS row_count,
    unnest([
        count(*) FILTER (name IS NULL), count(*) FILTER (age IS NULL), count(*) FILTER (gender IS NULL),
        count(*) FILTER (race IS NULL), count(*) FILTER (outcome = 'unknown'),
        count(*) FILTER (armed = 'unknown')
    ]) AS unknown_count
FROM rows_subjects
"""


def history(home: Home, house: House) -> pl.DataFrame:
    """Return what the published database tells of earlier days, and the rows of the one built now.

    A ledger without documents has none of its own.
    """
    today = documents(home)["first_seen_at"].dt.date().max()
    now = house.query(_UNKNOWN).with_columns(as_of=pl.lit(today, pl.Date))
    columns = list(table(TABLE).columns)
    earlier = _published(home)
    if today is None:
        return conform(earlier, TABLE)
    rows = pl.concat([earlier.filter(pl.col("as_of") < today), now.select(columns)], how="vertical_relaxed")
    return conform(rows.sort("as_of", "slot"), TABLE)


def _published(home: Home) -> pl.DataFrame:
    """Return the history of the newest published database that can be read and has one."""
    nothing = table(TABLE).polars_schema.to_frame()
    for database in published_so_far(home):
        with suppress(duckdb.Error):  # orchestration.former tells of a damaged one, and keeps a copy
            return query(database, f"SELECT {', '.join(nothing.columns)} FROM {TABLE}")
    return nothing
