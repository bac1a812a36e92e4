"""Extraction costs what is new, and one broken article does not stop the others."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from orchestration import codec, extracting
from orchestration.assets.extraction import extractions
from orchestration.extracting import Failure, counted, extract_due, failures, kept
from orchestration.home import Home
from orchestration.intake import take_in
from orchestration.reading import article_keys, article_of, content_key
from orchestration.resources import Ledger
from transforms.records import (
    Agency,
    Article,
    Claim,
    EventMention,
    Extraction,
    Statement,
    UnresolvedName,
)

AGENCY = Agency(
    "MO0480100", "MO0480100", "Pine Hollow Police Department", "city", "Pine Hollow", None, "MO", True
)
FULL = Extraction(
    "a1",
    is_relevant=True,
    relevance_score=0.75,
    events=(
        EventMention(
            is_background=False,
            claims=(
                Claim("city", "Pine Hollow", 3, 14),
                Claim("name", "Ada Büro", 20, 28, "subject:0", "alleged"),
            ),
            agencies=(AGENCY,),
        ),
    ),
    statements=(
        Statement(30, 40, "direct", "“We fired”", agency=AGENCY),
        Statement(41, 45, "indirect", "none"),
    ),
    unresolved=(UnresolvedName(46, 49, "BPD", ("MDBPD0000", "MA0130100")),),
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def texts() -> pl.DataFrame:
    articles = [
        Article(name, name, f"{name}.txt", None, None, date(2024, 5, 6), f"Body of {name}.", "0" * 64)
        for name in ("a1", "a2", "a3")
    ]
    seen = datetime(2024, 5, 6, tzinfo=UTC)
    return keyed(pl.DataFrame([dataclasses.asdict(article) | {"ingested_at": seen} for article in articles]))


def keyed(texts: pl.DataFrame) -> pl.DataFrame:
    keys = [content_key(article_of(row)) for row in texts.iter_rows(named=True)]
    return texts.with_columns(content=pl.Series(keys))


def extract_all(
    home: Home, texts: pl.DataFrame, progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    given = texts.select("article_id", "content")
    return extract_due(home, given, lambda ids: texts.filter(pl.col("article_id").is_in(ids)), progress)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Extraction replaced by one that notes what it was asked and breaks on `a2`."""
    from transforms.extraction import extract as module

    asked: list[str] = []

    def fake(article: Article) -> Extraction:
        asked.append(article.article_id)
        if article.article_id == "a2":
            raise ValueError("no such month")
        return Extraction(article.article_id, is_relevant=False, relevance_score=0.0)

    monkeypatch.setattr(module, "extract", fake)
    return asked


def test_an_extraction_comes_back_as_it_went() -> None:
    assert codec.load(codec.dump(FULL)) == FULL


def test_a_second_time_nothing_is_extracted(home: Home, texts: pl.DataFrame, calls: list[str]) -> None:
    assert extract_all(home, texts) == 3
    first = list(kept(home, texts))
    assert extract_all(home, texts) == 0
    assert calls == ["a1", "a2", "a3"]
    assert list(kept(home, texts)) == first


def test_the_article_it_broke_on_is_told_with_the_error(
    home: Home, texts: pl.DataFrame, calls: list[str]
) -> None:
    extract_all(home, texts)
    first, second, third = kept(home, texts)
    assert second == Failure("a2", "ValueError: no such month")
    assert [first.article_id, third.article_id] == ["a1", "a3"]


def test_only_a_changed_article_is_read_again(home: Home, texts: pl.DataFrame, calls: list[str]) -> None:
    extract_all(home, texts)
    calls.clear()
    is_third = pl.col("article_id") == "a3"
    changed = texts.with_columns(body=pl.when(is_third).then(pl.lit("New.")).otherwise("body"))
    extract_all(home, keyed(changed))
    assert calls == ["a3"]


def test_other_rules_read_everything_again(
    home: Home, texts: pl.DataFrame, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    extract_all(home, texts)
    monkeypatch.setattr(extracting, "version", lambda: "other")
    assert extract_all(home, texts) == 3
    calls.clear()
    assert extract_all(home, texts) == 0


def test_a_run_cut_off_keeps_the_parts_it_wrote(
    home: Home, texts: pl.DataFrame, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extracting, "PART", 1)

    def cut_off(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_all(home, texts, cut_off)
    calls.clear()
    assert extract_all(home, texts) == 1
    assert calls == ["a3"]


def test_what_was_read_is_counted(home: Home, texts: pl.DataFrame, calls: list[str]) -> None:
    extract_all(home, texts)
    assert counted(home, texts) == {
        "relevant articles": 0, "events told": 0, "claims": 0, "statements": 0,
        "articles the extractor broke on": 1,
    }  # fmt: skip
    assert failures(home)["content"].to_list() == texts.filter(article_id="a2")["content"].to_list()


def test_the_publication_date_is_part_of_what_an_extraction_depends_on() -> None:
    article = Article("a1", "a1", "a1.txt", None, None, None, "Body.", "0" * 64)
    assert content_key(article) != content_key(dataclasses.replace(article, published_on=date(2024, 5, 6)))


def test_the_log_names_asset_article_and_file_of_what_it_broke_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(articles: list[Article]) -> list[Extraction | Failure]:
        return [Failure(article.article_id, "ValueError: no such\x1b[2J month") for article in articles]

    monkeypatch.setattr(extracting, "extract_batch", broken)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "one.txt").write_text("date 2024-05-06 The council met on Monday. " * 9)
    home = Home(tmp_path / "home")
    home.prepare()
    take_in(home, tmp_path / "inbox", datetime(2024, 5, 7, tzinfo=UTC))
    ledger = Ledger(home_folder=str(home.root), inbox_folder=str(tmp_path / "inbox"))
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([extractions], resources={"ledger": ledger}, instance=instance)
        log = [entry.user_message for entry in instance.all_logs(result.run_id)]
    (article_id,) = article_keys(home)["article_id"]
    (line,) = [one for one in log if "broke" in one]
    assert line.startswith("Asset extractions: the extractor broke on ")
    assert f"article {article_id} (one.txt): ValueError" in line
    assert "\x1b" not in line
