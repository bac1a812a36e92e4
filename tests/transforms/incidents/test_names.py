"""Which names can be one person's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.incidents.names import compare_names


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Darnell Lowe", "DARNELL LOWE Jr.", "equal"),
        ("Darnell Lowe", "Darnell Q. Lowe", "equal"),
        ("José O'Neil", "Jose O’Neil", "equal"),
        ("Darnell Lowe", "Darnel Lowe", "similar"),
        ("Darnell Lowrey", "Darnell Lowery", "similar"),
        ("Michael Lowe", "Mike Lowe", "similar"),
        ("D. Lowe", "Darnell Lowe", "similar"),
        ("Quentin Darnell Lowe", "Darnell Lowe", "similar"),
        ("Lowe", "Darnell Lowe", "surname"),
        ("Marvin Lowe", "Darnell Lowe", "different"),
        ("Darnell Hale", "Darnell Lowe", "different"),
        ("Ruth Payne", "Lowe", "different"),
    ],
)
def test_two_names(one: str, other: str, verdict: str) -> None:
    assert compare_names(one, other) == verdict


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_the_order_of_names_does_not_matter(one: str, other: str) -> None:
    assert compare_names(one, other) == compare_names(other, one)
