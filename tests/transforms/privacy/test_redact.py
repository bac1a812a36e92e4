"""What stands in the place of what is taken out, by what the dictionary says of a column."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.expectations.ledger import frame
from transforms.privacy.names import Name, names_of
from transforms.privacy.policy import policy
from transforms.privacy.redact import BLOCK, Redaction, blocked
from warehouse.dictionary import tables

CHILD = Name("minors", "Ada Lind", frozenset({"i1", "a1"}), kin=True)
MARK = "[withheld]"


def told(table: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    return redaction().apply(tables()[table], frame(table, list(rows))).to_dicts()


def redaction() -> Redaction:
    return Redaction(names_of([CHILD]), policy().patterns, MARK)


@pytest.mark.parametrize(
    ("table", "column", "value", "becomes"),
    [
        ("subjects", "name", "Ada Lind", MARK),
        ("subjects", "name", "Lind", MARK),
        ("subjects", "name", "Cy Roe", "Cy Roe"),
        ("statements", "speaker_name", "Cy Lind", MARK),
        ("statements", "content", "Ada had run.", "███ had run."),
        ("statements", "content", "Call 555-0134.", "Call ████████."),
        ("statements", "organisation", "Lind Police Department, KS", "Lind Police Department, KS"),
        ("statements", "organisation", "Law Office of Ada Lind", "Law Office of ███ ████"),
        ("articles", "title", "Lind shot", "████ shot"),
        ("articles", "source_uri", "https://x.example/man-shot", "https://x.example/man-shot"),
        ("articles", "source_uri", "https://x.example/ada-lind-shot", MARK),
        ("articles", "body", "At 2814 Oak Street\nAda fell.", "At 28██ Oak Street\n███ fell."),
        ("incidents", "city", "Lind", "Lind"),
        ("incidents", "place", "home of Ada Lind", "home of ███ ████"),
        ("history.subjects_reported", "name", "Ada Lind", MARK),
        ("marts.incident_list", "subjects", "Ada Lind, Cy Roe", "███ ████, Cy Roe"),
    ],
)  # fmt: skip
def test_a_value_of_the_incident(table: str, column: str, value: str, becomes: str) -> None:
    scopes = {"incident_id": "i1", "article_id": "a1"}
    scopes = {name: at for name, at in scopes.items() if name in tables()[table].columns}
    (row,) = told(table, {column: value, **scopes})
    assert row[column] == becomes


def test_a_value_of_a_slot_is_a_name_where_the_slot_is() -> None:
    rows = [{"incident_id": "i1", "slot": slot, "value": "Lind"} for slot in ("name", "city")]
    assert [row["value"] for row in told("claims", *rows)] == [MARK, "Lind"]
    (row,) = told("claims", {"incident_id": "i9", "slot": "name", "value": "Ada Lind"})
    assert row["value"] == MARK


def test_of_another_incident_only_the_full_name_goes() -> None:
    rows = told(
        "statements", {"content": "Ada Lind fell. Lind ran.", "incident_id": "i9", "article_id": "a9"}
    )
    assert rows[0]["content"] == "███ ████ fell. Lind ran."


def test_cells_are_counted_by_rule_and_table() -> None:
    one = redaction()
    one.apply(tables()["subjects"], frame("subjects", [{"name": "Ada Lind"}, {"name": "Ada Lind"}, {}]))
    assert dict(one.counts) == {("minors", "subjects"): 2}


def test_a_cell_that_two_rules_changed_counts_for_both() -> None:
    one = redaction()
    one.apply(tables()["articles"], frame("articles", [{"title": "Call 555-0134, Ada Lind. Ada Lind!"}]))
    assert dict(one.counts) == {("minors", "articles"): 1, ("phone_number", "articles"): 1}


def test_nothing_protected_changes_nothing() -> None:
    rows = frame("subjects", [{"subject_id": "s1", "name": "Cy Roe"}, {"subject_id": "s2"}])
    assert redaction().apply(tables()["subjects"], rows).equals(rows)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_every_offset_still_holds(text: str, spans: list[tuple[int, int]]) -> None:
    told = [(min(pair), min(max(pair), len(text)), "x") for pair in spans if min(pair) <= len(text)]
    done = blocked(text, told)
    assert len(done) == len(text)
    hidden = {at for start, end, _ in told for at in range(start, end)}
    for at, letter in enumerate(text):
        assert done[at] == (BLOCK if at in hidden and not letter.isspace() else letter)
