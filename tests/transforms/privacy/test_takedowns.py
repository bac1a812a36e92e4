"""A list that names nobody, and finds whom it means in the articles alone. All names are invented."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.privacy.takedowns import (
    TakedownError,
    Taken,
    read_takedowns,
    reasons,
    row_of,
    takedown_of,
    write_takedowns,
)

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
DAY = date(2024, 6, 2)
ENTRY = takedown_of(KEY, "Ada M. Lind Jr.", "i1", DAY, "person")
TEXTS = ["Police shot Ada Lind, 31. Ms. Lind ran, M. Roe said."]
TAKEN = Taken(KEY, (ENTRY,))


def test_the_list_holds_no_name_and_reads_back() -> None:
    text = write_takedowns([ENTRY])
    assert not {"ada", "lind"} & set(text.lower().replace('"', " ").split())
    assert read_takedowns(text, "list.yml") == [ENTRY]


def test_the_name_is_found_in_the_articles_however_it_was_written() -> None:
    found = TAKEN.name_in(ENTRY, TEXTS, frozenset({"i1", "a1"}))
    assert found is not None
    assert (found.text.split()[0], found.text.split()[-1], found.scopes) == ("ada", "lind", {"i1", "a1"})
    again = takedown_of(KEY, "ADA LIND", "i1", DAY, "person")
    assert (again.name, again.takedown_id) == (ENTRY.name, ENTRY.takedown_id)


def test_without_the_key_or_the_name_nobody_is_found() -> None:
    assert Taken(OTHER_KEY, (ENTRY,)).name_in(ENTRY, TEXTS, frozenset()) is None
    assert TAKEN.name_in(ENTRY, ["Ada Roe and Cy Lindt"], frozenset()) is None


def test_one_person_in_two_incidents_cannot_be_told_to_be_one() -> None:
    other = takedown_of(KEY, "Ada M. Lind Jr.", "i2", DAY, "person")
    assert not {ENTRY.name, *ENTRY.words, ENTRY.takedown_id} & {other.name, *other.words, other.takedown_id}


@pytest.mark.parametrize(
    ("text", "scopes", "becomes"),
    [
        ("Ada Lind was named", (), "███ ████ was named"),
        ("Ada Q. Lind", (), "███ ██ ████"),
        ("Lind ran", ("i1", "fled"), "████ ran"),
        ("Lind ran", ("i2",), "Lind ran"),
        ("Lind ran", ("i2", "killed: Ada Lind"), "████ ran"),  # the incident has got another id
        ("nobody", ("i1",), "nobody"),
    ],
)
def test_what_is_shown_is_hidden(text: str, scopes: tuple[str, ...], becomes: str) -> None:
    assert TAKEN.hidden(text, scopes) == becomes
    assert Taken().hidden(text, scopes) == text
    assert not TAKEN.names(becomes)


def test_what_cannot_be_listed_is_told() -> None:
    with pytest.raises(TakedownError, match="first and last name"):
        takedown_of(KEY, "Lind", "i1", DAY, "person")
    with pytest.raises(TakedownError, match="no reason 'whim'"):
        takedown_of(KEY, "Ada Lind", "i1", DAY, "whim")
    with pytest.raises(TakedownError, match=r"list.yml, entry 1: must have"):
        read_takedowns("- id: tkd-1\n", "list.yml")
    assert read_takedowns("", "list.yml") == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("reason: person", "reason: whim", "entry 1: reason must be one of person"),
        ("'2024-06-02'", "soon", "entry 1: on must be a day"),
        (ENTRY.name, "0" * 63, "entry 1: name and words must be digests"),
        ("- id:", "id:", "list.yml: is no YAML"),
        (None, "a: b", "list.yml: must be a list"),
    ],
)
def test_a_list_that_somebody_changed_is_told(old: str | None, new: str, says: str) -> None:
    text = write_takedowns([ENTRY])
    assert old is None or old in text
    with pytest.raises(TakedownError, match=says):
        read_takedowns(text.replace(old, new) if old else new, "list.yml")


def test_the_trace_tells_neither_name_nor_incident() -> None:
    row = row_of(ENTRY, "applied", 7)
    assert row == {
        "takedown_id": ENTRY.takedown_id, "decided_on": DAY, "reason": "person", "effect": "applied",
        "cell_count": 7,
    }  # fmt: skip
    assert row["reason"] in reasons()
