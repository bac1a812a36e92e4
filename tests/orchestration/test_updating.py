"""The house after any number of runs is the house of one run, though islands alone are made anew."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from orchestration.home import Home
from orchestration.house import contents, entered, house_path
from orchestration.updating import Read, Source, update
from tests.linking.reading import articles, extractions
from transforms.incidents.build import OF_LISTS, build_tables
from warehouse.dictionary import conform
from warehouse.reader import connect

MONDAY = datetime(2024, 6, 3, tzinfo=UTC)
ALL = range(len(articles()))


def source(chosen: Iterable[int], changed: frozenset[int] = frozenset()) -> Source:
    """The articles at these positions, a third taken in each day; changed ones lost their statements."""
    read: dict[str, Read] = {}
    contents: dict[str, str] = {}
    for at in chosen:
        article, extraction = articles()[at], extractions()[at]
        if at in changed:
            extraction = type(extraction)(article.article_id, False, 0.1)
        read[article.article_id] = (article, extraction, MONDAY + timedelta(days=at % 3))
        contents[article.article_id] = f"{article.article_id} {at in changed}"

    def some(article_ids: Iterable[str]) -> Iterator[Read]:
        return (read[name] for name in article_ids)

    keys = {
        "article_id": list(read),
        "content": list(contents.values()),
        "ingested_at": [at for _, _, at in read.values()],
    }
    schema = {"article_id": pl.String, "content": pl.String, "ingested_at": pl.Datetime("us", "UTC")}
    return Source(pl.DataFrame(keys, schema=schema), some)


def run(home: Home, given: Source, version: str = "today") -> None:
    with entered(home, version) as house:
        update(given, house)


def in_house(home: Home) -> dict[str, pl.DataFrame]:
    connection = connect(house_path(home))
    try:
        return {name: conform(connection.sql(query).pl(), name) for name, query in contents("ledger").items()}
    finally:
        connection.close()


def at_once(given: Source) -> dict[str, pl.DataFrame]:
    read = list(given.read(given.keys["article_id"]))
    return build_tables(
        [article for article, _, _ in read],
        [extraction for _, extraction, _ in read],
        {article.article_id: at for article, _, at in read},
    )


def assert_same(home: Home, given: Source) -> None:
    found, wanted = in_house(home), at_once(given)
    # What follows from the register, and from lists, needs no house.
    without_house = {"agency_names", "agency_oris", "agency_years", "poisson_intervals", *OF_LISTS}
    assert found.keys() == wanted.keys() - without_house
    for name, frame in found.items():
        assert frame.sort(pl.all()).equals(wanted[name].sort(pl.all())), name


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_one_run_makes_the_tables_of_all_articles(home: Home) -> None:
    run(home, source(ALL))
    assert_same(home, source(ALL))


@pytest.mark.parametrize("seed", range(3))
def test_day_by_day_in_any_order_gives_the_same(home: Home, seed: int) -> None:
    draw = random.Random(seed)
    order = draw.sample(ALL, len(ALL))
    cuts = sorted(draw.sample(range(1, len(order)), 5))
    for cut in [*cuts, len(order)]:
        run(home, source(order[:cut]))
    assert_same(home, source(ALL))


def test_what_changes_or_goes_leaves_no_trace(home: Home) -> None:
    run(home, source(ALL))
    changed, there = frozenset(range(0, len(ALL), 7)), [at for at in ALL if at % 5]
    run(home, source(there, changed))
    assert_same(home, source(there, changed))
    run(home, source(ALL))
    assert_same(home, source(ALL))


def test_a_run_without_news_reads_nothing(home: Home) -> None:
    run(home, source(ALL))
    given = source(ALL)
    asked: list[str] = []
    run(home, Source(given.keys, lambda ids: iter(asked.extend(ids) or ())))
    assert asked == []


def test_an_article_costs_its_island(home: Home) -> None:
    run(home, source(ALL[1:]))
    given, asked = source(ALL), set()

    def noted(ids: Iterable[str]) -> Iterator[Read]:
        ids = list(ids)
        asked.update(ids)
        return given.read(ids)

    run(home, Source(given.keys, noted))
    assert articles()[0].article_id in asked
    assert len(asked) < len(ALL) / 2


def test_a_run_that_breaks_leaves_the_house_as_it_was(home: Home) -> None:
    run(home, source(ALL[:40]))
    before = in_house(home)

    def broken(ids: Iterable[str]) -> Iterator[Read]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(home, Source(source(ALL).keys, broken))
    assert all(in_house(home)[name].equals(frame) for name, frame in before.items())


def test_other_rules_or_a_broken_file_make_the_house_anew(home: Home) -> None:
    run(home, source(ALL[:40]))
    run(home, source(ALL[:20]), version="tomorrow")
    assert_same(home, source(ALL[:20]))
    house_path(home).write_bytes(b"half a file")
    run(home, source(ALL[:20]), version="tomorrow")
    assert_same(home, source(ALL[:20]))
