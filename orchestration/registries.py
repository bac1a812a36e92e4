"""The lists of others that a ledger keeps: each as it was read, with the layout it was read by.

They are input, as articles are: every build links them anew, so what is published follows from articles and
lists alone, whatever came first. A list that is reconciled again takes the place of its former edition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from orchestration.home import Home
from orchestration.house import House, contents
from transforms.incidents.build import OF_LISTS
from transforms.registries.layout import Layout, parse_layout
from transforms.registries.read import Reading
from warehouse.dictionary import table

_READ = ("incidents", "subjects", "incident_agencies", "agencies")  # by the query for the ledger's records


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list of a ledger: its layout and its rows (`read.SCHEMA`)."""

    layout: Layout
    rows: pl.DataFrame


def keep(home: Home, reading: Reading) -> None:
    """Keep a list in a ledger, rows and layout each whole whatever ends this.

    Ended between the two, the old rows have the new layout, until the list is reconciled again.
    """
    home.registries.mkdir(parents=True, exist_ok=True)
    name = reading.layout.registry
    for path, write in (
        (home.registries / f"{name}.yml", _writes(reading.layout.text)),
        (home.registries / f"{name}.parquet", reading.rows.write_parquet),
    ):
        aside = path.with_name(f".{path.name}")
        write(aside)
        aside.replace(path)


def _writes(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


def kept_lists(home: Home) -> list[KeptList]:
    """Return the lists of a ledger by registry."""
    return [
        KeptList(parse_layout(path.read_text(encoding="utf-8"), str(path)), pl.read_parquet(rows))
        for path in sorted(home.registries.glob("*.yml"))
        if not path.name.startswith(".") and (rows := path.with_suffix(".parquet")).exists()
    ]


def tables_of_lists(home: Home, house: House) -> dict[str, pl.DataFrame]:
    """Return the tables that follow from a ledger's lists and the incidents in the house, by name."""
    lists = kept_lists(home)
    if not lists:
        return {name: table(name).polars_schema.to_frame() for name in OF_LISTS}
    from transforms.registries import external_ids, undercount
    from transforms.registries.records import OURS, ours, theirs

    told = contents("house")
    lent = ", ".join(f"{name} AS ({told[name]})" for name in _READ)
    here = ours(house.query(f"WITH {lent} {OURS}"))
    listed = [undercount.Listed(kept.layout.registry, theirs(kept.rows), kept.layout.scope) for kept in lists]
    ledger = undercount.Listed(undercount.LEDGER, here, undercount.LEDGERS_SCOPE)
    return {
        external_ids.TABLE: external_ids.external_ids(
            here, {kept.layout.registry: kept.rows for kept in lists}
        ),
        undercount.TABLE: undercount.undercounts([ledger, *listed]),
    }
