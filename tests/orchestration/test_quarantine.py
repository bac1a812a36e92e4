"""What was refused can be listed, looked at without harm, and read again."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from orchestration.errors import CallError
from orchestration.extracting import Failure, extract_due, failures, forget_failures
from orchestration.home import Home
from orchestration.intake import documents, take_in
from orchestration.quarantine import show_list, show_one
from orchestration.reading import article_keys, forget_refused, read_documents, refusals, texts
from tests.expectations.ledger import sound_database
from warehouse.publish import put

NOW = datetime(2024, 5, 6, 12, tzinfo=UTC)
STORY = "A deputy fired once near the ferry landing, Sheriff Ann Oakes said.\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A ledger that took in one article and a file with a broken line, and published both."""
    home, inbox = Home(tmp_path / "home"), tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(STORY)
    (inbox / "feed.jsonl").write_text('{"text": "' + STORY.strip() * 2 + '"}\n{broken \x1b[31m line\n')
    read_documents(home, take_in(home, inbox, NOW).documents)
    home.published.parent.mkdir(parents=True)
    sound_database(home.published)
    put(home.published, {"quality.quarantine": refusals(home)})
    return home


def printed(show: Callable[..., None], *arguments: object) -> str:
    console = Console(width=200, file=io.StringIO(), record=True)
    show(console, *arguments)
    return console.export_text()


def test_the_list_has_a_number_a_reason_and_a_place_for_each(home: Home) -> None:
    told = printed(show_list, home)
    assert "   1  2024-05-06  broken_json  feed.jsonl, line 2" in told
    assert "1 refused: 1 broken_json." in told


def test_one_is_shown_with_its_beginning_and_nothing_in_it_acts(home: Home) -> None:
    told = printed(show_one, home, 1)
    assert "feed.jsonl, line 2\nbroken_json: " in told
    assert "{broken \ufffd[31m line" in told
    with pytest.raises(CallError, match="Nothing refused has the number 2"):
        show_one(Console(), home, 2)


def test_a_file_with_a_refused_line_is_read_again_and_nothing_doubles(home: Home) -> None:
    before = texts(home), refusals(home)
    assert forget_refused(home) == 1
    assert read_documents(home, documents(home)).documents_read == 1
    assert texts(home).equals(before[0])
    assert refusals(home).equals(before[1])


def test_an_article_that_broke_the_extractor_is_extracted_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = article_keys(home)
    broken = lambda articles, count: (Failure(one.article_id, "no memory") for one in articles)  # noqa: E731
    monkeypatch.setattr("orchestration.extracting._extract", broken)
    extract_due(home, keys, lambda ids: texts(home, ids))
    assert failures(home).height == forget_failures(home) == 2
    assert extract_due(home, keys, lambda ids: texts(home, ids)) == 2
