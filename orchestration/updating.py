"""Bringing the house up to date: articles come and go, the islands they touch are made anew, the rest stays.

What comes out depends on the articles in the house alone, not on how they came: one go or day by day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

import polars as pl

from orchestration.house import House, agencies_query
from transforms.incidents.agencies import agency_row
from transforms.incidents.build import (
    agencies_corrected,
    agencies_met,
    corrections_of_none,
    island_rows,
)
from transforms.incidents.corrections import Correction
from transforms.incidents.islands import (
    are_versions,
    connected,
    events_of,
    have_links,
    keys_of,
)
from transforms.incidents.judged import judgements_of_none
from transforms.incidents.mentions import Mention
from transforms.officials.build import name_of, with_officials
from transforms.records import Article, Extraction
from warehouse.dictionary import fitted, table

AT_ONCE = 1500  # articles whose texts and extractions are held in memory
NAMES_AT_ONCE = 20_000  # of officials
NOWHERE = -1  # the number and the island of what no article tells
_MET = table("agencies").polars_schema | {"number": pl.Int32()}


Read = tuple[Article, Extraction, datetime]


@dataclass(frozen=True, slots=True)
class Source:
    """All articles that there are: `article_id`, `content` (what tells a changed one), `ingested_at`.

    `read` gives those of some ids, with what was read out of each and when it was taken in.
    """

    keys: pl.DataFrame
    read: Callable[[Iterable[str]], Iterator[Read]]
    corrections: Sequence[Correction] = ()


def update(source: Source, house: House) -> None:
    """Make the house what it would be if all articles of the source were taken in at once."""
    fresh, gone = house.changes(source.keys)
    agencies = _agencies(house)
    touched = house.leave(gone["article_id"])
    _take_in(source, house, fresh)
    _name_corrected(source, house)
    names = _renew(source, house, touched)
    _tell_of_no_island(source, house)
    names |= _speaking_for(house, agencies)
    _renew_officials(house, sorted(names))


def _take_in(source: Source, house: House, fresh: pl.DataFrame) -> None:
    """Enter articles with their keys and the agencies they name."""
    numbered = fresh.sort("article_id").with_row_index("number", house.first).cast({"number": pl.Int32})
    for part in numbered.iter_slices(AT_ONCE):
        read = list(source.read(part["article_id"]))
        house.enter(
            part,
            {article.article_id: keys_of(article, extraction) for article, extraction, _ in read},
            {article.article_id: article.published_on for article, _, _ in read},
        )
        numbers = dict(part.select("article_id", "number").iter_rows())
        met = [
            agency_row(agency) | {"number": numbers[article.article_id]}
            for article, extraction, _ in read
            for agency in agencies_met(extraction)
        ]
        house.append("agencies_met", pl.DataFrame(met, schema=_MET))


def _name_corrected(source: Source, house: House) -> None:
    """Enter the agencies that corrections alone name, as of no article."""
    house.execute(f"DELETE FROM agencies_met WHERE number = {NOWHERE}")
    met = set(_agencies(house)["agency_id"]) if source.corrections else set()
    named = [agency_row(one) | {"number": NOWHERE} for one in agencies_corrected(source.corrections, met)]
    house.append("agencies_met", pl.DataFrame(named, schema=_MET))


def _tell_of_no_island(source: Source, house: House) -> None:
    """Make the rows of corrections that name no incident, and of judgements whose articles are not here."""
    house.clear([NOWHERE])
    done = set(house.query("SELECT correction_id FROM rows_corrections")["correction_id"])
    judged = set(house.query("SELECT judgement_id FROM rows_judgements")["judgement_id"])
    of_none = {
        "corrections": corrections_of_none(source.corrections, done),
        "judgements": judgements_of_none(judged),
    }
    for name, rows in of_none.items():
        frame = _frame(name, [row | {"island": NOWHERE} for row in rows])
        house.append(f"rows_{name}", frame)


def _renew(source: Source, house: House, touched: set[int]) -> set[str]:
    """Make the islands anew that articles came to or left; return the names of officials who speak there."""
    residents = house.residents()
    island_of = dict(residents.select("number", "island").iter_rows())
    pairs = [(island_of[one], island_of[other]) for one, other in _joined(source, house, _ids(residents))]
    came = (number for number in island_of if number >= house.first)
    groups = list(connected({*came, *touched, *chain.from_iterable(pairs)}, pairs))
    target = {island: min(group) for group in groups for island in group}
    names = _names(house, target)
    house.clear(target)
    moved = residents.filter(pl.col("island").is_in(list(target))).with_columns(
        pl.col("island").replace_strict(target, return_dtype=pl.Int32)
    )
    for part in _whole_islands(moved.sort("island", "number")):
        names |= _make(source, house, part)
    return names


def _joined(source: Source, house: House, ids: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles, by number, that put both on one island."""
    yield from house.bound().iter_rows()
    for pairs in house.alike().iter_slices(AT_ONCE):
        articles = {number: article for number, (article, _) in _of_pairs(source, pairs, ids)}
        for one, other in pairs.iter_rows():
            if are_versions(articles[one], articles[other]):
                yield one, other
    pairs = house.neighbours()
    events: dict[int, list[Mention]] = {
        number: events_of(article, extraction)
        for number, (article, extraction) in _of_pairs(source, pairs, ids)
    }
    for one, other in pairs.iter_rows():
        if have_links(events[one], events[other]):
            yield one, other


