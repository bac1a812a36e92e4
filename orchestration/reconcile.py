"""`uof reconcile`: a list of others beside the ledger, as a folder of sheets that a person can go through.

The sheets are CSV for any spreadsheet: a cell that one could take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.errors import CallError

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

    from orchestration.home import Home
    from transforms.registries.layout import Layout
    from transforms.registries.read import Reading

_SHOWN = ("name", "day", "city", "state", "agencies", "age", "outcome")
_MOST_SHOWN = 12  # disagreements that the summary lists


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The sheets by name, and the summary in Markdown."""

    sheets: dict[str, pl.DataFrame]
    summary: str


def reconcile(console: Console, home: Home, file: Path, columns: Path | None, out: Path | None) -> None:
    """Keep a list in the ledger, link it with the published database, write the sheets, print the summary.

    Raises CallError where file or map cannot be read or a column is missing, BusyError where a run is under
    way; nothing is written then.
    """
    from orchestration.registries import keep

    reading = _read(file, columns)
    done = compare(home.published, reading, file.name)
    folder = out or home.root / "reconciled" / reading.layout.registry
    with home.held():
        _write(folder, done)
        keep(home, reading)
    console.print(done.summary, highlight=False, markup=False, soft_wrap=True)
    console.print(
        f"The sheets lie in {folder}. The next `uof run` publishes the ids in incident_external_ids.",
        highlight=False,
        soft_wrap=True,
    )


def compare(database: Path, reading: Reading, source: str) -> Reconciled:
    """Return what a list and a published database have in common and what each has alone."""
    import polars as pl

    from transforms.registries.compare import only_ours, only_theirs, slots
    from transforms.registries.link import link
    from transforms.registries.records import OURS, ours, theirs
    from warehouse.reader import query

    here, there = ours(query(database, OURS)), theirs(reading.rows)
    pairs = link(here, there)
    linked = pairs.filter(decision="linked")
    told = slots(linked, here, there)
    lines = reading.rows.select(other_id="external_id", line="line")
    known = here.select("record_id", "incident_id", "subject_id")
    differing = told.filter(relation="disagree")
    on = differing.group_by("record_id").agg(disagree_on=pl.col("slot").sort().str.join(", "))
    sided = (
        pairs.join(known, on="record_id")
        .join(lines, on="other_id")
        .join(_shown(here, "ours_"), on="record_id")
        .join(_shown(there, "theirs_"), left_on="other_id", right_on="record_id")
        .rename({"other_id": "external_id"})
        .sort("probability", "record_id", descending=[True, False])
    )
    order = ("incident_id", "subject_id", "external_id", "line", "probability", "bits", "evidence")
    newest = reading.rows.select(pl.col("day").max()).item()
    alone = only_ours(here, pairs, reading.layout.scope, newest).join(known, on="record_id")
    lacking = only_theirs(there, pairs, here).rename({"record_id": "other_id"}).join(lines, on="other_id")
    sheets = {
        "pairs": sided.select("decision", "reason", *order, pl.col("^(ours|theirs)_.*$")),
        "both": sided.filter(decision="linked")
        .join(on, on="record_id", how="left")
        .select(*order, "disagree_on", pl.col("^(ours|theirs)_.*$")),
        "only_ours": _explained(alone)
        .join(_shown(here, ""), on="record_id")
        .sort("explanation", "day", "record_id", nulls_last=True)
        .select("explanation", "meaning", "incident_id", "subject_id", *_SHOWN),
        "only_theirs": _explained(lacking)
        .join(_shown(there, ""), left_on="other_id", right_on="record_id")
        .sort("explanation", "day", "other_id")
        .select("explanation", "meaning", pl.col("other_id").alias("external_id"), "line", *_SHOWN),
        "disagree": told.join(known, on="record_id")
        .filter(pl.col("relation") != "agree")
        .sort("relation", "slot", "record_id")
        .select("relation", "slot", "incident_id", "subject_id", pl.col("other_id").alias("external_id"),
                "ours", "theirs"),
        "refused": pl.DataFrame(
            [(one.line, one.reason, one.detail) for one in reading.refusals],
            schema={"line": pl.Int64, "reason": pl.String, "detail": pl.String},
            orient="row",
        ),
        "left_out": pl.DataFrame(
            [(*key, count) for key, count in sorted(reading.left_out.items())],
            schema={"field": pl.String, "value": pl.String, "rows": pl.Int64},
            orient="row",
        ),
    }  # fmt: skip
    return Reconciled(sheets, _summary(reading, source, sheets))


