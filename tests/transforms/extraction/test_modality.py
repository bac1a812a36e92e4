"""How sure a sentence is at one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.extraction.modality import doubt_at, modality_of, scopes

PLACES = [
    ("Police say he had a gun.", "gun", "asserted"),
    ("He allegedly had a gun.", "gun", "alleged"),
    ("Police believe he had a gun.", "gun", "alleged"),
    ("The driver is believed to have fired.", "fired", "alleged"),
    ("It is unclear whether he had a gun.", "gun", "unconfirmed"),
    ("Police could not confirm that he had a gun.", "gun", "unconfirmed"),
    ("Asked whether he had a gun, she declined to say.", "gun", "unconfirmed"),
    ("He may have had a gun.", "gun", "unconfirmed"),
    ("He denied that he had a gun.", "gun", "denied"),
    ("It is unclear why he came, but he had a gun.", "gun", "asserted"),
    ("He acted as if he was ill before raising a gun.", "gun", "asserted"),
]


@pytest.mark.parametrize(("text", "word", "expected"), PLACES)
def test_a_cue_covers_what_follows_up_to_a_contrast(text, word, expected):
    assert doubt_at(text, text.index(word)).modality == expected


def test_a_sentence_as_a_whole_has_its_first_cue():
    assert modality_of("It was not clear who fired.") == "unconfirmed"
    assert modality_of("An officer fired.") == "asserted"


@given(st.text(max_size=200))
def test_every_scope_lies_in_its_sentence(text):
    assert all(0 <= one.start <= one.end <= len(text) for one in scopes(text))
