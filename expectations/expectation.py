"""One expectation: what it is of, what it says in plain words, and what happens when it is not met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

BLOCKING, ADVISORY = "blocking", "advisory"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must be true of a table.

    Either `kind` names a column rule of Great Expectations with its `arguments`, or `query` is a SELECT of
    the failing keys (one column, text) that must come back empty. A column rule has `suspects`: a condition
    in SQL that every row of the table which breaks the rule meets, so that the others need not be loaded.
    """

    table: str
    name: str
    description: str
    severity: str
    kind: str | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    suspects: str | None = None
    query: str | None = None
