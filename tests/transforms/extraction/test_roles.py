"""Whose officers used force, who looks into it, who helped. The articles are invented."""

from __future__ import annotations

import re
from time import process_time

import pytest

from transforms.extraction.actors import Cast
from transforms.extraction.agencies import find_agencies
from transforms.extraction.document import parse
from transforms.extraction.force import find_force
from transforms.extraction.people import find_people
from transforms.extraction.places import read_setting
from transforms.extraction.roles import RoleClaim, find_roles


def roles_of(body: str) -> list[RoleClaim]:
    doc = parse(body)
    setting = read_setting(body, None, None)
    mentions = find_agencies(body, setting)
    cast = Cast(doc, find_people(doc, mentions))
    hits = find_force(doc, cast, mentions)
    return find_roles(doc, cast, mentions, hits, frozenset(range(len(list(doc.sents)))))


def having(body: str, role: str) -> set[str]:
    return {f"{c.agency.name}, {c.agency.state}" for c in roles_of(body) if c.role == role}


SHOT = "INDEPENDENCE, Mo. — An Independence police officer shot a man on Sunday. "
PATROL = "Missouri State Highway Patrol, MO"
OWN = "Independence Police Department, MO"


@pytest.mark.parametrize(
    "told",
    [
        "The Missouri State Highway Patrol is investigating.",
        "The Missouri State Highway Patrol will be investigating the shooting.",
        "The shooting is being investigated by the Missouri State Highway Patrol.",
        "The investigation has been turned over to the Missouri State Highway Patrol.",
        "The Missouri State Highway Patrol has taken over the investigation.",
        "The department asked the Missouri State Highway Patrol to investigate.",
        "The chief said the Missouri Highway Patrol was called in to conduct an independent inquiry.",
        "The officer is on leave pending the outcome of a Missouri State Highway Patrol investigation.",
        "The Missouri State Highway Patrol is the lead agency.",
        "The Missouri State Highway Patrol is looking into why he fired.",
        "The Missouri State Highway Patrol is on the case.",
        "The Missouri State Highway Patrol has the case.",
        "Investigators with the Missouri State Highway Patrol are in charge.",
        "The Missouri State Highway Patrol has taken up the case.",
        "Agents of the Missouri State Highway Patrol are working to learn what led to it.",
        "The Missouri State Highway Patrol will hand over its findings next month.",
        "He is off until the Missouri State Highway Patrol is done.",
        "The patrol car stood there while the Missouri State Highway Patrol finished its review.",
        "A team of detectives led by the Missouri State Highway Patrol will investigate.",
        "State police detectives are investigating the shooting.",
        "The Missouri State Highway Patrol, an agency with no ties to the city, is investigating.",
        "The Missouri State Highway Patrol was called in at noon.",
        "The Missouri State Highway Patrol responded and assumed control of the investigation.",
        "The Missouri State Highway Patrol works with a coroner on the case.",
        "The Missouri State Highway Patrol is the managing agency.",
        "The investigation was assigned to the Missouri State Highway Patrol.",
        "There are two investigations, one by the Missouri State Highway Patrol and one by a coroner.",
        "The decision rests with the Missouri State Highway Patrol.",
        "The chief called in the Missouri State Highway Patrol.",
        "The Missouri State Highway Patrol would say no more while it investigates.",
        "The chief asked the Missouri State Highway Patrol to look into it.",
    ],
)
def test_whoever_is_said_to_investigate_does(told: str) -> None:
    assert having(SHOT + told, "investigating") == {PATROL}
    assert having(SHOT + told, "used_force") == {OWN}


@pytest.mark.parametrize(
    "told",
    [
        "The Jackson County Prosecutor's Office will review the shooting.",
        "The findings will be sent to the Jackson County Prosecutor's Office.",
        "No charges will be filed, Jackson County Prosecutor Ann Example said.",
        "Jackson County Prosecutor Ann Example found that the shooting was justified.",
    ],
)
def test_a_prosecutor_who_reviews_or_rules_looks_into_it(told: str) -> None:
    assert having(SHOT + told, "investigating") == {"Jackson County Prosecutor's Office, MO"}


@pytest.mark.parametrize(
    "told",
    [
        "Blue Springs police were investigating a stolen car that morning.",
        "Police are investigating.",
        "The Missouri State Highway Patrol was also at the scene.",
        "The Missouri State Highway Patrol said nobody else was hurt.",
        "The county is reviewing an earlier shooting by a Jackson County deputy.",
        "The Missouri State Highway Patrol is in charge of the road there.",
        "A SWAT team led by the Missouri State Highway Patrol came.",
    ],
)
def test_other_work_and_stock_phrases_make_no_investigator(told: str) -> None:
    assert having(SHOT + told, "investigating") == set()


def test_joined_agencies_share_the_role() -> None:
    told = (
        "The Missouri State Highway Patrol and the Jackson County Prosecutor's Office will be investigating."
    )
    assert having(SHOT + told, "investigating") == {PATROL, "Jackson County Prosecutor's Office, MO"}


def test_two_agencies_that_fired_both_used_force() -> None:
    body = (
        "INDEPENDENCE, Mo. — An Independence police officer and a Jackson County deputy shot a man on Sunday."
    )
    assert having(body, "used_force") == {OWN, "Jackson County Sheriff's Office, MO"}


