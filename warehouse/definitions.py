"""The files of the data dictionary, read strictly into typed values.

One file a table: `purpose`, `unit` (completes "one row is …"), `key`, and `columns` with the fields of
`Column`. Texts are sentences. What is unknown, missing or of a wrong kind raises.

A table of schema history also has `versions_of`, a table of schema main whose columns it takes over, and
`macro`, the name of the table macro that reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
import yaml

SCHEMAS = {  # schema -> folder below TABLES
    "main": "",
    "marts": "marts",
    "history": "history",
    "quality": "quality",
}
PERIOD = ("valid_from", "valid_to")  # the columns that a table of versions adds
POLARS: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(),
    "BOOLEAN": pl.Boolean(),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "DOUBLE": pl.Float64(),
    "DATE": pl.Date(),
    "TIMESTAMPTZ": pl.Datetime("us", "UTC"),
}
_TABLE_KEYS = {"purpose", "unit", "key", "columns"}
_HISTORY_KEYS = {"versions_of", "macro"}
# What a column of text may tell of a person, and so what a release does to it (see seeds/privacy.yml).
PRIVACY = {
    "none": "Written by the ledger, or an official name of a place or body: a code, an id, a register's name",
    "body": "The text of an article, which belongs to the paper",
    "quotation": "Words of an article, at char_start to char_end of its text",
    "free_text": "Words of articles or people, which may name anybody",
    "slot_value": "The value of a slot, or the name of a body: only a whole name in it is a person's",
    "person_name": "The name of a person",
    "locator": "An address or a file name, which may be made of a headline",
}
_COLUMN_KEYS = {
    "type", "meaning", "nullable", "codes", "references", "minimum", "maximum", "pattern", "privacy",
}  # fmt: skip


class DictionaryError(ValueError):
    """The data dictionary is wrong; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means and which values it may hold.

    `codes` maps each allowed value to its meaning, `references` is `table.column`, `minimum` and `maximum`
    are inclusive, `pattern` is a regular expression that a value matches from end to end. Null is allowed
    by `nullable` alone. `privacy` is one of PRIVACY. Text of which the dictionary does not say it is
    free_text, unless codes, a pattern or a reference bound it: a column that nobody thought of is guarded.
    """

    type: str
    meaning: str
    nullable: bool = False
    codes: dict[str, str] | None = None
    references: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    privacy: str = "none"


@dataclass(frozen=True)
class Table:
    """One table: `name` is plain, `unit` completes "one row is …", `key` tells rows apart.

    `versions_of` is the table whose rows it keeps through time, `macro` the name that they are read by.
    """

    name: str
    schema: str
    purpose: str
    unit: str
    key: tuple[str, ...]
    columns: dict[str, Column]
    versions_of: str | None = None
    macro: str | None = None

    @property
    def full_name(self) -> str:
        """Return the name as queries write it: plain in schema main, else `schema.name`."""
        return self.name if self.schema == "main" else f"{self.schema}.{self.name}"

    @cached_property
    def polars_schema(self) -> pl.Schema:
        """Return the columns as Polars holds them, in order."""
        return pl.Schema({name: POLARS[column.type] for name, column in self.columns.items()})


def load(folder: Path) -> dict[str, Table]:
    """Read a dictionary from `folder/*.yml` (schema main) and from the folder of each other schema.

    Raises DictionaryError naming file and key for anything that is missing, unknown or of a wrong kind.
    """
    paths = {
        path: schema for schema, below in SCHEMAS.items() for path in sorted((folder / below).glob("*.yml"))
    }
    found: dict[Path, Table] = {}
    for path, schema in paths.items():
        main = {entry.name: entry for entry in found.values() if entry.schema == "main"}
        found[path] = _read_table(path, schema, main)
    by_name = {entry.full_name: entry for entry in found.values()}
    for path, entry in found.items():
        _check_references(path, entry, by_name)
    return by_name


class _UniqueKeys(yaml.SafeLoader):
    """Safe YAML in which a key may stand only once; the stock loader silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def _read_table(path: Path, schema: str, main: dict[str, Table]) -> Table:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), _UniqueKeys)
    except yaml.YAMLError as error:
        raise DictionaryError(f"{path}: {error}") from None
    needed = _TABLE_KEYS | (_HISTORY_KEYS if schema == "history" else set())
    _keys(path, "the file", raw, needed, needed)
    if not isinstance(raw["columns"], dict) or not raw["columns"]:
        raise DictionaryError(f"{path}: columns: must name at least one column.")
    columns = {name: _read_column(path, name, column) for name, column in raw["columns"].items()}
    if schema == "history":
        columns = _taken_over(path, raw, columns, main)
    key = raw["key"]
    if not isinstance(key, list) or not key or len(set(key)) < len(key) or not set(key) <= set(columns):
        raise DictionaryError(f"{path}: key: must list columns of the table, each once, is {key!r}.")
    texts = _sentence(path, "purpose", raw), _sentence(path, "unit", raw)
    return Table(path.stem, schema, *texts, tuple(key), columns, raw.get("versions_of"), raw.get("macro"))


