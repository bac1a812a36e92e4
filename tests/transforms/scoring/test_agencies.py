"""An agency that an annotation names is told by its official name, and judged by what was read."""

from transforms.reference.register import Register
from transforms.scoring.agencies import judge, named_agencies, registered, shares

KCPD, BLUE = "Kansas City Police Department, MO", "Blue Springs Police Department, MO"
ANNOTATION = {
    "incidents": [{"agencies_force": [KCPD], "agencies_investigating": [BLUE], "agencies_other": [KCPD]}],
    "statements": [{"organisation": "Example Diner"}, {"organisation": None}],
}
REGISTER = Register.load()


def verdicts(*agency_ids: str) -> list[str]:
    met = [REGISTER.agency(agency_id) for agency_id in agency_ids]
    return [one.verdict for one in judge("d", ANNOTATION, met)]


def test_agencies_are_named_once_and_those_outside_the_register_are_not_judged() -> None:
    assert named_agencies(ANNOTATION) == [KCPD, BLUE, "Example Diner"]
    assert len(verdicts()) == 2


def test_a_name_is_told_by_letters_alone() -> None:
    assert registered("Saint Louis County Police Department, MO") == "MO0950000"
    assert registered("St. Louis County Police Department, KS") is None
    assert registered("KCPD, MO") is None
    assert registered("San Diego County Sheriff's Department, CA") == "CA0370000"


def test_what_is_read_is_right_wrong_or_open() -> None:
    assert verdicts("MOKPD0000") == ["right", "open"]
    assert verdicts() == ["open", "open"]
    assert verdicts("KS1050200") == ["wrong", "wrong"]
    assert verdicts("MOMHP0000") == ["open", "open"]  # of another kind


def test_shares_add_up() -> None:
    judged = list(judge("d", ANNOTATION, [REGISTER.agency("MOKPD0000")]))
    assert shares(judged) == {"right": 0.5, "wrong": 0.0, "open": 0.5}
    assert shares([]) == {"right": None, "wrong": None, "open": None}
