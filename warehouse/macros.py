"""Table macros for people who ask by SQL: `macros/NAME.sql`, a SELECT under its meaning and its parameters.

A parameter with `= NULL` may be left out. Macros that read the tables of schema history follow from the
dictionary instead (`warehouse.dictionary.macro`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "macros"
_HEAD = "-- parameters: "
_OPTIONAL = " = NULL"


class MacroError(ValueError):
    """A file of a macro is not as it must be; the message names the file."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A table macro: `optional` are the last of its `parameters`, which are null where they are left out."""

    name: str
    meaning: str
    parameters: tuple[str, ...]
    optional: tuple[str, ...]
    query: str

    @property
    def statements(self) -> list[str]:
        """Return the statements that make it, with its comment, in the database in use."""
        forms = [
            f"({', '.join(self.parameters[:given])}) AS TABLE ({self._without(self.parameters[given:])})"
            for given in range(len(self.parameters) - len(self.optional), len(self.parameters) + 1)
        ]
        meaning = self.meaning.replace("'", "''")
        return [
            f'CREATE MACRO "{self.name}"{", ".join(forms)}',
            f"COMMENT ON MACRO TABLE \"{self.name}\" IS '{meaning}'",
        ]

    def _without(self, left_out: tuple[str, ...]) -> str:
        """DuckDB before 2.0 takes a default by name only, so each number of arguments has its own form."""
        query = self.query
        for parameter in left_out:
            query = re.sub(rf"\b{parameter}\b", "NULL", query)
        return query


@cache
def macros(folder: Path = FOLDER) -> tuple[Macro, ...]:
    """Return the macros of a folder by name. Raises MacroError where a file has no proper head."""
    return tuple(_read(path) for path in sorted(folder.glob("*.sql")))


def _read(path: Path) -> Macro:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("--")]
    words = [line.removeprefix("--").strip() for line in head[:-1]]
    if not words or not head[-1].startswith(_HEAD) or lines[: len(head)] != head:
        raise MacroError(f"{path} must begin with its meaning and '{_HEAD}A, B{_OPTIONAL}' as comments.")
    named = head[-1].removeprefix(_HEAD).split(", ")
    optional = tuple(name.removesuffix(_OPTIONAL) for name in named if name.endswith(_OPTIONAL))
    parameters = tuple(name.removesuffix(_OPTIONAL) for name in named)
    if (
        not all(map(str.isidentifier, parameters))
        or parameters[len(parameters) - len(optional) :] != optional
    ):
        raise MacroError(f"{path}: parameters must be names, and those that may be left out come last.")
    return Macro(path.stem, " ".join(words), parameters, optional, "\n".join(lines[len(head) :]).strip())
