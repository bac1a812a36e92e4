"""What came into each stage of a run and what became of it: the rows of quality.stages.

Every number is counted where the stage stands, not in the tables that come of it: these are held against it.
"""

from __future__ import annotations

import polars as pl

from orchestration import extracting, reading
from orchestration.home import Home
from orchestration.house import House
from orchestration.intake import documents
from warehouse.dictionary import conform, table

TABLE = "quality.stages"
_HOUSED = "SELECT (SELECT count(*) FROM residents), (SELECT count(*) FROM rows_claims)"


def stages(home: Home, house: House, refused: int) -> pl.DataFrame:
    """Return the stages in their order; `refused` is how many rows the quarantine has."""
    read = reading.counted(home)
    keys = reading.article_keys(home)
    found = extracting.outcomes(home, keys)
    linked, claims = house.query(_HOUSED).row(0)
    counts = {
        "documents": (
            documents(home).height, read["opened"], 0, read["ignored"], read["documents_refused"],
        ),
        "records": (read["records"], read["arrivals"], 0, 0, read["records_refused"]),
        "articles": (read["arrivals"], read["texts"], read["arrived_again"], 0, 0),
        "extraction": (read["texts"], found["extracted"], 0, 0, found["failed"]),
        "linking": (found["extracted"], linked, 0, 0, 0),
        "claims": (found["claims"], claims, found["claims_repeated"], found["claims_without_force"], 0),
        "refusals": (
            read["refusals"] + found["failed"], 0, read["refused_again"], 0, refused,
        ),
    }  # fmt: skip
    rows = [(stage, *numbers) for stage, numbers in counts.items()]
    return conform(pl.DataFrame(rows, schema=list(table(TABLE).columns), orient="row"), TABLE)
