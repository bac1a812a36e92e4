"""The codebook of a release, in HTML and Markdown: every table and column, from dictionary and rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from orchestration.releasing.about import About
from orchestration.releasing.contents import CUT, OMITTED, Part
from orchestration.releasing.files import FORMULA_NOTE
from orchestration.releasing.rendering import rendered
from transforms.privacy.policy import policy
from transforms.privacy.redact import BLOCK
from warehouse.dictionary import Column

_EXAMPLES = 3
_LONGEST = 60  # characters of an example


@dataclass(frozen=True)
class Entry:
    """What the codebook says of a column. `codes` are (code, meaning, rows), `missing` is a share."""

    name: str
    type: str
    meaning: str
    may_be_empty: bool
    missing: float | None
    references: str | None
    codes: list[tuple[str, str, int]]
    examples: list[str]


@dataclass(frozen=True)
class Chapter:
    """What the codebook says of a table."""

    name: str
    purpose: str
    unit: str
    key: str
    rows: int
    entries: list[Entry]


def chapters(parts: Iterable[Part]) -> list[Chapter]:
    """Return a chapter for each table, in the order given."""
    return [
        Chapter(
            part.name, part.table.purpose, part.table.unit, ", ".join(part.table.key), part.frame.height,
            [_entry(part, name, column) for name, column in part.table.columns.items()],
        )
        for part in parts
    ]  # fmt: skip


def codebook(about: About, told: list[Chapter]) -> dict[str, str]:
    """Return the codebook by file name. No value of a row can act as markup."""
    values = {"about": about, "chapters": told, "formula_note": FORMULA_NOTE}
    return {
        "CODEBOOK.html": rendered("codebook.html.j2", **values),
        "CODEBOOK.md": rendered("codebook.md.j2", **values),
    }


def _entry(part: Part, name: str, column: Column) -> Entry:
    values = part.frame[name]
    missing = values.null_count() / values.len() if values.len() else None
    counts = dict(values.value_counts().iter_rows()) if column.codes else {}
    codes = [(code, meaning, counts.get(code, 0)) for code, meaning in (column.codes or {}).items()]
    return Entry(
        name, column.type, column.meaning, column.nullable, missing, column.references, codes,
        [] if column.codes or column.type == "BOOLEAN" else examples(values),
    )  # fmt: skip


def examples(values: pl.Series) -> list[str]:
    """Return up to three values as text, the most frequent first, of equals the first by the alphabet.

    What the release left out or withheld is no example.
    """
    found = values.drop_nulls().rename("value").value_counts(name="rows")
    shown = []
    for value, _ in found.sort(["rows", "value"], descending=[True, False]).head(50).iter_rows():
        text = " ".join(_told(value).split())
        if text and text not in (OMITTED, policy().marker) and BLOCK not in text:
            shown.append(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}{CUT}")
        if len(shown) == _EXAMPLES:
            break
    return shown


def _told(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, float):
        return f"{value:.6g}"
    return value.isoformat() if isinstance(value, date) else str(value)
