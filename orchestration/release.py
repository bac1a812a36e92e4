"""`uof release`: the published tables as files that outlive this software.

A release folder holds Parquet and CSV of every table, a data package (datapackage.json), a codebook
made from the data dictionary, and checksums. Its name carries the newest day any article was
published and a hash of the content: the same database always gives the same folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.errors import CallError

if TYPE_CHECKING:
    import polars as pl

    from warehouse.dictionary import Table

NAME = "force-ledger"
_TEXT = {"articles": ["body"]}  # what belongs to the papers
_FRICTIONLESS = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMPTZ": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
}


@dataclass(frozen=True, slots=True)
class Release:
    """Where a release lies, and what to tell about it."""

    folder: Path
    message: str


def write_release(database: Path, out: Path, with_text: bool) -> Release:
    """Write the release folder of a database below `out`, or find that it is there already.

    Raises CallError where `out` is a file.
    """
    from warehouse.dictionary import tables
    from warehouse.publish import content_hashes

    if out.exists() and not out.is_dir():
        raise CallError(f"{out} is a file. Name a folder with --out DIR.")
    name = _name(database, content_hashes(database), with_text)
    folder = out / name
    if folder.exists():
        return Release(folder, f"This release exists already: {folder}")
    aside = out / f".{name}.{os.getpid()}"
    (aside / "csv").mkdir(parents=True)
    (aside / "parquet").mkdir()
    try:
        written = [_write_table(database, aside, table, with_text) for table in tables().values()]
        _write_json(aside / "datapackage.json", _package(name, written))
        (aside / "CODEBOOK.md").write_text(_codebook(name, written, with_text), encoding="utf-8")
        _write_checksums(aside)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return Release(folder, f"Release {name}: {len(written)} tables, {size:.1f} MB in {folder}")


@dataclass(frozen=True, slots=True)
class _Written:
    name: str
    stem: str
    table: Table
    columns: list[str]
    rows: int


def _name(database: Path, hashes: dict[str, str], with_text: bool) -> str:
    from warehouse.reader import query

    newest = query(database, "SELECT max(published_on) AS day FROM articles").item()
    content = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()[:10]
    return f"{NAME}-{newest or 'undated'}-{content}{'-text' if with_text else ''}"


def _write_table(database: Path, folder: Path, table: Table, with_text: bool) -> _Written:
    from warehouse.reader import query

    name = table.full_name
    hidden = [] if with_text else _TEXT.get(name, [])
    columns = [column for column in table.columns if column not in hidden]
    rows: pl.DataFrame = query(database, f"SELECT {', '.join(columns)} FROM {name} ORDER BY ALL")
    stem = name.replace(".", "_")
    rows.write_csv(folder / "csv" / f"{stem}.csv")
    rows.write_parquet(folder / "parquet" / f"{stem}.parquet", compression="zstd")
    return _Written(name, stem, table, columns, rows.height)


def _package(name: str, written: list[_Written]) -> dict[str, Any]:
    """Return the data package (frictionless, version 1) of the CSV files."""
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": "Force Ledger: police use of force as reported",
        "id": name,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": one.stem.replace("_", "-"),
                "path": f"csv/{one.stem}.csv",
                "description": one.table.purpose,
                "encoding": "utf-8",
                "schema": {
                    "fields": [_field(one.table, column) for column in one.columns],
                    "primaryKey": list(one.table.key),
                    "missingValues": [""],
                },
            }
            for one in written
        ],
    }


def _field(table: Table, name: str) -> dict[str, Any]:
    column = table.columns[name]
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.codes:
        constraints["enum"] = [str(code) for code in column.codes]
    kind = _FRICTIONLESS.get(column.type.upper(), "any")
    field = {"name": name, "type": kind, "description": column.meaning}
    if kind == "datetime":
        field["format"] = "any"
    return field | ({"constraints": constraints} if constraints else {})


def _codebook(name: str, written: list[_Written], with_text: bool) -> str:
    lines = [f"# Codebook of {name}", ""]
    if not with_text:
        lines += ["The articles' text is left out: it belongs to the papers. Offsets count in it.", ""]
    for one in written:
        lines += [f"## {one.name}", "", one.table.purpose, "", f"One row is {one.table.unit}", ""]
        lines += [f"{one.rows} rows. Key: {', '.join(one.table.key)}.", ""]
        lines += ["| column | type | may be empty | meaning |", "| --- | --- | --- | --- |"]
        for column in one.columns:
            entry = one.table.columns[column]
            codes = "".join(f"<br>`{code}`: {meaning}" for code, meaning in (entry.codes or {}).items())
            empty = "yes" if entry.nullable else "no"
            meaning = f"{entry.meaning}{codes}".replace("|", "\\|").replace("\n", " ")
            lines.append(f"| {column} | {entry.type} | {empty} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


def _write_checksums(folder: Path) -> None:
    """Write what `sha256sum --check SHA256SUMS` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
