"""CHANGES.md compares with the release before, whichever that is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from orchestration.errors import CallError
from orchestration.releasing.changes import earlier
from orchestration.releasing.release import Wish, write_release
from tests.expectations.ledger import broken_database

RENAMED = [
    "UPDATE subjects SET name = 'Ada Lindt'",
    "UPDATE resolutions SET value = 'Ada Lindt' WHERE slot = 'name'",
]


def test_the_first_release_has_nothing_to_compare_with(released: Path) -> None:
    assert "no release before" in (released / "CHANGES.md").read_text()


def test_a_later_release_tells_what_changed(published: Path, released: Path, tmp_path: Path) -> None:
    changed = broken_database(tmp_path / "changed.duckdb", published, RENAMED)
    named = write_release(changed, tmp_path / "out", Wish(previous=released)).folder
    text = (named / "CHANGES.md").read_text()
    assert f"Since {released.name}." in text
    assert "Ada Lindt" in text


def test_a_release_of_other_tables_is_no_error(published: Path, released: Path, tmp_path: Path) -> None:
    old = broken_database(tmp_path / "old.duckdb", published, ["ALTER TABLE claims DROP COLUMN standing"])
    folder = copytree(released, tmp_path / "older")
    old.replace(folder / "uof.duckdb")
    made = write_release(published, tmp_path / "out", Wish(previous=folder)).folder
    assert "has other tables" in (made / "CHANGES.md").read_text()


def test_the_newest_before_this_one_is_taken(released: Path, tmp_path: Path) -> None:
    from orchestration.releasing.about import About

    def release(name: str, created: str, tier: str = "public") -> None:
        folder = copytree(released, tmp_path / name)
        package = json.loads((folder / "datapackage.json").read_text())
        (folder / "datapackage.json").write_text(
            json.dumps(package | {"id": name, "created": created, "tier": tier})
        )

    for name, created in (("a", "2024-01-01"), ("b", "2024-03-01"), ("c", "2025-01-01")):
        release(name, created)
    release("d", "2024-05-01", "internal")
    (tmp_path / "notes").mkdir()
    this = About("force-ledger-x", date(2024, 6, 1), "2024-06-01", "public", False, {}, {})
    before = earlier(tmp_path, this, None)
    assert before is not None
    assert before.name == "b"
    with pytest.raises(CallError, match="is no release"):
        earlier(tmp_path, this, tmp_path / "notes")
    with pytest.raises(CallError, match="has another tier"):
        earlier(tmp_path, this, tmp_path / "d")
