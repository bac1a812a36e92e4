"""What the register knows of agencies has its year and source, and what it does not know stays unknown."""

import polars as pl

from transforms.reference.facts import AgencyFacts, Figure, agency_years, facts_of, parent_ids
from transforms.reference.gazetteer import Gazetteer
from transforms.reference.register import Register


def test_a_city_s_police_have_the_people_of_the_city() -> None:
    facts = facts_of("MOKPD0000")
    assert (facts.place_geoid, facts.county_fips) == ("2938000", "29095")
    assert facts.residents.people is not None and 450_000 < facts.residents.people < 550_000
    assert facts.officers.people is not None and (facts.officers.year, facts.officers.source) == (2023, "fbi")


def test_police_that_serve_more_than_their_city_get_no_figure_of_the_city() -> None:
    assert facts_of("NV0020100").residents == Figure(1627244, 2017, "fbi")  # Las Vegas and its county


def test_nothing_is_known_of_a_body_outside_the_register() -> None:
    assert facts_of("X-example-county-prosecutors-office-mo") == AgencyFacts()


def test_a_figure_is_one_a_year_and_above_zero() -> None:
    years = agency_years()
    assert years.select("agency_id", "year").is_duplicated().sum() == 0
    assert years.filter((pl.col("population_served") < 1) | (pl.col("sworn_officers") < 1)).is_empty()


def test_every_agency_of_a_figure_or_a_parent_is_in_the_register() -> None:
    known = {agency.agency_id for agency in Register.load().agencies}
    assert set(agency_years()["agency_id"]) | set(parent_ids()) | set(parent_ids().values()) <= known


def test_codes_of_an_agency_lie_in_its_state() -> None:
    fips = Gazetteer.load().state_fips
    odd = [
        agency.agency_id
        for agency in Register.load().agencies
        for code in (facts_of(agency.agency_id).place_geoid, facts_of(agency.agency_id).county_fips)
        if code is not None and code[:2] != fips[agency.state or ""]
    ]
    assert odd == []
