"""Agencies are found by official names, by their town or county, and by older names."""

import pytest

from transforms.reference.register import Register


@pytest.mark.parametrize(
    ("name", "state", "official"),
    [
        ("Kansas City Police Department", "MO", "Kansas City Police Department"),
        ("Riverside County Sheriff's Department", "CA", "Riverside County Sheriff's Office"),
        ("Columbus Division of Police", "OH", "Columbus Police Department"),
        ("Portland Police Department", "OR", "Portland Police Bureau"),
        ("New York Police Department", "NY", "New York City Police Department"),
        ("Missouri Highway Patrol", "MO", "Missouri State Highway Patrol"),
        ("Contra Costa Sheriff's Office", "CA", "Contra Costa County Sheriff's Office"),
        ("Texas Rangers", "TX", "Texas Department of Public Safety"),
        ("University of Cincinnati Police Department", "OH", "University of Cincinnati"),
    ],
)
def test_names_that_news_uses_find_the_official_agency(name: str, state: str, official: str) -> None:
    found = Register.load().find(name, state)
    assert found is not None
    assert (found.name, found.state) == (official, state)


def test_a_name_of_several_states_is_not_guessed() -> None:
    register = Register.load()
    assert register.find("Kansas City Police Department") is None
    assert {agency.state for agency in register.named("Kansas City Police Department")} == {"MO", "KS"}


def test_towns_of_one_name_are_told_apart_by_county() -> None:
    register = Register.load()
    one = register.city_police("Hamilton Township", "NJ", "Mercer County")
    other = register.city_police("Hamilton Township", "NJ", "Atlantic County")
    assert one is not None and other is not None and one.agency_id != other.agency_id


def test_a_city_whose_police_bears_another_name() -> None:
    found = Register.load().city_police("Jacksonville", "FL")
    assert found is not None and found.name == "Jacksonville Sheriff's Office"


def test_a_body_outside_the_register_has_an_identifier_of_name_and_state() -> None:
    register = Register.load()
    body = register.unregistered("Example County Prosecutor's Office", "MO", "prosecutor")
    assert not body.is_registered and body.ori is None
    assert body == register.unregistered("Example County Prosecutor's Office", "MO", "prosecutor")
    assert (
        body.agency_id
        != register.unregistered("Example County Prosecutor's Office", "KS", "prosecutor").agency_id
    )


def test_a_state_s_bureau_is_found_by_the_end_of_its_name() -> None:
    register = Register.load()
    for state in ("IA", "MT", "WI"):
        found = register.bureau("Division of Criminal Investigation", state)
        assert found is not None and found.state == state
    assert register.bureau("Division of Criminal Investigation", "MO") is None


def test_every_agency_has_one_identifier() -> None:
    agencies = Register.load().agencies
    assert len({agency.agency_id for agency in agencies}) == len(agencies) > 20_000
