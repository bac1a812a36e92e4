"""Documents become articles and refusals, each once, whatever the order they came in."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration import fingerprint, reading
from orchestration.home import Home
from orchestration.intake import documents, take_in
from orchestration.reading import Reading, article_keys, article_of, read_documents, refusals, texts

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
    assert read(home, inbox) == Reading(articles=2, refused=1, documents_read=2)
    assert sorted(texts(home)["source_name"]) == ["a", "b"]
    assert refusals(home).select("source_uri", "line", "reason").rows() == [("feed.jsonl", 2, "broken_json")]
    assert {article_of(row).body for row in texts(home).iter_rows(named=True)} == {STORY}


def test_some_articles_are_had_without_the_others(home: Home, inbox: Path) -> None:
    read(home, inbox)
    keys = article_keys(home)
    wanted = keys["article_id"][1]
    assert texts(home, [wanted])["article_id"].to_list() == [wanted]
    assert texts(home, limit=1)["article_id"].to_list() == [keys["article_id"][0]]
    assert texts(home).select(keys.columns).equals(keys)


def test_a_document_is_read_once(home: Home, inbox: Path) -> None:
    assert read(home, inbox).documents_read == 2
    first = texts(home), refusals(home)
    assert read(home, inbox, TUESDAY).documents_read == 0
    assert texts(home).equals(first[0]) and refusals(home).equals(first[1])


def test_changed_rules_read_all_again(home: Home, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(home, inbox)
    first = texts(home)
    monkeypatch.setattr(fingerprint, "short", lambda *_: "other rules")
    again = read_documents(home, documents(home))
    assert again.documents_read == 2
    assert texts(home).equals(first)


def test_an_article_in_two_folders_is_one_since_the_first_day(home: Home, inbox: Path) -> None:
    read(home, inbox)
    (inbox / "later" / "a.txt").write_text(STORY)
    assert read(home, inbox, TUESDAY).articles == 2
    assert texts(home).filter(source_name="a")["ingested_at"].to_list() == [MONDAY]


def test_a_run_cut_off_goes_on_where_it_was(home: Home, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PART", 1)

    def cut_off(done: int, total: int) -> None:
        raise KeyboardInterrupt

    taken_in = take_in(home, inbox, MONDAY).documents
    with pytest.raises(KeyboardInterrupt):
        read_documents(home, taken_in, cut_off)
    assert read_documents(home, taken_in) == Reading(articles=2, refused=1, documents_read=1)


def test_a_file_that_cannot_be_read_is_refused(home: Home, inbox: Path) -> None:
    (inbox / "gone.txt").symlink_to(inbox / "nowhere.txt")
    read(home, inbox)
    assert ("gone.txt", "unreadable") in refusals(home).select("source_uri", "reason").rows()
