"""`uof report`, second page: checks of the published database as one HTML file without personal data."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from warehouse.dictionary import tables
from warehouse.reader import query

_HERE = Path(__file__).resolve().parent
KEYS_SHOWN = 5
DAYS_SHOWN = 6
_RULES = """
SELECT r.*, coalesce(f.keys, []) AS keys
FROM quality.results AS r
LEFT JOIN (
    SELECT table_name, expectation, list(key ORDER BY key) AS keys
    FROM quality.failing_rows GROUP BY ALL
) AS f USING (table_name, expectation)
ORDER BY r.table_name, r.expectation
"""
_STAGES = """
SELECT *, came_in = went_on + merged + ignored + quarantined AS balances
FROM quality.stages ORDER BY list_position({stages}, stage)
"""
_HISTORY = f"""
SELECT slot, as_of, row_count, round(100 * unknown_count / nullif(row_count, 0))::INTEGER AS percent
FROM quality.history
WHERE as_of IN (SELECT DISTINCT as_of FROM quality.history ORDER BY as_of DESC LIMIT {DAYS_SHOWN})
ORDER BY ALL
"""
# What a key may show: ids that the ledger made, ORIs (each has a digit, and a name in capitals none), states,
# numbers, days. No name of more than two letters has such a form.
_ID = re.compile(r"[a-z]{2,4}-[0-9a-f]{12,}|[0-9a-f]{16,64}|(?=.*\d)[A-Z]{2}[A-Z0-9]{7}|[A-Z]{2}|[0-9-]+")
_WITHHELD = "…"


def quality_page(database: Path) -> str:
    """Return the checks, stages and history of a published database as one HTML page that loads nothing.

    Of a failing row it shows the key, and of that only what names nobody.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    rules = [rule | {"keys": _shown(rule["keys"])} for rule in query(database, _RULES).rows(named=True)]
    by_table: dict[str, list[dict[str, Any]]] = {}
    for rule in rules:
        by_table.setdefault(rule["table_name"], []).append(rule)
    codes, slots = table_codes("quality.stages", "stage"), _slots(database)
    page = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    return page.get_template("quality.html.j2").render(
        style=Markup((_HERE / "style.css").read_text(encoding="utf-8")),
        rules=rules,
        unmet=[rule for rule in rules if not rule["success"]],
        by_table=by_table,
        stages=query(database, _STAGES.format(stages=list(codes))).rows(named=True),
        stage_meanings=codes,
        days=sorted({day for found in slots.values() for day in found}),
        slots=slots,
        slot_meanings=table_codes("quality.history", "slot"),
        keys_shown=KEYS_SHOWN,
    )


def table_codes(name: str, column: str) -> dict[str, str]:
    """Return the codes of a column with their meaning, in the dictionary's order."""
    return dict(tables()[name].columns[column].codes or {})


def _slots(database: Path) -> dict[str, dict[Any, tuple[int | None, int]]]:
    """Return percent unknown and rows by day, of each slot."""
    found: dict[str, dict[Any, tuple[int | None, int]]] = {}
    for row in query(database, _HISTORY).rows(named=True):
        found.setdefault(row["slot"], {})[row["as_of"]] = (row["percent"], row["row_count"])
    return found


def _shown(keys: list[str]) -> list[str]:
    """Return the first keys, with whatever is neither an id nor a code left out."""
    return [
        " ".join(word if _names_nobody(word) else _WITHHELD for word in re.split(r"[\s|,]+", key.strip()))
        for key in keys[:KEYS_SHOWN]
    ]


def _names_nobody(word: str) -> bool:
    return bool(_ID.fullmatch(word)) or word in _codes()


@cache
def _codes() -> frozenset[str]:
    columns = [column for entry in tables().values() for column in entry.columns.values()]
    return frozenset(code for column in columns for code in column.codes or {})
