"""One body keeps one identity under every name and code; one that another took over keeps its own."""

import csv

import pytest

from transforms.reference.facts import codes, facts_of, succession
from transforms.reference.register import Register
from warehouse.seeds import seeds_root


def test_every_code_of_a_part_leads_to_an_agency_of_the_register() -> None:
    register = Register.load()
    with (seeds_root() / "register" / "oris.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 2000
    assert [row["ori"] for row in rows if register.of_ori(row["ori"]) is None] == []


def test_a_code_that_leads_elsewhere_is_no_agency_of_its_own() -> None:
    ids = {agency.agency_id for agency in Register.load().agencies}
    assert ids.isdisjoint(codes())


@pytest.mark.parametrize(
    ("ori", "agency_id"),
    [("CA0199900", "CA0349900"), ("MO0956800", "MOSPD0000"), ("MDPPD0000", "FED-USPP"),
     ("NV0020000", "NV0020100"), ("MO0952800", "MO0952800")],
    ids=["a patrol's post", "a former code", "a federal agency's code", "a form before", "its own"],
)  # fmt: skip
def test_codes_of_one_body_are_one_agency(ori: str, agency_id: str) -> None:
    found = Register.load().of_ori(ori)
    assert found is not None and found.agency_id == agency_id


def test_an_unknown_code_is_none_s() -> None:
    assert Register.load().of_ori("ZZ0000000") is None


@pytest.mark.parametrize("row", succession(), ids=lambda row: row["former_name"])
def test_a_row_of_the_succession_is_complete_and_does_what_it_says(row: dict[str, str]) -> None:
    register = Register.load()
    assert row["reason"] and row["source"] and row["change"] in {"renamed", "merged", "unit"}
    found = register.find(row["former_name"], row["state"])
    if row["change"] == "merged":
        assert found is not None and found.agency_id == row["former_ori"]
        facts = facts_of(row["former_ori"])
        assert (facts.successor_agency_id, facts.ended_year) == (row["agency_id"], int(row["year"]))
    elif row["change"] == "renamed":
        assert found is not None and found.agency_id == row["agency_id"]
    else:
        assert register.of_ori(row["former_ori"]) == register.agency(row["agency_id"])


def test_the_sheriff_of_a_county_whose_police_are_one_with_the_city_s() -> None:
    found = Register.load().county_agency("Clark County", "NV", "sheriff")
    assert found is not None and found.name == "Las Vegas Metropolitan Police Department"
