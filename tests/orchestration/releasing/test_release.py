"""A release is a folder that says what it is, checks out, and is the same bytes whenever it is made."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from shutil import copy

import frictionless
import polars as pl
import pytest
import yaml

from orchestration.errors import BusyError, CallError
from orchestration.releasing import release as releasing
from orchestration.releasing.contents import Part, read_parts
from orchestration.releasing.release import Wish, write_release
from tests.expectations.ledger import BODY, broken_database
from warehouse.dictionary import tables
from warehouse.reader import query


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_database_gives_the_same_bytes(published: Path, released: Path, tmp_path: Path) -> None:
    again = write_release(published, tmp_path, Wish()).folder
    assert again.name == released.name
    assert _bytes(again) == _bytes(released)


def test_a_release_that_is_there_is_left_as_it_is(published: Path, released: Path) -> None:
    before = _bytes(released)
    assert "exists already" in write_release(published, released.parent, Wish()).message
    assert _bytes(released) == before
    assert list(released.parent.iterdir()) == [released]


def test_day_and_text_make_another_release(
    published: Path, released: Path, with_text: Path, tmp_path: Path
) -> None:
    later = write_release(published, tmp_path, Wish(released_on=date(2025, 1, 2))).folder
    assert released.name.startswith("force-ledger-2024-05-04-")
    assert later.name.startswith("force-ledger-2025-01-02-")
    assert with_text.name.endswith("-text")
    assert len({released.name, later.name, with_text.name}) == 3


def test_every_file_is_as_its_checksum_says(released: Path) -> None:
    lines = (released / "SHA256SUMS").read_text().splitlines()
    told = {path: digest for digest, path in (line.split("  ") for line in lines)}
    found = {path: hashlib.sha256(data).hexdigest() for path, data in _bytes(released).items()}
    del found["SHA256SUMS"]
    assert told == found


def test_the_data_package_is_valid(released: Path) -> None:
    report = frictionless.validate(released / "datapackage.json")
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == len(tables())


def test_the_data_package_tells_keys_references_and_codes(released: Path) -> None:
    package = json.loads((released / "datapackage.json").read_text())
    schemas = {one["name"]: one["schema"] for one in package["resources"]}
    claims = schemas["claims"]
    assert claims["primaryKey"] == ["claim_id"]
    assert {"fields": ["incident_id"], "reference": {"resource": "incidents", "fields": ["incident_id"]}} in (
        claims["foreignKeys"]
    )
    assert {"fields": ["superseded_by"], "reference": {"resource": "", "fields": ["claim_id"]}} in (
        claims["foreignKeys"]
    )
    (modality,) = [field for field in claims["fields"] if field["name"] == "modality"]
    assert modality["constraints"]["enum"] == ["asserted", "alleged", "unconfirmed", "denied"]
    assert schemas["force-uses"]["uniqueKeys"] == [list(tables()["force_uses"].key)]


def test_every_form_holds_the_same_rows(released: Path) -> None:
    database = released / "uof.duckdb"
    for name in tables():
        stem = name.replace(".", "_")
        parquet = pl.read_parquet(released / "parquet" / f"{stem}.parquet")
        assert query(database, f"FROM {name}").equals(parquet), name
        assert pl.read_csv(released / "csv" / f"{stem}.csv").height == parquet.height
    assert query(database, "FROM subjects_as_of('2024-05-03')").height == 1


def test_no_article_is_in_it_unless_asked_for(released: Path, with_text: Path) -> None:
    said = [path for path, data in _bytes(released).items() if BODY.encode() in data]
    assert said == []
    assert BODY.encode() in (with_text / "csv" / "articles.csv").read_bytes()


def test_a_claim_carries_its_words(released: Path) -> None:
    claims = pl.read_parquet(released / "parquet" / "claims.parquet")
    assert set(claims["evidence"]) == {BODY[:6], "Ada Lind", "31"}


def test_the_citation_is_yaml_with_what_cff_asks_for(released: Path) -> None:
    told = yaml.safe_load((released / "CITATION.cff").read_text())
    assert {"cff-version", "message", "title", "authors", "version", "date-released"} <= told.keys()
    assert told["date-released"] == date(2024, 5, 4)


def test_the_card_says_what_it_must_not_be_used_for(released: Path) -> None:
    text = (released / "README.md").read_text()
    assert "## What it must not be used for" in text
    assert "2 articles" in text


def test_a_run_that_publishes_meanwhile_is_told(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Path(copy(published, tmp_path / "uof.duckdb"))

    def overtaken(path: Path) -> list[Part]:
        parts = read_parts(path)
        Path(copy(published, tmp_path / "next.duckdb")).replace(path)
        return parts

    monkeypatch.setattr(releasing, "read_parts", overtaken)
    with pytest.raises(BusyError, match="Release again"):
        write_release(database, tmp_path / "out", Wish())
    assert [*(tmp_path / "out").iterdir()] == []


def test_a_ledger_without_articles_has_no_day_to_be_named_by(published: Path, tmp_path: Path) -> None:
    empty = [f"DELETE FROM {name}" for name in tables()]
    database = broken_database(tmp_path / "uof.duckdb", published, empty)
    with pytest.raises(CallError, match="no article"):
        write_release(database, tmp_path / "out", Wish())


def test_a_wrong_place_is_told(published: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CallError, match="is a file"):
        write_release(published, tmp_path / "file", Wish())
    with pytest.raises(CallError, match="is no release"):
        write_release(published, tmp_path / "out", Wish(previous=tmp_path))
    assert [path.name for path in tmp_path.glob("out/*")] == []
