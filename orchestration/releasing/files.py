"""The files of a release, each a function of its rows alone: CSV, Parquet, one DuckDB file, checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from orchestration.releasing.contents import Part
from warehouse.frozen import freeze
from warehouse.spreadsheet import without_formulas

DATABASE = "uof.duckdb"
CHECKSUMS = "SHA256SUMS"
FORMULA_NOTE = (
    "In the CSV files a text that begins with =, +, -, @ (also wide, or behind blanks or apostrophes), a tab "
    "or a carriage return has one apostrophe put before it, so that no spreadsheet takes it for a formula. "
    "Take it off to have the value. Parquet and DuckDB files hold the value itself."
)
_INSTANT = "%Y-%m-%dT%H:%M:%S%.6fZ"


def write_tables(folder: Path, parts: Iterable[Part]) -> None:
    """Write every table to `folder` as CSV and Parquet, and all of them to one DuckDB file."""
    given = list(parts)
    for name in ("csv", "parquet"):
        (folder / name).mkdir()
    for part in given:
        without_formulas(part.frame).write_csv(folder / "csv" / f"{part.stem}.csv", datetime_format=_INSTANT)
        part.frame.write_parquet(
            folder / "parquet" / f"{part.stem}.parquet", compression="zstd", row_group_size=100_000
        )
    freeze(folder / DATABASE, [(part.table, part.frame) for part in given])


def tables_hash(folder: Path) -> str:
    """Return a hash of the names and bytes of the CSV files below `folder`, which hold all that is told."""
    told = [
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(folder.glob("csv/*"))
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def write_checksums(folder: Path) -> None:
    """Write what `sha256sum --check SHA256SUMS` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def write_json(path: Path, value: Any) -> None:
    """Write a value as JSON for people and programs to read."""
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
