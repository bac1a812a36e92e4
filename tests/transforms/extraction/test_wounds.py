"""Wounds told by a part of the body."""

import pytest

from transforms.extraction.wounds import hurt_in_part

WOUNDS = [
    ("The [O:deputy] tore up his knee on a wall.", "deputy"),
    ("A bullet grazed the [O:sergeant]'s ear.", "sergeant"),
    ("The [S0:man] lost two teeth.", "man"),
    ("The [O:officer] broke his hand.", "officer"),
    ("The [O:deputy]'s leg was broken.", "deputy"),
]


@pytest.mark.parametrize(("text", "expected"), WOUNDS)
def test_the_owner_of_the_part_is_hurt(scene, text, expected):
    told = scene(text)
    assert expected in {getattr(hurt_in_part(told, deed), "text", None) for deed in told.deeds}


NO_WOUNDS = [
    "The [S0:man] raised his hand.",
    "The [O:officer] lost his badge.",
    "The [O:officer] hit the wall.",
]


@pytest.mark.parametrize("text", NO_WOUNDS)
def test_parts_moved_and_things_hit_are_no_wounds(scene, text):
    told = scene(text)
    assert not any(hurt_in_part(told, deed) for deed in told.deeds)
