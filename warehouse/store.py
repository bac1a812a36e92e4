"""The working store: one Parquet file a table, under `HOME/tables`."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from warehouse.dictionary import conform, table


class Store:
    """The tables of the last build of the ledger at `root`. All of it can be made again."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "tables"

    def write(self, name: str, frame: pl.DataFrame) -> None:
        """Keep a table in the place of its last version; whoever reads meanwhile has one or the other whole.

        Raises ConformError where the frame does not fit the dictionary.
        """
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.new")
        conform(frame, name).write_parquet(aside, compression="zstd")
        aside.replace(path)

    def read(self, name: str) -> pl.DataFrame:
        """Return a table as it was last written. Raises FileNotFoundError where it never was."""
        return pl.read_parquet(self._path(name))

    def _path(self, name: str) -> Path:
        entry = table(name)
        schema = "" if entry.schema == "main" else entry.schema
        return self.folder / schema / f"{entry.name}.parquet"
