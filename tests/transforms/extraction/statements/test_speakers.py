"""Who speaks, and for whom."""

import pytest

from tests.transforms.extraction.statements.reading import statements

STORY = (
    "Topeka, Kan., police officers shot a man on Monday, said Lt. Ann Smith of the Topeka Police Department. "
    "Sheriff Roy Tarn of the Shawnee County Sheriff's Office came later. "
)


@pytest.mark.parametrize(
    ("attribution", "name"),
    [
        ("Smith said", "Ann Smith"),
        ("she said", "Ann Smith"),
        ("the lieutenant said", "Ann Smith"),
        ("the sheriff said", "Roy Tarn"),
        ("a neighbor said", None),
        ("police said", None),
    ],
)
def test_the_speaker_is_named_in_full(attribution: str, name: str | None) -> None:
    last = statements(f"{STORY}The man was alone, {attribution}.")[-1]
    assert last.speaker_name == name


@pytest.mark.parametrize(
    ("attribution", "organisation"),
    [
        ("police said", "Topeka Police Department"),
        ("the sheriff's office said", "Shawnee County Sheriff's Office"),
        ("authorities said", None),
        ("a neighbor said", None),
    ],
)
def test_plain_words_mean_an_agency_only_where_no_other_could_be_meant(
    attribution: str, organisation: str | None
) -> None:
    last = statements(f"{STORY}The man was alone, {attribution}.")[-1]
    assert last.organisation == organisation


def test_where_one_agency_is_named_authorities_are_that_agency() -> None:
    last = statements("The Topeka Police Department in Kansas is on it. He was alone, authorities said.")[-1]
    assert last.organisation == "Topeka Police Department"


def test_the_statement_speaks_for_who_made_it() -> None:
    story = STORY + 'Smith said in a statement that he ran. "He was told to stop," the statement said.'
    assert statements(story)[-1].speaker_name == "Ann Smith"


def test_a_family_member_speaks_for_no_organisation() -> None:
    last = statements(f'{STORY}"He was a kind boy," his mother, Rosa Dell, said.')[-1]
    assert (last.speaker_name, last.speaker_role, last.organisation) == ("Rosa Dell", "family", None)


def test_a_spokesperson_speaks_for_the_body_that_is_named() -> None:
    last = statements(f"{STORY}The man is stable, said Mercy Hospital spokeswoman Carla Dunn.")[-1]
    assert (last.speaker_name, last.organisation) == ("Carla Dunn", "Mercy Hospital")


def test_police_is_in_doubt_where_two_police_departments_act() -> None:
    story = (
        "Wichita police and Derby police met in Wichita, Kan. Wichita police fired, Derby police did not. "
    )
    assert statements(f"{story}The man was alone, police said.")[-1].organisation is None


def test_court_documents_speak_for_the_court() -> None:
    last = statements(STORY + "He had a knife, Shawnee County District Court documents said.")[-1]
    assert (last.speaker_role, last.organisation) == ("government", "Shawnee County District Court")


def test_they_are_the_police_of_the_same_sentence() -> None:
    last = statements("Topeka, Kan., police arrested a teen they say aimed a bow at them.")[-1]
    assert last.organisation == "Topeka Police Department"
