"""Third persons harmed: those whom a deed befell in this event, and by whom."""

import pytest

from transforms.extraction.actors import Cast
from transforms.extraction.harmed import others_harmed


def read(scene, text):
    told = scene(text)
    return [(one.outcome.value, one.by) for one in others_harmed(told, Cast(told.doc, []))]


TOLD = [
    ("The [S0:man] had stabbed a [T:woman] before [O:police] came.", [("injured", "subject")]),
    ("The [S0:man] shot and killed a [T:neighbor].", [("killed", "subject")]),
    ("Two [T:bystanders] were shot by the [S0:man].", [("injured", "subject"), ("injured", "subject")]),
    ("An [O:officer] shot [S0:Rourke] and a [T:passenger].", [("injured", "officer")]),
    ("The [S0:man] drove off. The car hit a cyclist beside the [S0:man].", [("injured", "subject")]),
    ("The [S0:man] had cut a [T:clerk] on the hand.", [("injured", "subject")]),
    ("A [T:child] was among the two people who were killed.", [("killed", "unknown")]),
    ("A [T:child] was one of the two [T:people] who died.", [("killed", "unknown")]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_third_persons_are_those_whom_a_deed_befell(scene, text, expected):
    assert read(scene, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The [S0:man] threatened to shoot his [T:mother].",
        "The [S0:man] shot at a [T:neighbor].",
        "A [T:woman] was struck by a car in another town.",
        "No [T:bystanders] were hurt by the [S0:man].",
        "The [S0:man] was wanted for stabbing a [T:clerk].",
        "[O:Officers] have shot six [T:people] this year, the [S0:man] among them.",
    ],
)
def test_threats_misses_and_other_events_harm_nobody(scene, text):
    assert read(scene, text) == []


def test_an_age_stands_in_the_phrase_of_who_was_harmed(scene):
    told = scene("The [S0:man] hit the [T:bartender], a 35-year-old woman, with a stick.")
    body = told.doc.text
    value, start, end = others_harmed(told, Cast(told.doc, []))[0].age
    assert value == "35"
    assert value in body[start:end]
