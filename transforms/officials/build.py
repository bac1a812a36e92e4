"""The tables `officials` and `official_positions`, and who of them makes each statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from transforms.incidents.identity import content_id
from transforms.incidents.names import parts_of
from transforms.officials.identity import Said, most_common, officials_of, state_of
from warehouse.dictionary import conform, table

OFFICIAL_ROLES = ("law_enforcement", "prosecutor", "government")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement of an official with what the tables count."""

    said: Said
    role: str
    title: str | None
    original: str  # the article, or the one it is a copy of
    is_copy: bool


def with_officials(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the tables with `officials` and `official_positions`, and `statements.official_id` filled in.

    Reads `statements`, `articles`, `agencies` and `incidents` as the dictionary has them.
    """
    spoken = _spoken(tables)
    official = officials_of(one.said for one in spoken)
    groups: dict[str, list[Spoken]] = defaultdict(list)
    for one in spoken:
        if one.said.statement_id in official:
            groups[official[one.said.statement_id]].append(one)
    names = pl.DataFrame(
        {"statement_id": list(official), "official_id": list(official.values())},
        schema={"statement_id": pl.String, "official_id": pl.String},
    )
    statements = tables["statements"].drop("official_id").join(names, on="statement_id", how="left")
    rows = {
        "officials": [_official(name, group) for name, group in groups.items()],
        "official_positions": [row for name, group in groups.items() for row in _positions(name, group)],
    }
    made = {
        name: conform(pl.DataFrame(found, schema=table(name).polars_schema), name)
        for name, found in rows.items()
    }
    return tables | made | {"statements": conform(statements, "statements")}


def name_of(statement: Row) -> str | None:
    """Return the first and last name of the official who makes a statement, None where it is nobody's.

    Who is one official depends on statements of one such name alone.
    """
    if statement["speaker_role"] not in OFFICIAL_ROLES or statement["speaker_name"] is None:
        return None
    parts = parts_of(statement["speaker_name"])
    return f"{parts[0]} {parts[-1]}" if len(parts) > 1 else None


def _spoken(tables: dict[str, pl.DataFrame]) -> list[Spoken]:
    """Return the statements of named persons who speak for an authority."""
    rows = (
        tables["statements"]
        .filter(pl.col("speaker_role").is_in(OFFICIAL_ROLES), pl.col("speaker_name").is_not_null())
        .join(tables["articles"].select("article_id", "published_on", "copy_of"), on="article_id", how="left")
        .join(tables["agencies"].select("agency_id", agency_state="state"), on="agency_id", how="left")
        .join(tables["incidents"].select("incident_id", incident_state="state"), on="incident_id", how="left")
    )
    return [
        Spoken(
            Said(
                row["statement_id"], row["article_id"], row["incident_id"], row["speaker_name"],
                row["agency_id"], row["agency_state"], row["organisation"], row["incident_state"],
                row["published_on"],
            ),
            row["speaker_role"],
            row["speaker_rank"] or row["speaker_title"],
            row["copy_of"] or row["article_id"],
            row["copy_of"] is not None,
        )
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip


def _official(official_id: str, group: list[Spoken]) -> Row:
    return {
        "official_id": official_id,
        "name": max((one.said.name for one in group), key=lambda name: (len(parts_of(name)), name)),
        "speaker_role": most_common(one.role for one in group),
        "state": state_of(one.said for one in group),
        "article_count": len({one.original for one in group}),
    } | _said(group)


def _positions(official_id: str, group: list[Spoken]) -> list[Row]:
    """Return one row for each body and title; a statement without a title has one of its own."""
    held: dict[tuple[str | None, ...], list[Spoken]] = defaultdict(list)
    for one in group:
        held[(one.said.agency_id, one.said.organisation, one.title)].append(one)
    return [
        {
            "position_id": content_id("pos", official_id, *key),
            "official_id": official_id,
            "agency_id": key[0],
            "organisation": key[1],
            "title": key[2],
        }
        | _said(members)
        for key, members in held.items()
    ]


def _said(group: Iterable[Spoken]) -> dict[str, date | int | None]:
    """Return when they spoke first and last, and how often; what a copy repeats counts once."""
    members = list(group)
    days = [one.said.said_on for one in members if one.said.said_on is not None]
    return {
        "first_said_on": min(days, default=None),
        "last_said_on": max(days, default=None),
        "statement_count": sum(not one.is_copy for one in members),
    }
