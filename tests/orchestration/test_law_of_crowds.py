"""The law on generated corpora: in whatever order and on whatever days articles come, tables are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import duckdb
import polars as pl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from orchestration import building
from orchestration.home import Home
from orchestration.house import House, contents, layout
from orchestration.updating import Read, Source, update
from tests.orchestration.crowded import Crowd, crowd
from transforms.incidents import corpus, islands
from transforms.incidents.build import build_tables
from warehouse.dictionary import conform, table
from warehouse.publish import LEDGER_TIMES, content_hashes, swap

MONDAY = datetime(2024, 6, 3, 12, tzinfo=UTC)
LAST = 3  # day on which the last articles come, counted from 0
Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Coming:
    """A corpus, the order in which its articles come, and the day of each of that order, ascending."""

    crowd: Crowd
    order: tuple[int, ...]
    days: tuple[int, ...]

    @property
    def taken_in(self) -> dict[str, datetime]:
        """When each article is taken in."""
        ids = (self.crowd.articles[at].article_id for at in self.order)
        return {name: MONDAY + timedelta(days=day) for name, day in zip(ids, self.days, strict=True)}

    def source(self, day: int = LAST) -> Source:
        """The articles that there are on a day."""
        there = [at for at, came in zip(self.order, self.days, strict=True) if came <= day]
        taken = self.taken_in
        read = {
            one.article_id: (one, self.crowd.extractions[at], taken[one.article_id])
            for at in there
            for one in [self.crowd.articles[at]]
        }

        def some(article_ids: Iterable[str]) -> Iterator[Read]:
            return (read[name] for name in article_ids)

        columns = {"article_id": [*read], "content": [*read], "ingested_at": [at for *_, at in read.values()]}
        schema = {"article_id": pl.String, "content": pl.String, "ingested_at": pl.Datetime("us", "UTC")}
        return Source(pl.DataFrame(columns, schema=schema), some, self.crowd.corrections)


@st.composite
def comings(draw: st.DrawFn) -> Coming:
    found = crowd(draw(st.integers(0, 1 << 30)), draw(st.integers(2, 14)))
    size = len(found.articles)
    order = draw(st.permutations(range(size)))
    days = draw(st.lists(st.integers(0, LAST), min_size=size, max_size=size))
    return Coming(found, tuple(order), tuple(sorted(days)))


@contextmanager
def judged(found: Crowd) -> Iterator[None]:
    """The judgements of a corpus take the place of those of the project."""
    with (
        mock.patch.object(corpus, "load_judgements", lambda: found.judgements),
        mock.patch.object(islands, "load_judgements", lambda: found.judgements),
    ):
        yield


def at_once(found: Crowd, taken_in: Mapping[str, datetime]) -> Frames:
    """The tables that a house holds; what follows from them alone is in the files compared below."""
    made = build_tables([*found.articles], [*found.extractions], taken_in, found.corrections)
    return {name: frame for name, frame in made.items() if name in contents("memory")}


@cache
def empty_house() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(layout())
    return connection


def day_by_day(coming: Coming) -> Frames:
    """What is in the house when all have come; the next one finds it empty again."""
    connection = empty_house()
    connection.execute("BEGIN")
    try:
        for day in sorted(set(coming.days)):
            update(coming.source(day), House(connection))
        return {name: conform(connection.sql(query).pl(), name) for name, query in contents("memory").items()}
    finally:
        connection.execute("ROLLBACK")


def differing(one: Frames, other: Frames, without: Iterable[str] = ()) -> list[str]:
    assert one.keys() == other.keys()
    return [name for name in one if not _sorted(one[name], without).equals(_sorted(other[name], without))]


def _sorted(frame: pl.DataFrame, without: Iterable[str]) -> pl.DataFrame:
    return frame.drop(without, strict=False).sort(pl.all())


def check_law(coming: Coming) -> None:
    found = coming.crowd
    with judged(found):
        days, whole = day_by_day(coming), at_once(found, coming.taken_in)
        assert differing(days, whole) == []
        one_go = at_once(found, dict.fromkeys(coming.taken_in, MONDAY))
    of_intake = {name for name in whole if name.endswith("_recorded")}
    if any(article.published_on is None for article in found.articles):  # reported when taken in
        of_intake |= {name for name in whole if name.endswith("_reported")}
    assert set(differing(days, one_go, LEDGER_TIMES)) <= of_intake


@given(comings())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_tables_do_not_tell_how_articles_came(coming: Coming) -> None:
    check_law(coming)


@given(comings())
@settings(
    max_examples=2, phases=[Phase.generate], deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
def test_databases_do_not_tell_how_articles_came(coming: Coming) -> None:
    """The same of the file with its marts, where what was known on the first day had been published."""
    one_go = replace(coming, days=(0,) * len(coming.days))
    with judged(coming.crowd), TemporaryDirectory() as one, TemporaryDirectory() as other:
        assert built_of(coming, Path(one)) == built_of(one_go, Path(other))


def built_of(coming: Coming, folder: Path) -> dict[str, str]:
    home = Home(folder)
    home.prepare()
    for day in sorted(set(coming.days)):
        with read_already(coming.source(day)):
            building.build_database(home)
        hashes = content_hashes(home.built)
        swap(home.built, home.published)
    return hashes


@contextmanager
def read_already(source: Source) -> Iterator[None]:
    """Articles are known with what is read out of each, none is refused."""
    nothing = pl.DataFrame(schema=table("quality.quarantine").polars_schema)
    uncounted = pl.DataFrame(schema=table("quality.stages").polars_schema)
    with (
        mock.patch.object(building, "read_documents"),
        mock.patch.object(building, "extract_due"),
        mock.patch.object(building, "article_keys"),
        mock.patch.object(building, "refused", lambda home: nothing),
        mock.patch.object(building, "stages", lambda home, house, refused: uncounted),
        mock.patch.object(building, "source", lambda home: source),
    ):
        yield
