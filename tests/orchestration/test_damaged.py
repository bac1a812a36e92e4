"""A file of the ledger that is damaged is found, and made anew from what it was made from; none is lost."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration import building, intake
from orchestration.building import build_database
from orchestration.home import Home
from orchestration.intake import documents, raw_bytes, take_in
from orchestration.publishing import publish
from warehouse import store
from warehouse.publish import content_hashes
from warehouse.store import DamagedError, append, mended, opened

MONDAY = datetime(2024, 5, 6, 12, tzinfo=UTC)
STORY = (
    "date 2024-05-03 TOPEKA, Kan. — Topeka police shot and killed Dale Orrin, 41, on Thursday, "
    "Lt. Ada Lind said. He had pointed a handgun at officers."
)
BLOCK, HEADERS = 1 << 18, 3 << 12  # bytes of a block of DuckDB's files, and of what stands before the first


def flip(path: Path) -> None:
    """Change a byte in every block, or in the middle of a smaller file."""
    data = bytearray(path.read_bytes())
    for at in range(HEADERS + 500, len(data), BLOCK) if len(data) > BLOCK else [len(data) // 2]:
        data[at] ^= 0xFF
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


HARM: list[Callable[[Path], None]] = [flip, cut, empty, Path.unlink]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Path]:
    root = tmp_path_factory.mktemp("whole")
    (root / "inbox").mkdir()
    (root / "inbox" / "a.txt").write_text(STORY, encoding="utf-8")
    home = Home(root / "home")
    take_in(home, root / "inbox", MONDAY)
    build_database(home)
    publish(home)
    return home, root / "inbox"


@pytest.fixture
def home(whole: tuple[Home, Path], tmp_path: Path) -> Home:
    shutil.copytree(whole[0].root, tmp_path / "home")
    return Home(tmp_path / "home")


@pytest.mark.parametrize(
    ("name", "harm"),
    [*((name, harm) for name in ("texts", "extractions", "house") for harm in (flip, cut)),
     ("texts", empty), ("house", Path.unlink)],
)  # fmt: skip
def test_a_work_database_is_made_anew(name: str, harm: Callable[[Path], None], home: Home) -> None:
    harm(home.work / f"{name}.duckdb")
    build_database(home)
    assert content_hashes(home.built) == content_hashes(home.published)


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("place", ["work/documents.parquet", "documents.parquet"])
def test_one_list_of_documents_stands_for_the_other(
    place: str, harm: Callable[[Path], None], home: Home, whole: tuple[Home, Path]
) -> None:
    before = documents(home)
    harm(home.root / place)
    assert documents(home).equals(before)
    take_in(home, whole[1], datetime(2024, 6, 1, tzinfo=UTC))
    for path in (home.work / "documents.parquet", home.root / "documents.parquet"):
        assert intake._intact(path) is not None
    assert documents(home).equals(before)


def test_where_both_lists_are_damaged_a_run_says_so(home: Home) -> None:
    for path in (home.work / "documents.parquet", home.root / "documents.parquet"):
        flip(path)
    with pytest.raises(DamagedError, match=r"documents\.parquet are damaged\. Restore one"):
        documents(home)


def test_a_raw_document_with_another_byte_is_not_read(home: Home) -> None:
    (digest,) = documents(home)["content_hash"]
    flip(intake.raw_path(home, digest))
    with pytest.raises(DamagedError, match="Remove it and run again"):
        raw_bytes(home, digest)


@pytest.mark.parametrize("harm", [cut, empty, Path.unlink])
def test_a_raw_document_comes_back_from_the_inbox(
    harm: Callable[[Path], None], home: Home, whole: tuple[Home, Path]
) -> None:
    (digest,) = documents(home)["content_hash"]
    harm(intake.raw_path(home, digest))
    assert take_in(home, whole[1], MONDAY).new == 0
    assert raw_bytes(home, digest).decode() == STORY


@pytest.mark.parametrize("harm", [flip, empty])
def test_a_published_database_that_nobody_can_read_is_laid_aside(
    harm: Callable[[Path], None], home: Home, whole: tuple[Home, Path]
) -> None:
    harm(home.published)
    build_database(home)
    assert content_hashes(home.built) == content_hashes(whole[0].published)
    assert home.damaged.exists()


def test_the_database_before_a_damaged_one_still_tells_of_its_ids(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    home.earlier.mkdir()
    before = home.earlier / "uof-20240506T120000.0Z.duckdb"
    shutil.copyfile(home.published, before)
    with duckdb.connect(str(before)) as connection:
        connection.execute("UPDATE incident_articles SET incident_id = 'inc-00000000000000ff'")
        connection.execute("UPDATE quality.history SET as_of = DATE '2024-05-01'")
    flip(home.published)
    build_database(home)
    assert f"{home.published} is damaged" in caplog.text
    with duckdb.connect(str(home.built)) as connection:
        led = connection.execute(
            "SELECT former_incident_id FROM incident_redirects JOIN incidents USING (incident_id)"
        ).fetchall()
        days = connection.execute("SELECT count(DISTINCT as_of) FROM quality.history").fetchall()
    assert led == [("inc-00000000000000ff",)]
    assert days == [(2,)]


def test_a_full_disk_leaves_what_was_and_the_next_run_completes(
    home: Home, whole: tuple[Home, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    published = home.published.read_bytes()
    (whole[1] / "b.txt").write_text(STORY.replace("41", "42"), encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    steps: list[tuple[object, str, Callable[[], object]]] = [
        (intake.shutil, "copyfile", lambda: take_in(home, whole[1], MONDAY)),
        (intake.pl.DataFrame, "write_parquet", lambda: take_in(home, whole[1], MONDAY)),
        (building, "update", lambda: build_database(home)),
        (building, "build", lambda: build_database(home)),
    ]
    for owner, name, step in steps:
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, full)
            with pytest.raises(OSError, match="No space left"):
                step()
        assert home.published.read_bytes() == published
        if name != "copyfile":  # what the disk was too full for is done once there is room
            step()
    (whole[1] / "b.txt").unlink()
    assert documents(home).height == 2
    assert len(duckdb.connect(str(home.built), read_only=True).execute("FROM articles").fetchall()) == 2


def test_a_store_that_a_full_disk_kept_from_growing_keeps_its_rows(tmp_path: Path) -> None:
    path, layout = tmp_path / "a.duckdb", "CREATE TABLE t (x INTEGER);"
    with opened(path, "1", layout) as connection:
        append(connection, "t", intake.pl.DataFrame({"x": [1]}))
    with pytest.raises(duckdb.IOException, match="No space left"), opened(path, "1", layout):
        raise duckdb.IOException("Could not write file: No space left on device")
    with opened(path, "1", layout) as connection:
        assert connection.execute("FROM t").fetchall() == [(1,)]


def test_a_disk_that_damages_every_file_ends_the_run() -> None:
    tried = []

    def fail() -> None:
        tried.append(1)
        raise DamagedError("again")

    with pytest.raises(DamagedError, match="again"):
        mended(fail)
    assert len(tried) == store._TRIES + 1
