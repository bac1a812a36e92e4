"""The data package of a release (datapackage.json, version 2): types, keys, references, codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from orchestration.releasing.about import About
from orchestration.releasing.contents import Part
from warehouse.dictionary import Column

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMPTZ": "datetime",
}


def package(about: About, parts: Iterable[Part]) -> dict[str, Any]:
    """Return the descriptor of a release whose tables lie in `csv/`. Raises KeyError for an unknown type."""
    return {
        "$schema": PROFILE,
        "name": about.package,
        "id": about.name,
        "title": about.title,
        "description": about.summary,
        "version": about.version,
        "created": about.created,
        "keywords": about.keywords,
        "contributors": [{"title": author, "roles": ["creator"]} for author in about.authors],
        "tier": about.tier,
        "withText": about.with_text,
        "software": about.software,
        "inputs": about.inputs,
        "resources": [_resource(part) for part in parts],
    }


def resource_name(name: str) -> str:
    """Return the name that the package gives to a table."""
    return name.replace(".", "_").replace("_", "-")


def _resource(part: Part) -> dict[str, Any]:
    return {
        "name": resource_name(part.name),
        "type": "table",
        "path": f"csv/{part.stem}.csv",
        "description": f"{part.table.purpose} One row is {part.table.unit}",
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": {
            "fields": [_field(part, name, column) for name, column in part.table.columns.items()],
            **_key(part),
            "foreignKeys": [
                _reference(part, name, column.references)
                for name, column in part.table.columns.items()
                if column.references
            ],
            "missingValues": [""],
        },
    }


def _key(part: Part) -> dict[str, Any]:
    """Return the key; one of which a column may be empty is no primary key, though it is unique."""
    key = list(part.table.key)
    if any(part.table.columns[name].nullable for name in key):
        return {"uniqueKeys": [key]}
    return {"primaryKey": key}


def _reference(part: Part, name: str, target: str) -> dict[str, Any]:
    table, _, column = target.rpartition(".")
    resource = "" if table == part.name else resource_name(table)  # empty: the same table
    return {"fields": [name], "reference": {"resource": resource, "fields": [column]}}


def _field(part: Part, name: str, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    # In a CSV file an empty text and none look alike.
    if not column.nullable and not (part.frame.schema[name] == pl.String and (part.frame[name] == "").any()):
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = list(column.codes)
    for key, value in (
        ("minimum", column.minimum),
        ("maximum", column.maximum),
        ("pattern", column.pattern),
    ):
        if value is not None:
            constraints[key] = value
    field: dict[str, Any] = {"name": name, "type": _TYPES[column.type], "description": column.meaning}
    if column.codes:
        field["categories"] = [{"value": code, "label": label} for code, label in column.codes.items()]
    return field | ({"constraints": constraints} if constraints else {})