def test_whoever_stands_in_one_list_acts_together() -> None:
    body = "INDEPENDENCE, Mo. — A trooper, a Blue Springs officer and a Raytown officer all shot a man."
    towns = {"Blue Springs Police Department, MO", "Raytown Police Department, MO"}
    assert having(body, "used_force") == {PATROL, *towns}


def test_a_clause_behind_a_comma_is_no_list() -> None:
    body = "INDEPENDENCE, Mo. — An Independence officer shot a man, and a Raytown officer closed the road."
    assert having(body, "used_force") == {OWN}


def test_helpers_of_the_investigators_investigate_too() -> None:
    told = "Raytown police are assisting the Missouri State Highway Patrol with the investigation."
    assert having(SHOT + told, "investigating") == {PATROL, "Raytown Police Department, MO"}


def test_homicide_detectives_are_the_department_s_own() -> None:
    assert having(SHOT + "Homicide detectives are investigating.", "investigating") == {OWN}


def test_members_of_the_team_that_investigates_do_so() -> None:
    told = "The officer-involved incident team includes investigators from Raytown police."
    assert having(SHOT + told, "investigating") == {"Raytown Police Department, MO"}


def test_no_other_agency_stands_in_for_guards_of_a_jail() -> None:
    body = (
        "INDEPENDENCE, Mo. — A jail officer used pepper spray on an inmate, who died. "
        "The Missouri State Highway Patrol is investigating."
    )
    assert having(body, "used_force") == set()
    assert having(body, "investigating") == {PATROL}


def test_the_city_s_police_who_only_investigate_did_not_shoot() -> None:
    body = (
        "RAYTOWN, Mo. — Raytown police said officers shot a man on Sunday in Kansas City. "
        "The Kansas City Police Department is handling the case."
    )
    assert having(body, "used_force") == {"Raytown Police Department, MO"}


def test_where_it_is_unclear_who_fired_nobody_is_certain() -> None:
    body = (
        "INDEPENDENCE, Mo. — Officers shot a man on Sunday after Independence police and Blue Springs police "
        "gave chase. It was not immediately clear which agency's officers fired."
    )
    users = [claim for claim in roles_of(body) if claim.role == "used_force"]
    assert {claim.agency.name for claim in users} == {OWN[:-4], "Blue Springs Police Department"}
    assert not any(claim.is_certain for claim in users)
    assert all("unclear" in body[c.start : c.end] or "clear" in body[c.start : c.end] for c in users)


def test_where_officers_of_several_agencies_were_there_nobody_is_certain_unless_named() -> None:
    told = (
        "INDEPENDENCE, Mo. — A man was shot dead on Sunday, Independence police said. Independence officers "
        "had followed a car to a fuel stop. Officers from several departments were trying to arrest the man "
        "when shots were fired."
    )
    users = [claim for claim in roles_of(told) if claim.role == "used_force"]
    assert {claim.agency.name for claim in users} == {OWN[:-4]}
    assert not any(claim.is_certain for claim in users)
    named = f"{told} A Blue Springs police officer fired, the chief said."
    assert [(c.agency.name, c.is_certain) for c in roles_of(named) if c.role == "used_force"] == [
        ("Blue Springs Police Department", True)
    ]


def test_the_agency_that_only_speaks_did_not_shoot() -> None:
    body = (
        "INDEPENDENCE, Mo. — The Missouri State Highway Patrol said a man was killed when officers "
        "fired back at him. Independence police had gone to a disturbance."
    )
    assert having(body, "used_force") == {OWN}


def test_every_claim_points_at_its_words() -> None:
    body = SHOT + "Blue Springs police assisted. The Missouri State Highway Patrol is investigating."
    claims = roles_of(body)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    assert len({(claim.agency.agency_id, claim.role) for claim in claims}) == len(claims)
    assert all(re.search("(?i)police|patrol", body[claim.start : claim.end]) for claim in claims)


def test_a_table_taken_for_one_sentence_ends_in_time() -> None:
    body = SHOT + "Independence police the Blue Springs police and " * 400
    began = process_time()
    roles_of(body)
    assert process_time() - began < 20


TEAM = "Jackson County Critical Incident Team, MO"


@pytest.mark.parametrize(
    "told",
    [
        "The Jackson County Critical Incident Team has been activated.",
        "Detectives with the Jackson County Critical Incident Team are investigating.",
        "The Jackson County Critical Incident Team, made up of several agencies, has taken over the case.",
    ],
)
def test_a_team_for_such_cases_looks_into_it_and_its_detectives_are_its_own(told: str) -> None:
    assert having(SHOT + told, "investigating") == {TEAM}


def test_at_whose_request_it_is_done_is_not_who_does_it() -> None:
    told = "At the request of the Independence police, the Missouri State Highway Patrol is investigating."
    assert having(SHOT + told, "investigating") == {PATROL}


def test_findings_that_go_to_a_prosecutor_for_review_are_reviewed_there() -> None:
    told = "The findings go to the Jackson County prosecutor for review."
    assert having(SHOT + told, "investigating") == {"Jackson County Prosecutor's Office, MO"}
