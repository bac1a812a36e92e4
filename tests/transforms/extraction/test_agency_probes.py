"""Every kind of agency and of initials, as news names them: resolved, or left open and said so."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extraction.agencies import find_agencies, unresolved_names
from transforms.extraction.places import read_setting
from transforms.records import Setting
from transforms.reference.register import Register

PROBES = yaml.safe_load((Path(__file__).parent / "agency_probes.yml").read_text(encoding="utf-8"))
LOCAL = [
    agency
    for agency in Register.load().agencies
    if agency.agency_type in {"municipal_police", "sheriff"}
    and agency.is_registered
    and agency.name.endswith((" Police Department", " County Sheriff's Office"))
    and not agency.name.startswith(("City of ", "Town of ", "Village of "))
]


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe["story"][:40])
def test_an_agency_is_resolved_or_left_open(probe: dict[str, Any]) -> None:
    story = probe["story"]
    found = {
        m.text: m.agency.agency_id if m.agency else None
        for m in find_agencies(story, read_setting(story, None, None))
    }
    assert {text: found.get(text, "not found") for text in probe["named"]} == probe["named"]


def test_initials_that_stay_open_are_told_with_who_bears_them() -> None:
    story = "A BPD officer shot a man on Friday, a spokesman said. An EWRPD officer watched."
    bpd, other = unresolved_names(find_agencies(story, Setting()), Setting())
    assert (bpd.text, story[bpd.start : bpd.end]) == ("BPD", "BPD")
    assert {"MDBPD0000", "MA0130100"} <= set(bpd.candidates)
    assert (other.text, other.candidates) == ("EWRPD", ())


def test_candidates_of_the_story_s_state_come_first() -> None:
    story = "A BPD officer shot a man."
    setting = Setting(state="MA")
    mentions = [m for m in find_agencies(story, Setting()) if m.text == "BPD"]
    assert unresolved_names(mentions, setting)[0].candidates[0].startswith("MA")


def test_words_of_a_headline_are_no_initials() -> None:
    story = "EL PASO, Texas — Police shot a man. ONE COP SHOT TWICE IN EL PASO."
    assert unresolved_names(find_agencies(story, Setting(state="TX")), Setting(state="TX")) == ()


def other_names(name: str) -> list[str]:
    """Return how else news and officials write the name of a police department or a sheriff's office."""
    found = ["The " + name, name.replace("'", "’")]
    if name.endswith("Sheriff's Office"):
        county = name.removesuffix("Sheriff's Office")
        found += [county + body for body in ("Sheriff's Department", "Sheriff's Dept.", "Sheriffs Office")]
    else:
        town = name.removesuffix(" Police Department")
        found += [f"{town} Police Dept.", f"{town} PD", f"{town} Police"]
        found += [f"City of {name}", f"City of {town} Police", f"Town of {name}"]
    return [form.replace("St. ", saint) for form in found for saint in ("St. ", "Saint ")]


@settings(max_examples=300)
@given(st.sampled_from(LOCAL))
def test_other_names_of_an_agency_are_the_same_agency(agency: Any) -> None:
    register = Register.load()
    official = register.find(agency.name, agency.state)
    assert official is not None
    for name in other_names(agency.name):
        assert register.find(name, agency.state) == official, name


@pytest.mark.parametrize("county", ["Atlantic County", "Mercer County"])
def test_towns_of_one_name_are_told_apart_by_the_county(county: str) -> None:
    setting = Setting(county=county, state="NJ")
    (mention,) = find_agencies("Hamilton Township police shot a man.", setting)
    assert mention.agency is not None
    assert mention.agency.county == county


# Where the name alone does not lead to the agency, and why.
READ_OTHERWISE = {
    "FL0160200": "the sheriff polices Jacksonville",
    "MA014669E": "the college's police have two codes",
    "MN0220600": "a part of a county reads as the county",
    "MO0492600": "no town bears the name, so the metropolitan police of the town of the story are meant",
    "PA0363500": "a part of a county reads as the county",
    "PA0674800": "a part of a county reads as the county",
    "SD0650000": "the county is no more",
}


def test_every_name_in_a_story_of_its_own_place_finds_the_agency_of_the_name() -> None:
    register = Register.load()
    others = set()
    for agency in (one for one in LOCAL if one.city):
        setting = Setting(city=agency.city, county=agency.county, state=agency.state)
        official = register.find(agency.name, agency.state)
        assert official is not None
        told = re.sub(r", [\w. ]+ County(?= Police)", "", agency.name)  # the list tells namesakes apart so
        found = {m.agency.name for m in find_agencies(f"The {told} said so.", setting) if m.agency}
        if not found <= {official.name, agency.name}:
            others.add(agency.agency_id)
    assert others == READ_OTHERWISE.keys()
