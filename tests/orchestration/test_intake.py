"""What was taken in once stays, byte for byte, whatever becomes of the inbox."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration import intake
from orchestration.home import Home
from orchestration.intake import raw_bytes, take_in
from orchestration.news import UNREADABLE, InboxFile

MONDAY = datetime(2024, 5, 6, 12, tzinfo=UTC)
TUESDAY = datetime(2024, 5, 7, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"caf\xe9 \x00 first")
    return folder


def test_bytes_are_kept_as_they_came(home: Home, inbox: Path) -> None:
    (digest,) = take_in(home, inbox, MONDAY).documents["content_hash"]
    assert raw_bytes(home, digest) == b"caf\xe9 \x00 first"


def test_a_second_intake_adds_nothing_and_keeps_the_first_day(home: Home, inbox: Path) -> None:
    take_in(home, inbox, MONDAY)
    again = take_in(home, inbox, TUESDAY)
    assert again.new == 0
    assert again.documents["first_seen_at"].to_list() == [MONDAY]


def test_a_vanished_file_stays_in_the_ledger(home: Home, inbox: Path) -> None:
    take_in(home, inbox, MONDAY)
    (inbox / "a.txt").unlink()
    assert take_in(home, inbox, TUESDAY).documents["path"].to_list() == ["a.txt"]


def test_a_changed_file_is_kept_beside_its_older_self(home: Home, inbox: Path) -> None:
    take_in(home, inbox, MONDAY)
    (inbox / "a.txt").write_bytes(b"second")
    second = take_in(home, inbox, TUESDAY)
    assert second.new == 1
    assert second.documents["path"].to_list() == ["a.txt", "a.txt"]


def test_files_with_the_same_bytes_are_two_documents(home: Home, inbox: Path) -> None:
    (inbox / "b.txt").write_bytes((inbox / "a.txt").read_bytes())
    assert take_in(home, inbox, MONDAY).documents["content_hash"].n_unique() == 1
    assert take_in(home, inbox, MONDAY).documents.height == 2


def test_a_file_that_cannot_be_read_is_noted_once(home: Home, inbox: Path) -> None:
    (inbox / "link.txt").symlink_to(inbox / "nowhere.txt")
    noted = take_in(home, inbox, MONDAY).documents
    assert noted.filter(path="link.txt")["content_hash"].to_list() == [UNREADABLE]
    assert take_in(home, inbox, TUESDAY).new == 0


def test_a_file_that_changes_while_it_is_taken_in_is_kept_under_its_new_hash(
    home: Home, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = [InboxFile("a.txt", "ab" * 32, inbox / "a.txt"), InboxFile("b.txt", "cd" * 32, inbox / "b.txt")]
    monkeypatch.setattr(intake, "inbox_files", lambda _: stale)
    (digest,) = take_in(home, inbox, MONDAY).documents["content_hash"]  # b.txt is gone
    assert raw_bytes(home, digest) == b"caf\xe9 \x00 first"


def test_an_inbox_that_is_no_folder_is_named(home: Home, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        take_in(home, tmp_path / "nowhere", MONDAY)


def test_lost_raw_bytes_are_told_with_a_way_out(home: Home) -> None:
    with pytest.raises(FileNotFoundError, match="Restore that folder"):
        raw_bytes(home, "ab" * 32)
