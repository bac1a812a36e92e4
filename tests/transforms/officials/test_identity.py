from __future__ import annotations

import dataclasses
import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.officials.identity import Said, officials_of

BASE = Said("T-1", "A-1", None, "Ann Quillfeather", "MO1", "MO", "Police", "MO", date(2020, 1, 1))


def said(number: int, **values: Any) -> Said:
    """A statement of an article of its own; what is not named is as in the first one."""
    own = {"statement_id": f"T-{number}", "article_id": f"A-{number}"}
    return dataclasses.replace(BASE, **own | values)


def are_one(*statements: Said) -> bool:
    return len(set(officials_of([BASE, *statements]).values())) == 1


LATER = date(2022, 1, 1)
ELSEWHERE = {"agency_id": "MO2", "said_on": LATER}


@pytest.mark.parametrize(
    "other",
    [
        said(2, said_on=LATER),
        said(2, name="ANN B. QUILLFEATHER"),
        said(2, article_id="A-1", agency_id="KS1", agency_state="KS"),
        said(2, **ELSEWHERE),
    ],
    ids=["same agency", "case and middle initial", "same article", "a rare name later in another agency"],
)
def test_one_person(other: Said) -> None:
    assert are_one(other)


@pytest.mark.parametrize(
    "other",
    [
        said(2, name="Annie Quillfeather"),
        said(2, name="A. Quillfeather"),
        said(2, agency_id="KS1", agency_state="KS", said_on=LATER),
        said(2, agency_id="MO2"),
        said(2, agency_id="MO2", said_on=None),
        said(2, agency_id=None, agency_state=None, organisation=None, said_on=BASE.said_on),
    ],
    ids=["nickname", "initial", "other state", "same time", "time not known", "body not known"],
)
def test_two_persons(other: Said) -> None:
    assert not are_one(other)


def test_a_common_name_in_another_agency_is_a_namesake() -> None:
    smith = {"name": "John Smith"}
    found = officials_of([said(1, **smith), said(2, **smith, **ELSEWHERE)])
    assert found["T-1"] != found["T-2"]


def test_two_later_offices_at_one_time_leave_all_three_apart() -> None:
    found = officials_of([BASE, said(2, **ELSEWHERE), said(3, agency_id="MO3", said_on=LATER)])
    assert len(set(found.values())) == 3


def test_one_incident_joins_a_speaker_whose_agency_is_not_told() -> None:
    nobody = {"agency_id": None, "agency_state": None, "organisation": None}
    found = officials_of([said(1, incident_id="I-1"), said(2, incident_id="I-1", **nobody)])
    assert found["T-1"] == found["T-2"]


def test_a_federal_agency_is_another_body_in_each_state() -> None:
    federal = {"agency_id": "FED", "agency_state": "US"}
    found = officials_of(
        [said(1, **federal), said(2, **federal), said(3, **federal, incident_state="OR", said_on=LATER)]
    )
    assert found["T-1"] == found["T-2"] != found["T-3"]


def test_middle_initials_that_differ_are_two_persons() -> None:
    found = officials_of([said(1, name="Ann B. Quillfeather"), said(2, name="Ann C. Quillfeather")])
    assert found["T-1"] != found["T-2"]


def test_a_surname_alone_is_no_official() -> None:
    assert officials_of([said(1, name="Quillfeather")]) == {}


def test_a_later_article_does_not_rename() -> None:
    assert officials_of([BASE, said(2, said_on=LATER)])["T-1"] == officials_of([BASE])["T-1"]


_SAID = st.builds(
    said,
    st.integers(1, 9),
    incident_id=st.sampled_from([None, "I-1", "I-2"]),
    name=st.sampled_from(["Ann Quillfeather", "Ann B. Quillfeather", "Ann C. Quillfeather", "John Smith"]),
    agency_id=st.sampled_from([None, "MO1", "MO2"]),
    agency_state=st.sampled_from([None, "MO", "US"]),
    said_on=st.sampled_from([None, date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)]),
)


@given(st.lists(_SAID, max_size=8, unique_by=lambda one: one.statement_id), st.randoms())
@settings(max_examples=100)
def test_the_order_of_statements_does_not_matter(statements: list[Said], chance: random.Random) -> None:
    shuffled = list(statements)
    chance.shuffle(shuffled)
    assert officials_of(shuffled) == officials_of(statements)
