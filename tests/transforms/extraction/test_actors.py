"""What kind of being a noun is about."""

from __future__ import annotations

import pytest

from transforms.extraction.actors import CIVILIAN, OFFICER, THING, UNKNOWN, Cast, gender_of_noun
from transforms.extraction.document import parse
from transforms.extraction.people import find_people


@pytest.mark.parametrize(
    ("body", "word", "kind"),
    [
        ("A trooper fired.", "trooper", OFFICER),
        ("An FBI agent fired.", "agent", OFFICER),
        ("A real estate agent called.", "agent", UNKNOWN),
        ("A security officer called.", "officer", CIVILIAN),
        ("One of the deputies fired.", "One", OFFICER),
        ("The gunman fired.", "gunman", CIVILIAN),
        ("The cruiser stopped.", "cruiser", THING),
        ("Sgt. Ann Tully fired.", "Tully", OFFICER),
        ("Lena Orr, 40, fell.", "Orr", CIVILIAN),
    ],
)
def test_kind(body: str, word: str, kind: str) -> None:
    doc = parse(body)
    token = next(token for token in doc if token.text == word)
    assert Cast(doc, find_people(doc, [])).kind(token) == kind


@pytest.mark.parametrize(("word", "gender"), [("woman", "female"), ("men", "male"), ("suspect", None)])
def test_gender_of_a_noun(word: str, gender: str | None) -> None:
    assert gender_of_noun(parse(f"The {word} fell.")[1]) == gender
