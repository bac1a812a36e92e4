"""A claim's confidence is the probability of its slot's step; its raw score is kept."""

import pytest

from transforms.extraction.confidence import calibrated, key_of, probability, step_of
from transforms.extraction.lexicon import lexicon
from transforms.records import Claim

KEYS = [
    (Claim("city", "Salem", 0, 5), "city"),
    (Claim("armed", "knife", 0, 5, entity="subject:0"), "subject_armed"),
    (Claim("outcome", "killed", 0, 5, entity="harmed:1"), "harmed_outcome"),
    (Claim("agency_role", "used_force", 0, 5, entity="agency:x"), "agency_role_used_force"),
]


@pytest.mark.parametrize(("claim", "key"), KEYS)
def test_a_slot_is_looked_up_by_what_the_claim_is_about(claim, key):
    assert key_of(claim) == key


def test_a_score_stands_on_the_last_step_below_it():
    steps = [(1.0, 0.5), (3.0, 0.8)]
    assert [step_of(steps, score) for score in (0.0, 1.0, 2.9, 3.0, 9.0)] == [0.5, 0.5, 0.5, 0.8, 0.8]


def test_calibrating_keeps_the_raw_score():
    claim = calibrated(Claim("fled", "true", 0, 5, confidence=6.0))
    assert claim.support == 6.0
    assert claim.confidence == probability("fled", 6.0)


def test_every_step_of_the_table_is_a_probability_that_rises():
    for steps in lexicon("confidence").values():
        shares = [share for _, share in steps]
        assert all(0 < share < 1 for share in shares)
        assert shares == sorted(shares)
