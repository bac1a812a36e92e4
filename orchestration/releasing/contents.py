"""What a release holds: the published tables, without the papers' text with short evidence in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.dictionary import Column, Table, tables
from warehouse.reader import frames
from warehouse.seeds import load_yaml

OMITTED = "[…]"  # stands for a quotation that the release has no room for
CUT = "…"  # ends a text that goes on
_SPAN = ("article_id", "char_start", "char_end")


@dataclass(frozen=True)
class Part:
    """One table of a release: its columns with their meaning, and its rows in the order of its key."""

    table: Table
    frame: pl.DataFrame

    @property
    def name(self) -> str:
        """Return the full name, as queries write it."""
        return self.table.full_name

    @property
    def stem(self) -> str:
        """Return the name of its files, without ending."""
        return self.name.replace(".", "_")


def read_parts(database: Path) -> list[Part]:
    """Return every table of a published database, whole, rows by key (nulls last)."""
    selects = {name: _select(entry) for name, entry in tables().items()}
    return [Part(tables()[name], frame) for name, frame in frames(database, selects)]


def _select(entry: Table) -> str:
    by = dict.fromkeys([*entry.key, *entry.columns])  # the rest too: no row's place may be left to chance
    order = ", ".join(f'"{column}" NULLS LAST' for column in by)
    columns = ", ".join(f'"{column}"' for column in entry.columns)
    return f"SELECT {columns} FROM {entry.full_name} ORDER BY {order}"


def columns_of(part: Part, privacy: str) -> list[str]:
    """Return the columns of which the dictionary says this (see warehouse.definitions.PRIVACY)."""
    return [name for name, column in part.table.columns.items() if column.privacy == privacy]


def part_of(parts: Iterable[Part], name: str) -> Part:
    """Return the part of a table by its full name. Raises KeyError where there is none."""
    for part in parts:
        if part.name == name:
            return part
    raise KeyError(name)


def with_evidence(parts: Iterable[Part]) -> list[Part]:
    """Return the parts with a column `evidence` where rows have offsets but not the words there.

    It holds the article's words at the offsets.
    """
    given = list(parts)
    bodies = _bodies(given)
    meaning = "The article's words from char_start to char_end."
    done = []
    for part in given:
        if set(_SPAN) <= part.table.columns.keys() and not columns_of(part, "quotation"):
            words = pl.col("body").str.slice("char_start", pl.col("char_end") - pl.col("char_start"))
            frame = part.frame.join(bodies, on="article_id", how="left", maintain_order="left")
            evidence = Column("VARCHAR", meaning, nullable=True, privacy="quotation")
            columns = part.table.columns | {"evidence": evidence}
            frame = frame.with_columns(evidence=words).select(*columns)
            done.append(Part(replace(part.table, columns=columns), frame))
        else:
            done.append(part)
    return done


def without_text(parts: Iterable[Part]) -> list[Part]:
    """Return the parts without the articles' text, and with quotations as short as seeds/release.yml says."""
    given = list(parts)
    quotation, evidence = (load_yaml("release.yml")[name] for name in ("quotation", "evidence"))
    fitting = _fitting(given, quotation["longest"], quotation["largest_share"])
    return [
        _shortened(part, fitting, quotation if "statement_id" in part.table.key else evidence)
        for part in given
    ]


def _fitting(parts: list[Part], longest: int, share: float) -> pl.DataFrame:
    """Return the `statement_id` of those whose words the share of their article has room for.

    People's own words come first (kind direct or written), then those retold, each in the article's order.
    """
    return (
        part_of(parts, "statements")
        .frame.join(_bodies(parts), on="article_id")
        .with_columns(
            length=pl.min_horizontal(pl.col("content").str.len_chars(), longest),
            is_retold=pl.col("kind") == "indirect",
        )
        .sort("article_id", "is_retold", "char_start", "statement_id")
        .with_columns(told=pl.col("length").cum_sum().over("article_id"))
        .filter(pl.col("told") <= pl.col("body").str.len_chars() * share)
        .select("statement_id")
    )


def _shortened(part: Part, fitting: pl.DataFrame, rule: dict[str, Any]) -> Part:
    """Return a part without bodies, its quotations cut; statements that do not fit are left out."""
    columns, frame, longest = dict(part.table.columns), part.frame, rule["longest"]
    for name in columns_of(part, "body"):
        del columns[name]
    for name in columns_of(part, "quotation"):
        note, words = f"In this release {CUT} stands after {longest} characters.", _cut(pl.col(name), longest)
        if "largest_share" in rule:
            note += f" {OMITTED} stands for words past {rule['largest_share']:.0%} of their article."
            fits = pl.col("statement_id").is_in(fitting["statement_id"].implode())
            words = pl.when(fits).then(words).otherwise(pl.lit(OMITTED))
        columns[name] = replace(columns[name], meaning=f"{columns[name].meaning} {note}")
        frame = frame.with_columns(words.alias(name))
    return Part(replace(part.table, columns=columns), frame.select(*columns))


def _bodies(parts: Iterable[Part]) -> pl.DataFrame:
    return part_of(parts, "articles").frame.select("article_id", "body")


def _cut(text: pl.Expr, longest: int) -> pl.Expr:
    is_long = text.str.len_chars() > longest
    return pl.when(is_long).then(text.str.slice(0, longest) + CUT).otherwise(text)