def _of_pairs(
    source: Source, pairs: pl.DataFrame, ids: dict[int, str]
) -> Iterator[tuple[int, tuple[Article, Extraction]]]:
    """Yield the articles that pairs name, by number, with what was read out of each."""
    numbers = pl.concat([pairs["one"], pairs["other"]]).unique().sort().to_list()
    for part in _batches(numbers, AT_ONCE):
        number_of = {ids[number]: number for number in part}
        for article, extraction, _ in source.read(number_of):
            yield number_of[article.article_id], (article, extraction)


def _whole_islands(members: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield the members of islands in parts of whole islands, AT_ONCE articles where islands are small."""
    part: list[pl.DataFrame] = []
    for island in members.partition_by("island", maintain_order=True):
        if part and sum(one.height for one in part) + island.height > AT_ONCE:
            yield pl.concat(part)
            part = []
        part.append(island)
    if part:
        yield pl.concat(part)


def _make(source: Source, house: House, members: pl.DataFrame) -> set[str]:
    """Make the rows of whole islands; return the names of officials who speak there."""
    island_of = dict(members.select("article_id", "island").iter_rows())
    read: dict[int, list[Read]] = defaultdict(list)
    for one in source.read(island_of):
        read[island_of[one[0].article_id]].append(one)
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for island, told in read.items():
        articles, extractions, times = zip(*told, strict=True)
        recorded_at = {article.article_id: at for article, at in zip(articles, times, strict=True)}
        for name, found in island_rows(articles, extractions, recorded_at, source.corrections).items():
            rows[name] += [row | {"island": island} for row in found]
    speakers = [
        {"statement_id": row["statement_id"], "name": official, "island": row["island"]}
        for row in rows["statements"]
        if (official := name_of(row)) is not None
    ]
    frames = {name: _frame(name, found) for name, found in rows.items()}
    frames["speakers"] = pl.DataFrame(
        speakers, schema={"statement_id": pl.String, "name": pl.String, "island": pl.Int32}
    )
    house.replace(dict(members.select("number", "island").iter_rows()), frames)
    return {one["name"] for one in speakers}


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=table(name).polars_schema | {"island": pl.Int32})
    return fitted(frame.drop("island"), name).with_columns(frame["island"])


def _names(house: House, islands: Iterable[int]) -> set[str]:
    gone = pl.DataFrame({"island": list(islands)}, schema={"island": pl.Int32})
    return set(
        house.query("SELECT DISTINCT name FROM speakers SEMI JOIN asked USING (island)", asked=gone)["name"]
    )


def _agencies(house: House) -> pl.DataFrame:
    return house.query(f"SELECT agency_id, state FROM ({agencies_query('agencies_met')})")


def _speaking_for(house: House, before: pl.DataFrame) -> set[str]:
    """Return the names of officials of agencies whose state, which tells namesakes apart, is another now."""
    known = before.rename({"state": "before"})
    changed = (
        _agencies(house).join(known, on="agency_id").filter(pl.col("state").ne_missing(pl.col("before")))
    )
    return set(
        house.query(
            "SELECT DISTINCT name FROM speakers INNER JOIN rows_statements USING (statement_id) "
            "SEMI JOIN asked USING (agency_id)",
            asked=changed.select("agency_id"),
        )["name"]
    )


def _renew_officials(house: House, names: list[str]) -> None:
    """Tell anew who is one official among those of these names, and make their rows."""
    for part in _batches(names, NAMES_AT_ONCE):
        asked = pl.DataFrame({"name": list(part)})
        for name in ("officials", "official_positions"):
            house.execute(f"DELETE FROM {name} WHERE speaker IN (SELECT name FROM asked)", asked=asked)
        house.execute("DELETE FROM officials_of WHERE name IN (SELECT name FROM asked)", asked=asked)
        statements = house.query(
            "SELECT s.* EXCLUDE (island), k.name FROM rows_statements AS s "
            "INNER JOIN speakers AS k USING (statement_id) SEMI JOIN asked ON k.name = asked.name",
            asked=asked,
        )
        made = with_officials(
            {
                "statements": statements.drop("name"),
                "articles": house.query(
                    "SELECT article_id, published_on, copy_of FROM rows_articles "
                    "SEMI JOIN asked USING (article_id)",
                    asked=statements.select("article_id"),
                ),
                "agencies": _agencies(house),
                "incidents": house.query(
                    "SELECT incident_id, state FROM rows_incidents SEMI JOIN asked USING (incident_id)",
                    asked=statements.select("incident_id"),
                ),
            }
        )
        told = (
            made["statements"]
            .select("statement_id", "official_id")
            .drop_nulls()
            .join(statements.select("statement_id", "name"), on="statement_id")
        )
        house.append("officials_of", told)
        speaker = told.select("official_id", speaker="name").unique("official_id")
        for name in ("officials", "official_positions"):
            house.append(name, made[name].join(speaker, on="official_id"))


def _batches(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _ids(residents: pl.DataFrame) -> dict[int, str]:
    return dict(residents.select("number", "article_id").iter_rows())
