"""Where a story and its event are set. The articles are invented."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extraction.place_names import place_mentions
from transforms.extraction.places import event_place, read_setting


def city_and_state(
    body: str, title: str | None = None, outlet: str | None = None
) -> tuple[str | None, str | None]:
    setting = read_setting(body, title, outlet)
    return setting.city, setting.state


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("STOCKTON, Calif. (WXYZ) — An officer shot a man on Sunday.", ("Stockton", "CA")),
        ("A man was shot by police in Independence, Missouri, on Monday.", ("Independence", "MO")),
        ("Bexar County deputies shot a man in San Antonio late Tuesday.", ("San Antonio", "TX")),
        ("Polk County deputies said a man was shot in Lakeland on Friday.", ("Lakeland", "FL")),
        ("FT. SUMNER, N.M. (WXYZ) - State Police shot a man.", ("Fort Sumner", "NM")),
        ("The Oregon State Police joined Salem police after a shooting in Salem.", ("Salem", "OR")),
    ],
)
def test_a_city_and_its_state(body: str, place: tuple[str, str]) -> None:
    assert city_and_state(body) == place


def test_a_name_that_many_states_share_decides_nothing() -> None:
    assert city_and_state("An officer shot a man in Clinton on Sunday.") == (None, None)


def test_the_outlet_helps_where_the_text_is_silent() -> None:
    body = "An officer shot a man in Clinton on Sunday."
    assert city_and_state(body, outlet="Jefferson City Tribune, Missouri")[1] == "MO"


def test_a_newsroom_s_telephone_tells_its_state() -> None:
    body = "An officer shot a man in Salem on Sunday. Call the newsroom at 503-555-0100."
    assert city_and_state(body) == ("Salem", "OR")


def test_namesakes_across_a_border_are_told_apart() -> None:
    body = (
        "The Missouri State Highway Patrol is investigating after Kansas City police shot a man. "
        "Police in Kansas City, Kan., had sent out an alert."
    )
    assert city_and_state(body) == ("Kansas City", "MO")


@pytest.mark.parametrize(
    "sentence",
    [
        "The man, Albert Example, 30, of Topeka, was taken to a hospital in Lawrence.",
        "Albert Example, a Topeka resident, was booked into the jail in Lawrence.",
        "Mark Peterson met Kevin Lawrence on Topeka Avenue.",
    ],
)
def test_home_towns_hospitals_persons_and_streets_are_not_the_place(sentence: str) -> None:
    body = f"OLATHE, Kan. — An officer shot a man in Olathe on Sunday. {sentence}"
    assert city_and_state(body) == ("Olathe", "KS")


def test_the_event_lies_where_the_chase_ended_not_where_it_was_filed() -> None:
    told = "Deputies said the chase ended in Grandview, where an officer shot the driver."
    body = f"KANSAS CITY, Mo. — A chase began early Sunday. {told}"
    setting = read_setting(body, None, None)
    start = body.index(told)
    event = event_place(body, setting, [(0, len(body))], [(start, len(body))])
    assert event.city == "Grandview"
    assert event.city_span is not None and body[slice(*event.city_span)] == "Grandview"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "It followed a pursuit that began in Grandview.",
        "The man took the car from a driveway in Grandview.",
        "A spokesman for the patrol's Troop A in Grandview spoke.",
    ],
)
def test_where_a_chase_began_or_an_office_is_was_not_the_event(elsewhere: str) -> None:
    body = f"RAYTOWN, Mo. — An officer shot a man on Sunday. {elsewhere}"
    event = event_place(body, read_setting(body, None, None), [(0, len(body))], [(0, len(body))])
    assert event.city == "Raytown"


def test_the_city_is_where_the_text_says_that_it_was() -> None:
    body = "RAYTOWN, Mo. — Raytown police shot a driver. The shooting was in Grandview."
    event = event_place(body, read_setting(body, None, None), [(0, len(body))], [])
    assert event.city == "Grandview"


def test_a_text_in_upper_case_has_a_state_too() -> None:
    body = "POLICE SHOT A MAN IN TACOMA, WASH. ON SUNDAY. A TACOMA OFFICER FIRED ONCE, THE CHIEF SAID."
    assert city_and_state(body) == ("Tacoma", "WA")


def test_a_county_counts_where_something_is_in_it() -> None:
    body = "A deputy shot a man in unincorporated Johnson County, Kansas, on Sunday."
    named = "The Johnson County Sheriff's Office in Kansas said a deputy shot a man."
    for text, county in ((body, "Johnson County"), (named, None)):
        setting = read_setting(text, None, None)
        assert setting.county == "Johnson County"
        event = event_place(text, setting, [(0, len(text))], [])
        assert (event.county, event.city) == (county, None)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aa .,'’()—\nKansas City, Mo. police St Street"), max_size=300))
def test_places_lie_in_the_text_in_order_and_apart(body: str) -> None:
    end = 0
    for mention in place_mentions(body):
        assert end <= mention.start < mention.end <= len(body)
        end = mention.end


@pytest.mark.parametrize("piece", ["KANSAS CITY, ", "Fargo and Dilworth and ", "St. ", "(", "A "])
def test_long_odd_text_is_read_in_bounded_time(piece: str) -> None:
    body = (piece * (200_000 // len(piece)))[:200_000]
    began = process_time()
    read_setting(body, None, None)
    assert process_time() - began < 20
