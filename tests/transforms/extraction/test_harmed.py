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
    ],
)
def test_threats_misses_and_other_events_harm_nobody(scene, text):
    assert read(scene, text) == []