def _taken_over(
    path: Path, raw: dict[str, Any], own: dict[str, Column], main: dict[str, Table]
) -> dict[str, Column]:
    """Return the columns of the table that versions are kept of, then the period's.

    References are left out: what a row referred to at its time may be gone today.
    """
    base, macro = main.get(str(raw["versions_of"])), raw["macro"]
    if base is None:
        raise DictionaryError(f"{path}: versions_of: must name a table of schema main.")
    if not isinstance(macro, str) or not macro.isidentifier() or macro in main:
        raise DictionaryError(f"{path}: macro: must be a name, and no table's, is {macro!r}.")
    if tuple(own) != PERIOD:
        raise DictionaryError(f"{path}: columns: must be {' and '.join(PERIOD)}.")
    return {name: replace(column, references=None) for name, column in base.columns.items()} | own


def _read_column(path: Path, name: object, raw: Any) -> Column:
    where = f"columns.{name}"
    if not isinstance(name, str) or not name.isidentifier() or name != name.lower():
        raise DictionaryError(f"{path}: {where}: a column's name is lower case letters, digits and _.")
    _keys(path, where, raw, {"type", "meaning"}, _COLUMN_KEYS)
    kind = raw["type"]
    if kind not in POLARS:
        raise DictionaryError(f"{path}: {where}.type: must be one of {', '.join(POLARS)}, is {kind!r}.")
    expected: dict[str, tuple[tuple[type, ...], bool]] = {
        "nullable": ((bool,), True),
        "codes": ((dict,), kind == "VARCHAR"),
        "references": ((str,), True),
        "minimum": ((int, float), POLARS[kind].is_numeric()),
        "maximum": ((int, float), POLARS[kind].is_numeric()),
        "pattern": ((str,), kind == "VARCHAR"),
        "privacy": ((str,), kind == "VARCHAR"),
    }
    for key, (types, is_fitting) in expected.items():
        if key in raw and (type(raw[key]) not in types or not is_fitting):
            raise DictionaryError(f"{path}: {where}.{key}: does not fit a {kind} column: {raw[key]!r}.")
    _check_codes(path, where, raw.get("codes"))
    if "minimum" in raw and "maximum" in raw and raw["minimum"] > raw["maximum"]:
        raise DictionaryError(f"{path}: {where}.minimum: is above the maximum.")
    is_bound = kind != "VARCHAR" or not raw.keys().isdisjoint({"codes", "references", "pattern"})
    privacy = raw.get("privacy", "none" if is_bound else "free_text")
    if privacy not in PRIVACY:
        raise DictionaryError(f"{path}: {where}.privacy: must be one of {', '.join(PRIVACY)}.")
    meaning = _sentence(path, "meaning", raw, f"{where}.")
    return Column(**(raw | {"meaning": meaning, "privacy": privacy}))


def _check_codes(path: Path, where: str, codes: dict[Any, Any] | None) -> None:
    if codes is None:
        return
    texts = [*codes, *codes.values()]
    if not codes or not all(isinstance(text, str) and text.strip() for text in texts):
        raise DictionaryError(
            f"{path}: {where}.codes: must map each code to its meaning, both text (quote it)."
        )


def _check_references(path: Path, entry: Table, by_name: dict[str, Table]) -> None:
    for name, column in entry.columns.items():
        if column.references is None:
            continue
        target, _, target_column = column.references.rpartition(".")
        known = by_name.get(target)
        where = f"{path}: columns.{name}.references"
        if known is None or known.key != (target_column,):
            raise DictionaryError(
                f"{where}: {column.references} is not a table with that one column as its key."
            )
        if known.columns[target_column].type != column.type:
            raise DictionaryError(f"{where}: {column.references} is a {known.columns[target_column].type}.")


def _keys(path: Path, where: str, raw: Any, required: set[str], allowed: set[str]) -> None:
    if not isinstance(raw, dict):
        raise DictionaryError(f"{path}: {where}: must be a mapping, is {raw!r}.")
    for problem, keys in (("lacks", required - raw.keys()), ("has the unknown", raw.keys() - allowed)):
        if keys:
            raise DictionaryError(f"{path}: {where}: {problem} {', '.join(sorted(map(str, keys)))}.")


def _sentence(path: Path, key: str, raw: dict[str, Any], within: str = "") -> str:
    """Return a text that stands on one line and ends with a full stop."""
    text = raw[key]
    if not isinstance(text, str) or not text.strip().endswith("."):
        raise DictionaryError(f"{path}: {within}{key}: must be text that ends with a full stop.")
    return " ".join(text.split())
