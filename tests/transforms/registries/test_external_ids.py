"""Under which ids lists have the ledger's persons. Every person is invented."""

from datetime import date

import polars as pl

from tests.transforms.registries.lists import POST, csv_of, post
from tests.transforms.registries.test_link import DAY, frame, record
from transforms.registries.external_ids import external_ids
from transforms.registries.read import read_list

ROWS = [post(str(n), f"20{15 + n % 9}-0{1 + n % 9}-1{n % 9}", f"Xa Yo{n}", city="Hays") for n in range(60)]


def here(*incident_ids: str) -> pl.DataFrame:
    people = [record("s1", "Ada Lind", DAY, age=31), record("s2", "Bo Ray", date(2018, 7, 8), age=52)]
    return frame(*people).with_columns(
        incident_id=pl.Series(incident_ids), subject_id=pl.Series(["s1", None], dtype=pl.String)
    )


def lists(*rows: str) -> dict[str, pl.DataFrame]:
    return {"washington_post": read_list(csv_of(POST, *rows, *ROWS)).rows}


LIND, RAY = post("900", "2016-03-04", "Ada Lind", 31), post("901", "2018-07-08", "Bo Ray", 50)


def test_each_person_found_has_the_lists_id_and_what_differs() -> None:
    rows = external_ids(here("i1", "i2"), lists(LIND, RAY)).to_dicts()
    assert [
        (row["incident_id"], row["subject_id"], row["external_id"], row["disagree_on"]) for row in rows
    ] == [
        ("i1", "s1", "900", None),
        ("i2", None, "901", "age"),
    ]
    assert all(row["match_probability"] > 0.99 and row["decided_by"] == "score" for row in rows)


def test_the_table_follows_from_todays_incidents_and_lists_alone() -> None:
    """An incident that became part of another takes its ids along; the order of rows does not matter."""
    before, merged = here("i1", "i2"), here("i7", "i2")
    assert external_ids(merged, lists(LIND, RAY))["incident_id"].to_list() == ["i7", "i2"]
    assert external_ids(before.reverse(), lists(RAY, LIND)).equals(external_ids(before, lists(LIND, RAY)))


def test_a_list_without_anybody_of_ours_gives_no_row() -> None:
    assert external_ids(here("i1", "i2"), lists()).is_empty()
