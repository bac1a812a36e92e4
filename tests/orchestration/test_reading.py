"""Documents become articles and refusals, each once, whatever the order they came in."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration import fingerprint
from orchestration.home import Home
from orchestration.intake import documents, take_in
from orchestration.reading import Reading, article_of, read_documents

MONDAY = datetime(2024, 5, 6, 12, tzinfo=UTC)
TUESDAY = datetime(2024, 5, 7, 12, tzinfo=UTC)
STORY = "A deputy fired once near the ferry landing, Sheriff Ann Oakes said."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "later").mkdir(parents=True)
    (folder / "a.txt").write_text(STORY)
    (folder / "feed.jsonl").write_text(json.dumps({"id": "b", "text": STORY}) + "\n{broken\n")
    return folder


def read(home: Home, inbox: Path, day: datetime = MONDAY) -> Reading:
    return read_documents(home, take_in(home, inbox, day).documents)


def test_articles_and_refusals_come_with_their_source(home: Home, inbox: Path) -> None:
    reading = read(home, inbox)
    assert sorted(reading.texts["source_name"]) == ["a", "b"]
    assert reading.refusals.select("source_uri", "line", "reason").rows() == [
        ("feed.jsonl", 2, "broken_json")
    ]
    assert {article_of(row).body for row in reading.texts.iter_rows(named=True)} == {STORY}


def test_a_document_is_read_once(home: Home, inbox: Path) -> None:
    first, again = read(home, inbox), read(home, inbox, TUESDAY)
    assert (first.documents_read, again.documents_read) == (2, 0)
    assert again.texts.equals(first.texts) and again.refusals.equals(first.refusals)


def test_changed_rules_read_all_again(home: Home, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(home, inbox)
    monkeypatch.setattr(fingerprint, "short", lambda *_: "other rules")
    again = read_documents(home, documents(home))
    assert again.documents_read == 2
    assert again.texts.equals(first.texts)


def test_an_article_in_two_folders_is_one_since_the_first_day(home: Home, inbox: Path) -> None:
    read(home, inbox)
    (inbox / "later" / "a.txt").write_text(STORY)
    texts = read(home, inbox, TUESDAY).texts.filter(source_name="a")
    assert texts["ingested_at"].to_list() == [MONDAY]


def test_a_file_that_cannot_be_read_is_refused(home: Home, inbox: Path) -> None:
    (inbox / "gone.txt").symlink_to(inbox / "nowhere.txt")
    assert ("gone.txt", "unreadable") in read(home, inbox).refusals.select("source_uri", "reason").rows()
