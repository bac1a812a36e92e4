"""The spot of an event in the text's own words. The articles are invented."""

from __future__ import annotations

from time import process_time

import pytest

from transforms.extraction.document import parse
from transforms.extraction.spots import find_spot


def spot(body: str, hit: int = 0) -> str | None:
    doc = parse(body)
    found = find_spot(doc, frozenset(range(len(list(doc.sents)))), {hit})
    if found is not None:
        assert found.value == body[found.start : found.end]
    return found.value if found is not None else None


SPOTS = [
    ("The shooting happened in the {}.", "1200 block of North Elm Street"),
    ("An officer shot a man at a {}.", "home in the 300 block of Oak Lane"),
    ("It happened at the {}.", "intersection of 9th Street and Maple Avenue"),
    ("Police shot him {} on Monday.", "near 31st and Van Horn"),
    ("The man was shot in a {}.", "shed on Larkspur Drive"),
    ("Officers shot him in the {}.", "parking lot of the Grove Motel at 98 Garden Boulevard"),
    ("A trooper shot the driver on {} on Sunday.", "Interstate 70"),
    ("The shooting occurred on {}.", "Airport Way, just north of Sixth Street"),
    ("An officer shot a man at the {}.", "Maple Creek Apartments"),
    ("It happened at a {}.", "duplex in the 2300 block of South Ida"),
    ("An officer shot a man in a {}.", "house near Oak and Elm"),
    ("An officer shot a man in an {}.", "alley behind Maple Avenue"),
    ("An officer shot a man in his {}.", "Maple Street apartment"),
    ("A trooper shot the driver on an {}.", "Interstate 70 bridge"),
    ("A trooper shot a man on the {}.", "shoulder of Interstate 70 near the Grove exit"),
    ("An officer shot a man {}.", "near the Grove Hill post office"),
    ("An officer shot a man {}.", "behind a tire shop"),
    ("An officer shot a man in a {}.", "drainage ditch"),
]


@pytest.mark.parametrize(("frame", "words"), SPOTS)
def test_a_spot_is_taken_whole(frame: str, words: str) -> None:
    assert spot(frame.format(words)) == words


@pytest.mark.parametrize(
    "other",
    [
        "He was taken to Mercy Hospital on Pine Street.",
        "He lived in the 900 block of Walnut Avenue.",
        "The Circuit Court on Main Street set bail.",
        "He died at Mercy Medical Center.",
        "Posted: Nov 3, 2020 Police Beat Oak Street",
        "The Missouri State Highway Patrol came.",
        "Forty people gathered outside the Grove Street Church.",
        "He was initially seen in the 900 block of Walnut Avenue.",
    ],
)
def test_hospitals_homes_and_earlier_stops_are_not_the_spot(other: str) -> None:
    assert spot(f"An officer shot a man on Larkspur Drive on Sunday. {other}") == "Larkspur Drive"


def test_a_kind_of_place_counts_only_where_nothing_more_exact_is_told() -> None:
    body = "An officer shot a man in a parking lot. It happened in the 900 block of Walnut Avenue."
    assert spot(body) == "900 block of Walnut Avenue"


def test_a_hospital_is_the_spot_where_the_text_says_that_it_happened_there() -> None:
    assert spot("An officer shot a man. The shooting happened at Mercy Hospital.") == "Mercy Hospital"


def test_silence_is_no_spot() -> None:
    assert spot("An officer shot a man on Sunday.") is None


@pytest.mark.parametrize("piece", ["North Elm and ", "1200 block of ", "near the Elm ", "St. "])
def test_long_odd_sentences_end_in_time(piece: str) -> None:
    body = "An officer shot a man. " + piece * 300
    began = process_time()
    spot(body)
    assert process_time() - began < 20
