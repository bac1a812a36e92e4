"""The scan finds a name or number in any file of a release, wherever it hides."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from expectations.privacy import Finding, Sought, scan

CHILD = Sought("minors", "Ada Mae Lind", frozenset({"i1", "a1"}))


def nobody(text: str) -> bool:
    return False


def found(folder: Path) -> set[tuple[str, str]]:
    return {(one.rule, one.place) for one in scan(folder, [CHILD], ["phone_number"], nobody)}


@pytest.mark.parametrize(
    "text", ["ada lind ran", "ADA MAE LIND", "Ádá Lind", "x/ada-lind_shot", "Ada\u00a0Lind's"]
)
def test_a_full_name_in_a_line_of_text(text: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"Hello.\n{text}\n")
    assert found(tmp_path) == {("minors", "line 2")}


def test_a_name_in_a_cell_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "subjects.csv").write_text('name,age\n,4\n"Lind, Ada Lind",3\n')
    assert found(tmp_path) == {("minors", "column name, row 2")}
    (tmp_path / "subjects.csv").unlink()
    pl.DataFrame({"age": [1], "name": ["Ada Lind"]}).write_parquet(tmp_path / "subjects.parquet")
    assert found(tmp_path) == {("minors", "column name, row 1")}


def test_a_single_word_in_a_row_of_the_incident(tmp_path: Path) -> None:
    rows = "incident_id,article_id,content\ni1,a9,Then Lind fell\ni2,a2,Then Lind fell\ni1,a1,a lind tree\n"
    (tmp_path / "statements.csv").write_text(rows)
    assert found(tmp_path) == {("minors", "column content, row 1")}


def test_what_is_left_of_a_name_with_a_number_is_no_name(tmp_path: Path) -> None:
    (tmp_path / "statements.csv").write_text("incident_id,content\ni1,Then ███ ████ III fell\n")
    third = Sought("minors", "Ada Lind III", frozenset({"i1"}))
    assert scan(tmp_path, [third], [], nobody) == []


def test_a_single_word_where_a_name_stands(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("incident_id,slot,value\ni1,name,Lind\ni1,city,Lind\n")
    assert found(tmp_path) == {("minors", "column value, row 1")}


def test_a_place_of_that_name_is_none(tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text("incident_id,city\ni1,Ada Lind\n")
    assert found(tmp_path) == set()


def test_a_number_anywhere(tmp_path: Path) -> None:
    (tmp_path / "incidents.csv").write_text("incident_id,city\ni1,(816) 555-0134\n")
    (tmp_path / "notes.json").write_text('{"call": "816.555.0134"}')
    assert found(tmp_path) == {("phone_number", "column city, row 1"), ("phone_number", "line 1")}
    assert scan(tmp_path, [CHILD], [], nobody) == []


def test_a_finding_holds_no_name(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ada Lind")
    assert scan(tmp_path, [CHILD], [], nobody) == [Finding("minors", "README.md", "line 1")]


def test_somebody_on_the_takedown_list(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Cy Dove\nEm Fry")
    assert scan(tmp_path, [], [], lambda text: "Fry" in text) == [Finding("takedown", "README.md", "line 2")]
