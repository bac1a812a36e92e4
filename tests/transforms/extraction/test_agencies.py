"""Agencies as news names them, resolved by the story's setting. The articles are invented."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extraction.agencies import find_agencies, initials_of
from transforms.records import Setting
from transforms.reference.register import Register

MISSOURI = Setting(city="Kansas City", county="Jackson County", state="MO")
TEXAS = Setting(city="Austin", county=None, state="TX")


def named(body: str, setting: Setting) -> list[tuple[str, str, str | None]]:
    return [
        (m.text, m.agency.name, m.agency.state)
        for m in find_agencies(body, setting)
        if m.agency is not None and not m.is_generic
    ]


def meant(body: str, setting: Setting) -> list[tuple[str, str | None]]:
    mentions = find_agencies(body, setting)
    return [(m.text, m.agency.name if m.agency else None) for m in mentions if m.is_generic]


KCPD, KCK = "Kansas City Police Department, MO", "Kansas City Police Department, KS"
PROSECUTOR = "Jackson County Prosecuting Attorney's Office"
NAMES = [
    ("The {} said so.", "Kansas City Police Department", KCPD),
    ("{} came.", "Kansas City, Kan., police", KCK),
    ("{} in Independence came.", "Police", "Independence Police Department, MO"),
    ("{} came.", "Jackson County deputies", "Jackson County Sheriff's Office, MO"),
    ("The {} will investigate.", "MSHP", "Missouri State Highway Patrol, MO"),
    ("{} agents came.", "FBI", "Federal Bureau of Investigation, US"),
    ("Deputy {} came.", "U.S. marshals", "United States Marshals Service, US"),
    ("The {} will review it.", PROSECUTOR, "Jackson County Prosecutor's Office, MO"),
    ("The {} came.", "Kansas Bureau of Investigation", "Kansas Bureau of Investigation, KS"),
]


@pytest.mark.parametrize(("frame", "text", "agency"), NAMES)
def test_a_name_finds_its_agency(frame: str, text: str, agency: str) -> None:
    ((found, name, state),) = named(frame.format(text), MISSOURI)
    assert (found, f"{name}, {state}") == (text, agency)


def test_initials_are_those_of_an_agency_that_the_article_names() -> None:
    body = "The Missouri Highway Patrol (MHP) came. An MHP sergeant spoke. APD did not."
    assert [name for _, name, _ in named(body, MISSOURI)] == ["Missouri State Highway Patrol"] * 3


def test_initials_are_the_setting_s_own() -> None:
    assert named("APD officers shot a man.", TEXAS)[0] == ("APD", "Austin Police Department", "TX")


def test_places_that_share_a_head_are_agencies_each() -> None:
    names = [name for _, name, _ in named("Independence and Blue Springs police came.", MISSOURI)]
    assert names == ["Independence Police Department", "Blue Springs Police Department"]


def test_namesakes_beside_each_other_are_two() -> None:
    body = "Kansas City and Kansas City, Kan., police gave chase."
    assert {state for _, _, state in named(body, MISSOURI)} == {"MO", "KS"}


def test_police_at_large_are_the_city_s() -> None:
    assert meant("Police shot a man. Deputies came.", MISSOURI) == [
        ("Police", "Kansas City Police Department"), ("Deputies", "Jackson County Sheriff's Office"),
    ]  # fmt: skip


def test_police_are_the_agency_named_before_where_no_city_police_is_named() -> None:
    body = "New Mexico State Police said a man was shot. Police had looked for him."
    assert meant(body, Setting(city="Fort Sumner", state="NM")) == [("Police", "New Mexico State Police")]


def test_a_bureau_that_only_investigates_is_not_the_police() -> None:
    body = "State Police are investigating. Police shot a man."
    assert meant(body, Setting(city="Scranton", state="PA"))[-1] == ("Police", "Scranton Police Department")


def test_without_a_setting_nothing_is_guessed() -> None:
    assert meant("Police shot a man.", Setting()) == [("Police", None)]
    assert named("Kansas City police shot a man.", Setting()) == []


@pytest.mark.parametrize(
    "body",
    [
        "Security officers came.",
        "The deputy mayor spoke.",
        "A police car stood there.",
        "The military police left.",
    ],
)
def test_other_officers_and_things_are_no_agency(body: str) -> None:
    assert find_agencies(body, MISSOURI) == []


def test_a_sentence_end_parts_a_name_from_police() -> None:
    assert named("He knew Maria Independence. Police came.", MISSOURI) == []


def test_a_comma_parts_a_name_from_police() -> None:
    assert named("In Independence, police shot him.", MISSOURI) == []


def test_a_part_of_a_longer_name_is_no_far_town() -> None:
    california = Setting(city="Oakland", county=None, state="CA")
    assert meant("East Bay cops shot him.", california) == [("cops", "Oakland Police Department")]


@pytest.mark.parametrize(
    "text", ["the Iowa D-C-I", "Iowa DCI", "the state Division of Criminal Investigation"]
)
def test_a_state_s_bureau_goes_by_many_names(text: str) -> None:
    iowa = Setting(city="Ames", county=None, state="IA")
    assert [name for _, name, _ in named(f"He asked {text} in.", iowa)] == [
        "Iowa Division of Criminal Investigation"
    ]


def test_a_bureau_of_a_department_is_found_without_it() -> None:
    wisconsin = Setting(city="Madison", county=None, state="WI")
    found = named("The DOJ's Division of Criminal Investigation leads.", wisconsin)
    assert found[-1][1] == "Wisconsin Department of Justice Division of Criminal Investigation"


def test_a_unit_belongs_to_the_agency_before_it() -> None:
    body = "The Austin Police Department's Special Investigations Unit came, then the Texas Rangers."
    assert named(body, TEXAS)[0][:2] == ("Austin Police Department", "Austin Police Department")
    assert meant(body, TEXAS) == [("Special Investigations Unit", "Austin Police Department")]


def test_a_sheriff_whom_the_register_lacks_is_not_another_county_s() -> None:
    utah = Setting(city="West Jordan", county="Salt Lake County", state="UT")
    found = named("The Salt Lake County Sheriff's Office came.", utah)
    assert [row[1:] for row in found] == [("Salt Lake County Sheriff's Office", "UT")]


def test_campus_police_are_those_of_the_university_named() -> None:
    indiana = Setting(city="Terre Haute", county=None, state="IN")
    body = "Indiana State University said that a campus police officer and two ISU officers came."
    assert ("campus police officer", "Indiana State University") in meant(body, indiana)
    assert ("ISU", "Indiana State University", "IN") in named(body, indiana)


def test_a_body_outside_the_register_is_named_in_full() -> None:
    body = "The Eastern Example County Police Involved Incident Team came."
    (mention,) = find_agencies(body, MISSOURI)
    assert mention.agency is not None and not mention.agency.is_registered
    assert mention.agency.agency_type == "task_force"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The 9th Judicial District Attorney's Office said so.", "9th Judicial District Attorney's Office"),
        (
            "The 4th Judicial District Critical Incident Team came.",
            "4th Judicial District Critical Incident Team",
        ),
    ],
)
def test_a_judicial_district_is_part_of_the_name(body: str, name: str) -> None:
    assert [found for _, found, _ in named(body, MISSOURI)] == [name]


def test_a_team_of_one_department_is_that_department_s() -> None:
    assert named("The Kansas City police Critical Incident Team came.", MISSOURI)[0][1:] == (
        "Kansas City Police Department",
        "MO",
    )


def test_an_office_and_the_police_joined_to_it_are_two() -> None:
    body = "The Jackson County Prosecutor's Office and Independence police are investigating."
    assert [name for _, name, _ in named(body, MISSOURI)] == [
        "Jackson County Prosecutor's Office",
        "Independence Police Department",
    ]


def test_officer_involved_names_no_agency() -> None:
    assert find_agencies("An officer involved shooting happened.", MISSOURI) == []


def test_initials_of_a_sheriff_have_both_endings() -> None:
    agency = Register.load().county_agency("Jackson County", "MO", "sheriff")
    assert agency is not None and {"JCSO", "JCSD"} <= initials_of(agency)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aa .,'’()—\nKansas City, Mo. police Sheriff's KCPD"), max_size=300))
def test_mentions_lie_in_the_text_in_order_and_apart(body: str) -> None:
    end = 0
    for mention in find_agencies(body, MISSOURI):
        assert end <= mention.start < mention.end <= len(body)
        assert mention.text == body[mention.start : mention.end]
        end = mention.end


@pytest.mark.parametrize("piece", ["Police ", "Kansas City, ", "and ", "sheriff's office of the ", "KCPD "])
def test_long_odd_text_is_read_in_bounded_time(piece: str) -> None:
    body = (piece * (200_000 // len(piece)))[:200_000]
    began = process_time()
    find_agencies(body, MISSOURI)
    assert process_time() - began < 20