def _read(file: Path, columns: Path | None) -> Reading:
    from transforms.registries.layout import LayoutError
    from transforms.registries.read import read_list

    try:
        layout = _layout(columns) if columns else None
        data = file.read_bytes()
    except OSError as error:
        raise CallError(f"{error.filename} cannot be read: {error.strerror}.") from None
    try:
        return read_list(data, layout)
    except LayoutError as error:
        raise CallError(f"{file}: {error}") from None


def _layout(columns: Path) -> Layout:
    from transforms.registries.layout import LayoutError, parse_layout

    try:
        return parse_layout(columns.read_text(encoding="utf-8"), str(columns))
    except (LayoutError, UnicodeDecodeError) as error:
        raise CallError(str(error)) from None


def _shown(records: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """Return what a sheet shows of records, each column with a prefix, by record_id."""
    import polars as pl

    from transforms.registries.compare import told

    rows = [
        {"record_id": row["record_id"]}
        | {f"{prefix}{name}": told(row[name]) for name in _SHOWN if name != "day"}
        | {
            f"{prefix}day": told(
                (row["day_from"], row["day_to"]) if row["day_from"] or row["day_to"] else None
            )
        }
        for row in records.iter_rows(named=True)
    ]
    columns = ["record_id", *(f"{prefix}{name}" for name in _SHOWN)]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String()))


def _explained(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    from transforms.registries.compare import EXPLANATIONS

    return frame.with_columns(
        meaning=pl.col("explanation").replace_strict(EXPLANATIONS, return_dtype=pl.String)
    )


def _write(folder: Path, done: Reconciled) -> None:
    """Write the sheets; a folder of an earlier reconciliation gives way whole.

    Raises CallError where the folder holds anything else.
    """
    from warehouse.spreadsheet import without_formulas

    ours = {f"{name}.csv" for name in done.sheets} | {"SUMMARY.md"}
    if folder.exists() and (not folder.is_dir() or not {path.name for path in folder.iterdir()} <= ours):
        raise CallError(f"{folder} holds other things. Name a new folder with --out DIR.")
    aside = folder.with_name(f".{folder.name}.{os.getpid()}")
    aside.mkdir(parents=True)
    try:
        for name, sheet in done.sheets.items():
            without_formulas(sheet).write_csv(aside / f"{name}.csv")
        (aside / "SUMMARY.md").write_text(done.summary + "\n", encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _summary(reading: Reading, source: str, sheets: dict[str, pl.DataFrame]) -> str:
    from transforms.registries.compare import EXPLANATIONS

    layout, refused = reading.layout, Counter(one.reason for one in reading.refusals)
    undecided = sheets["pairs"].filter(decision="undecided").height
    disagreements = sheets["disagree"].filter(relation="disagree")
    lines = [
        f"# {layout.title}: {source}",
        "",
        f"Licence: {layout.licence}",
        "",
        f"{reading.rows.height} rows read{f', {reading.note}' if reading.note else ''}; "
        f"{len(reading.refusals)} refused{_counts(refused)}; "
        f"{sum(reading.left_out.values())} values left out that the layout does not know.",
        "",
        "| what | records | sheet |",
        "| --- | ---: | --- |",
        f"| in both | {sheets['both'].height} | both.csv |",
        f"| pairs that a person must decide | {undecided} | pairs.csv |",
    ]
    for name, title in (("only_ours", "only ours"), ("only_theirs", "only theirs")):
        counts = Counter(sheets[name]["explanation"].to_list())
        lines += [
            f"| {title}: {EXPLANATIONS[key]} | {counts[key]} | {name}.csv |"
            for key in EXPLANATIONS
            if counts[key]
        ]
    slots = Counter(disagreements["slot"].to_list())
    lines += [
        f"| in both, disagree on {slot} | {count} | disagree.csv |" for slot, count in sorted(slots.items())
    ]
    shown = disagreements.head(_MOST_SHOWN)
    if shown.height:
        lines += ["", "| incident | slot | ours | theirs |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {row['incident_id']} | {row['slot']} | {_cell(row['ours'])} | {_cell(row['theirs'])} |"
            for row in shown.iter_rows(named=True)
        ]
    return "\n".join(lines)


def _counts(reasons: Counter[str]) -> str:
    return (
        f" ({', '.join(f'{count} {reason}' for reason, count in sorted(reasons.items()))})" if reasons else ""
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
