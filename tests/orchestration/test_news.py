"""A run is due when files, software or the published database say so, and only then."""

from pathlib import Path

import pytest

from orchestration import fingerprint
from orchestration.home import Home
from orchestration.news import inbox_files, news, read_last_run, write_last_run


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in box"
    (folder / "2024").mkdir(parents=True)
    (folder / "b.txt").write_text("An officer fired.")
    (folder / "2024" / "a.txt").write_text("Nobody fired.")
    (folder / ".hidden").write_text("not an article")
    return folder


@pytest.fixture
def up_to_date(tmp_path: Path, inbox: Path) -> Home:
    home = Home(tmp_path / "home")
    home.prepare()
    home.published.touch()
    write_last_run(home, [file.key for file in inbox_files(inbox)])
    return home


def test_hidden_files_are_no_input(inbox: Path) -> None:
    assert [file.path for file in inbox_files(inbox)] == ["2024/a.txt", "b.txt"]


def test_a_first_run_is_always_due(tmp_path: Path, inbox: Path) -> None:
    assert news(Home(tmp_path / "home"), inbox)


def test_the_same_inbox_is_no_news(up_to_date: Home, inbox: Path) -> None:
    assert not news(up_to_date, inbox)


def test_a_vanished_file_is_no_news(up_to_date: Home, inbox: Path) -> None:
    (inbox / "b.txt").unlink()
    assert not news(up_to_date, inbox)


def test_a_new_file_is_news(up_to_date: Home, inbox: Path) -> None:
    (inbox / "c.txt").write_text("A deputy fired.")
    assert news(up_to_date, inbox).new_files == 1


def test_a_changed_file_is_news(up_to_date: Home, inbox: Path) -> None:
    (inbox / "b.txt").write_text("An officer fired twice.")
    assert news(up_to_date, inbox).new_files == 1


def test_a_file_put_back_as_it_was_is_no_news(up_to_date: Home, inbox: Path) -> None:
    text = (inbox / "b.txt").read_text()
    (inbox / "b.txt").unlink()
    (inbox / "b.txt").write_text(text)
    assert not news(up_to_date, inbox)


def test_other_software_is_news(up_to_date: Home, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "software", lambda: "0" * 64)
    assert news(up_to_date, inbox)


def test_a_deleted_database_is_news(up_to_date: Home, inbox: Path) -> None:
    up_to_date.published.unlink()
    assert news(up_to_date, inbox)


@pytest.mark.parametrize("broken", ["", "{", "[]", '"text"', '{"inputs": []}'])
def test_an_unreadable_note_counts_as_none(up_to_date: Home, inbox: Path, broken: str) -> None:
    up_to_date.last_run.write_text(broken)
    assert read_last_run(up_to_date) is None
    assert news(up_to_date, inbox)
