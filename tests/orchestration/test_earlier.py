"""Databases published before are kept, a few, and one of them can be published again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from orchestration import takedowns
from orchestration.earlier import KEPT, earlier, keep, rollback
from orchestration.errors import CallError
from orchestration.home import Home
from orchestration.news import news, write_last_run
from orchestration.publishing import publish

MORNING = 1_700_000_000


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def publish_next(home: Home, text: str) -> None:
    """Publish a file that stands for a database, built an hour after the last one."""
    home.prepare()
    hours = len(earlier(home)) + home.published.exists()
    home.built.write_text(text)
    os.utime(home.built, (MORNING + 3600 * hours,) * 2)
    publish(home)


@pytest.fixture(autouse=True)
def _no_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestration.publishing.write_last_run", lambda home, _: write_last_run(home, []))


def test_the_last_ones_are_kept_the_newest_first(home: Home) -> None:
    for number in range(KEPT + 3):
        publish_next(home, f"database {number}")
    assert home.published.read_text() == f"database {KEPT + 2}"
    assert [path.read_text() for path in earlier(home)] == [
        f"database {number}" for number in range(KEPT + 1, 1, -1)
    ]


def test_going_back_goes_one_further_each_time_and_any_can_be_named(home: Home) -> None:
    for number in range(3):
        publish_next(home, f"database {number}")
    assert rollback(home).read_text() == home.published.read_text() == "database 1"
    assert rollback(home).read_text() == home.published.read_text() == "database 0"
    with pytest.raises(CallError, match="There is no earlier database"):
        rollback(home)
    newest = earlier(home)[0]
    assert rollback(home, newest.name) == newest
    assert home.published.read_text() == "database 2"
    with pytest.raises(CallError, match=r"There is no bogus\. What is kept in .*earlier: uof-2023"):
        rollback(home, "bogus")


def test_a_run_with_nothing_new_leaves_what_was_gone_back_to(home: Home, tmp_path: Path) -> None:
    for number in range(2):
        publish_next(home, f"{number} is as long as it is" * (number + 1))
    rollback(home)
    (tmp_path / "inbox").mkdir()
    assert not news(home, tmp_path / "inbox")


def test_what_names_somebody_taken_down_is_never_shown_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        publish_next(home, f"database {number}")
    monkeypatch.setattr(takedowns, "version", lambda home: "another list")
    with pytest.raises(CallError, match="The takedown list changed"):
        rollback(home)
    keep(home)
    assert earlier(home) == []


def test_what_nobody_can_read_is_not_kept(home: Home) -> None:
    publish_next(home, "database 0")
    home.damaged.write_text("database 0")
    publish_next(home, "database 1")
    assert earlier(home) == []
    publish_next(home, "database 2")
    assert [path.read_text() for path in earlier(home)] == ["database 1"]


def test_a_kill_between_keeping_and_publishing_does_no_harm(home: Home) -> None:
    publish_next(home, "database 0")
    keep(home)
    keep(home)
    assert [path.read_text() for path in earlier(home)] == ["database 0"]
    assert home.published.read_text() == "database 0"
