"""Expectations written as queries: each file of `violations/` selects the keys that break one rule.

A file begins with two comment lines or more: `-- table: severity`, then the rule in plain words.
"""

from __future__ import annotations

from pathlib import Path

from expectations.expectation import ADVISORY, BLOCKING, Expectation
from warehouse.dictionary import tables

FOLDER = Path(__file__).parent / "violations"


def query_expectations(folder: Path = FOLDER) -> list[Expectation]:
    """Return the expectations of a folder of queries, by file name.

    Raises ValueError naming the file whose head is not as it must be.
    """
    return [read_query(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql"))]


def read_query(name: str, text: str) -> Expectation:
    """Return the expectation that one file states. Raises ValueError where its head is not as it must be."""
    head = [line.removeprefix("--").strip() for line in text.splitlines() if line.startswith("--")]
    table, _, severity = (head[0] if head else "").partition(": ")
    if table not in tables() or severity not in {BLOCKING, ADVISORY} or not head[1:]:
        raise ValueError(
            f"expectations/violations/{name}.sql must begin with '-- TABLE: {BLOCKING}' or "
            f"'-- TABLE: {ADVISORY}' and then the rule in plain words as a comment."
        )
    return Expectation(table, name, " ".join(head[1:]), severity, query=text)
