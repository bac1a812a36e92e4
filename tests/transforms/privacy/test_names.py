"""Where a protected name is met in text. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.privacy.names import Name, Names, folded, name_words, names_of

CHILD = Name("minors", "Ada M. Lind Jr.", frozenset({"i1", "a1"}), kin=True)
WITNESS = Name("witnesses", "Bo Núñez", frozenset({"a2"}))
NAMES = names_of([CHILD, WITNESS])


def full(text: str, names: Names = NAMES) -> list[str]:
    return [text[start:end] for start, end, _ in names.full(text)]


def single(text: str, *scopes: str) -> list[str]:
    return [text[start:end] for start, end, _ in NAMES.single(text, scopes)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police shot Ada Lind on Friday.", ["Ada Lind"]),
        (
            "ADA LIND, Ada “Addy” Lind and Ada Mae Rose Lind",
            ["ADA LIND", "Ada “Addy” Lind", "Ada Mae Rose Lind"],
        ),
        ("Ada\nLind's mother; Ada-Lind.html", ["Ada\nLind", "Ada-Lind"]),
        ("Bo Nunez and Bo NÚÑEZ", ["Bo Nunez", "Bo NÚÑEZ"]),
        ("Granada Lind, Ada Lindsay, Ada said that she saw Lind", []),
    ],
)
def test_a_full_name_is_met_anywhere(text: str, found: list[str]) -> None:
    assert full(text) == found


def test_a_long_name_is_met_with_all_its_words() -> None:
    text = "Ada Maria Lucia Soto de Roe"
    assert full(f"So {text} said.", names_of([Name("minors", text, frozenset())])) == [text]


def test_a_single_word_counts_where_it_was_met_and_with_a_capital() -> None:
    text = "Ada fell. Lind's brother has a lind tree."
    assert single(text, "a1") == ["Ada", "Lind"]
    assert single(text, "i9", "a2") == []


def test_in_an_address_any_case_counts() -> None:
    found = [*NAMES.single("https://x.example/lind-shot", ("a1",), is_loose=True)]
    assert [rule for _, _, rule in found] == ["minors"]


@pytest.mark.parametrize(
    ("name", "scopes", "rule"),
    [
        ("Ada Lind", (), "minors"),
        ("Lind", ("i1",), "minors"),
        ("Lind", (), None),
        ("Cy Lind", ("i1",), "minors"),  # a parent's name gives the child's away
        ("Cy Lind", ("i2",), None),
        ("Al Núñez", ("a2",), None),  # an officer of a witness's surname
        ("Nunez", ("a2",), "witnesses"),
    ],
)
def test_who_bears_a_protected_name(name: str, scopes: tuple[str, ...], rule: str | None) -> None:
    assert NAMES.bears(name, scopes) == rule


def test_a_witness_of_the_childs_name_leaves_kin_protected() -> None:
    aunt = Name("witnesses", "Em Lind", frozenset({"i1"}))
    apart = Name("witnesses", "Em Lind", frozenset({"a9"}))
    for found in ([CHILD, aunt], [aunt, CHILD], [CHILD, apart]):
        assert names_of(found).bears("Cy Lind", ("i1", "a9")) == "minors"


def test_what_stands_in_many_names_is_no_name() -> None:
    assert name_words("Ada M. van der Lind Jr.") == ["ada", "m", "der", "lind"]
    assert full("anything", names_of([Name("minors", "…", frozenset({"i1"}))])) == []


@given(st.text(max_size=40))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)
