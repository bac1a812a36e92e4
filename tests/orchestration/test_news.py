"""A run is due when files, software or the published database say so, and only then."""

import os
from pathlib import Path

import pytest

from orchestration import fingerprint
from orchestration.errors import CallError
from orchestration.home import Home
from orchestration.news import UNREADABLE, InboxFile, inbox_files, news, read_last_run, write_last_run


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


def test_what_cannot_be_read_is_listed_all_the_same(inbox: Path) -> None:
    (inbox / "gone.txt").symlink_to(inbox / "nowhere.txt")
    assert InboxFile("gone.txt", UNREADABLE) in list(inbox_files(inbox))


def test_a_linked_folder_of_the_inbox_is_followed_and_a_circle_is_not(inbox: Path) -> None:
    (inbox / ".kept").mkdir()
    (inbox / ".kept" / "c.txt").write_text("A deputy fired.")
    (inbox / "archive").symlink_to(inbox / ".kept")
    (inbox / "again.txt").symlink_to(inbox / "b.txt")
    (inbox / "circle").symlink_to(inbox)
    found = {file.path: file.content_hash for file in inbox_files(inbox)}
    assert list(found) == ["2024/a.txt", "again.txt", "archive/c.txt", "b.txt"]
    assert UNREADABLE not in found.values()


def test_a_link_that_leads_out_of_the_inbox_is_not_followed(inbox: Path, tmp_path: Path) -> None:
    outside = tmp_path / "in box of another"  # its path begins as the inbox's does
    outside.mkdir()
    (outside / "secret.txt").write_text("A deputy fired.")
    (inbox / "file.txt").symlink_to(outside / "secret.txt")
    (inbox / "folder").symlink_to(outside)
    (inbox / "up.txt").symlink_to("../in box of another/secret.txt")
    (inbox / "by way.txt").symlink_to(inbox / "folder" / "secret.txt")
    found = {file.path: file.content_hash for file in inbox_files(inbox)}
    assert {path for path, digest in found.items() if digest == UNREADABLE} == {
        "file.txt",
        "folder",
        "up.txt",
        "by way.txt",
    }
    assert len(found) == 6


def test_an_inbox_may_be_a_link(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(inbox)
    assert list(inbox_files(tmp_path / "linked")) == list(inbox_files(inbox))


def test_what_is_no_file_is_never_opened(inbox: Path) -> None:
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "device.txt").symlink_to("/dev/zero")
    (inbox / "self.txt").symlink_to(inbox / "self.txt")
    (inbox / "there.txt").symlink_to(inbox / "back.txt")
    (inbox / "back.txt").symlink_to(inbox / "there.txt")
    (inbox / "two\nlines.txt").write_text("A deputy fired.")
    found = {file.path: file.content_hash for file in inbox_files(inbox)}
    refused = {"pipe.txt", "device.txt", "self.txt", "there.txt", "back.txt"}
    assert {path for path, digest in found.items() if digest == UNREADABLE} == refused
    assert "two\\nlines.txt" in found


def test_a_name_that_is_no_text_is_spelled_out(inbox: Path) -> None:
    Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt")).write_text("A deputy fired.")
    assert "caf\\xe9.txt" in [file.path for file in inbox_files(inbox)]


def test_a_ledger_inside_its_inbox_is_a_wrong_call(inbox: Path) -> None:
    with pytest.raises(CallError, match="lies in the inbox"):
        news(Home(inbox / "ledger"), inbox)


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
