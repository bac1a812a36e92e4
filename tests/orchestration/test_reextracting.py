"""A month extracted anew: its articles alone are read again, and the tables are those of a full run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from orchestration import extracting
from orchestration.building import build_database, version
from orchestration.errors import CallError
from orchestration.home import Home
from orchestration.house import entered
from orchestration.reading import article_keys, keys_of_month
from orchestration.reextracting import checked_month, forget
from tests.orchestration.ledgers import built
from transforms.records import Article, Extraction
from warehouse.publish import content_hashes
from warehouse.store import opened

STORY = "TOPEKA, Kan. — Topeka police shot and killed {name}, 41, on {day}, Lt. Ada Lind said."
ARTICLES = [
    {"id": "march", "published": "2021-03-05", "text": STORY.format(name="Dale Orrin", day="March 4")},
    {"id": "april", "published": "2021-04-09", "text": STORY.format(name="Dale Orrin", day="March 4")},
    {"id": "may", "published": "2021-05-07", "text": STORY.format(name="Ines Roe", day="May 6")},
]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    lines = [json.dumps(article) for article in ARTICLES]
    (inbox / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return built(tmp_path / "home", inbox)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    extract_batch = extracting.extract_batch

    def noted(articles: list[Article]) -> list[Extraction | extracting.Failure]:
        names.extend(str(article.published_on) for article in articles)
        return extract_batch(articles)

    monkeypatch.setattr(extracting, "extract_batch", noted)
    return names


def spoil(home: Home) -> None:
    """Let what is kept of every article be that the extractor broke on it, in the house as in the store."""
    with opened(home.work / "extractions.duckdb", extracting.version(), extracting._LAYOUT) as store:
        store.execute("UPDATE extractions SET extraction = NULL, failure = 'MemoryError: '")
    build_database(home)


def test_the_articles_of_the_month_alone_are_read_again(home: Home, read: list[str]) -> None:
    before = content_hashes(home.built)
    assert forget(home, "2021-03") == 1
    build_database(home)
    assert read == ["2021-03-05"]
    assert content_hashes(home.built) == before


def test_what_was_kept_wrong_is_right_again_once_every_month_was_read_anew(home: Home) -> None:
    before = content_hashes(home.built)
    spoil(home)
    assert content_hashes(home.built) != before
    for month in ("2021-04", "2021-05", "2021-03"):
        forget(home, month)
        build_database(home)
    assert content_hashes(home.built) == before


def test_the_house_makes_their_islands_anew_though_nothing_in_them_changed(home: Home) -> None:
    before = content_hashes(home.built)
    with entered(home, version()) as house:
        house.execute("UPDATE rows_incidents SET is_fatal = NULL")
    build_database(home)
    assert content_hashes(home.built) != before
    for month in ("2021-03", "2021-05"):  # the article of April is on the island of March
        forget(home, month)
    build_database(home)
    assert content_hashes(home.built) == before


def test_a_month_without_articles_forgets_nothing(home: Home, read: list[str]) -> None:
    assert forget(home, "1999-01") == 0
    build_database(home)
    assert read == []
    assert keys_of_month(home, "2021-05").height == 1
    assert article_keys(home).height == 3


@pytest.mark.parametrize("month", ["2021", "2021-13", "2021-3", "2021-03-01", "２０２１-03", "x' OR 1=1 --"])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(CallError, match="2021-03"):
        checked_month(month)
