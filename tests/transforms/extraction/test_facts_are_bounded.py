"""Hostile text costs bounded time: no pattern runs away."""

import time

import pytest

from transforms.extraction.actors import Cast
from transforms.extraction.circumstances import body_camera, contact_reason, fled
from transforms.extraction.harmed import others_harmed
from transforms.extraction.officers import officers_injured, officers_killed
from transforms.extraction.outcome import outcome, race
from transforms.extraction.weapons import armed

HOSTILE = [
    "The [S0:man] " + "who was shot " * 300 + "ran.",
    "[S0:man] " * 300 + "had a gun.",
    "no " * 600 + "[O:officers] were injured.",
    "police " + "the a an " * 300 + "pulled " + "x " * 300 + "over",
    "[O:officer] and [S0:man] exchanged " * 80,
    "could not confirm if whether " * 150,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_fact_is_read_in_bounded_time(scene, text):
    told = scene(text)
    begun = time.process_time()
    for reading in (contact_reason, fled, body_camera, officers_injured, officers_killed):
        reading(told)
    for reading in (outcome, race, armed):
        reading(told, 0)
    others_harmed(told, Cast(told.doc, []))
    assert time.process_time() - begun < 5
