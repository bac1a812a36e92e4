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


def test_a_title_ends_before_the_body_it_is_of() -> None:
    story = STORY + "They prayed at the Elm Street Church, said Roy Birch, pastor of the church."
    assert (statements(story)[-1].speaker_title, statements(story)[-1].organisation) == (
        "pastor",
        "Elm Street Church",
    )


def test_they_are_the_members_of_the_sentence_before() -> None:
    story = STORY + "Members of the Prairie Justice League stood outside. They said they want the video."
    assert statements(story)[-1].organisation == "Prairie Justice League"


def test_what_an_officer_calls_out_at_the_scene_is_no_statement() -> None:
    story = STORY + '"Drop the knife! Drop it!" an officer shouts in the video.'
    assert not any("Drop" in one.content for one in statements(story))


def test_they_are_the_police_of_the_same_sentence() -> None:
    last = statements("Topeka, Kan., police arrested a teen they say aimed a bow at them.")[-1]
    assert last.organisation == "Topeka Police Department"


def test_the_office_of_a_named_prosecutor_speaks_for_itself() -> None:
    story = f"{STORY}District Attorney Mia Olsen of Shawnee County will review it. "
    told = statements(f"{story}A statement from Olsen's office on Friday said he had a knife.")[-1]
    assert (told.speaker_name, told.speaker_role) == (None, "prosecutor")
    assert "Attorney" in (told.organisation or "")


def test_a_release_is_that_of_the_agency_that_spoke_last() -> None:
    told = statements(f"{STORY}The sheriff's office said he ran. He fell, according to a news release.")[-1]
    assert told.organisation == "Shawnee County Sheriff's Office"


def test_a_department_spokesman_is_of_the_body_last_called_so() -> None:
    story = "Topeka, Kan., police shot a man. The Kansas Highway Patrol came. "
    told = statements(f"{story}A department spokesman said he was alone.")[-1]
    assert told.organisation == "Topeka Police Department"


def test_initials_mean_the_agency_that_is_named_in_full() -> None:
    story = "The Wisconsin Department of Justice came to Madison, Wis. Madison police fired. "
    told = statements(f"{story}He was alone, the DOJ said.")[-1]
    assert told.organisation == "Wisconsin Department of Justice"


def test_a_name_set_off_by_commas_is_who_speaks() -> None:
    told = statements(f"{STORY}A clerk at a nearby gas station, Rosa Dell, said she heard two shots.")[-1]
    assert told.speaker_name == "Rosa Dell"


@pytest.mark.parametrize("owner", ["Starks' daughter", "Moe's daughter"])
def test_a_relative_is_not_the_one_whose_relative_speaks(owner: str) -> None:
    story = f"{STORY}The men are John Starks, 40, and Peter Moe, 41. "
    assert (
        statements(f'{story}{owner} wrote online, "He was a good man to all of us."')[-1].speaker_name is None
    )


def test_one_of_many_has_no_name() -> None:
    told = statements(f'{STORY}As people shouted, one told Smith, "You will not sleep tonight."')[-1]
    assert (told.kind, told.speaker_name) == ("direct", None)


def test_a_street_called_court_makes_nobody_a_court() -> None:
    told = statements(f"{STORY}Rosa Dell, who lives on Elm Court, said she heard two shots.")[-1]
    assert (told.speaker_name, told.speaker_role) == ("Rosa Dell", "other")


def test_a_coroner_speaks_for_the_coroner_s_office_of_the_county() -> None:
    told = statements(f"{STORY}He died at a hospital, the Shawnee County coroner said.")[-1]
    assert told.organisation == "Shawnee County Coroner's Office"


def test_police_is_the_department_named_far_more_than_another() -> None:
    story = (
        "Wichita police fired in Wichita, Kan. Wichita police ran. Wichita police left. Derby police came. "
    )
    told = statements(f"{story}The man was alone, police said.")[-1]
    assert told.organisation == "Wichita Police Department"


@pytest.mark.parametrize(
    ("sentence", "organisation"),
    [
        ("He was a guard there, said Adam Price, spokesman for the Mercy Clinic.", "Mercy Clinic"),
        ("Topeka Public Schools Superintendent Ann Bell said all was well.", "Topeka Public Schools"),
        ("Interim Superintendent Ron Fay of Seaman Schools said all was well.", "Seaman Schools"),
        (
            "Mark Dole, president of the Topeka Police Association, said it was hard.",
            "Topeka Police Association",
        ),
        ("A spokesperson for the Mexican Consulate said it would help.", "Mexican Consulate"),
        ("Deputy Chief Carl Dunn said it was dark.", "Topeka Police Department"),
    ],
)
def test_who_is_at_the_head_of_a_body_speaks_for_it(sentence: str, organisation: str) -> None:
    assert statements(f"{STORY}{sentence}")[-1].organisation == organisation


def test_the_lawyer_of_an_officer_speaks_for_no_agency() -> None:
    told = statements(f"{STORY}The lawyer for the officer, Jan Hill, said he was afraid.")[-1]
    assert (told.speaker_name, told.speaker_role, told.organisation) == ("Jan Hill", "lawyer", None)


def test_the_department_is_the_one_that_spoke_last() -> None:
    story = (
        f"{STORY}Topeka police said he ran. Officers led by the Wichita Police Department are on the case. "
    )
    assert (
        statements(f"{story}The department said he had a knife.")[-1].organisation
        == "Topeka Police Department"
    )


def test_a_tweet_is_that_of_who_tweeted() -> None:
    told = statements(
        f'{STORY}The sheriff\'s office tweeted that he ran. "Avoid the area for now," the tweet said.'
    )
    assert told[-1].organisation == "Shawnee County Sheriff's Office"


def test_a_doctor_who_is_coroner_speaks_as_coroner() -> None:
    told = statements(
        f"{STORY}Dr. Jim Beck, the county coroner, was there. Beck said it was a wound to the chest."
    )
    assert (told[-1].speaker_title, told[-1].speaker_role) == ("coroner", "government")


@pytest.mark.parametrize(
    ("sentence", "organisation"),
    [
        ("The Kansas Bureau of Investigation came. Agency spokesman Jim Doe said he ran.",
         "Kansas Bureau of Investigation"),
        ("Douglas County Corrections Director Mark Fox said he ran.", "Douglas County Corrections, KS"),
        ("Sgt. Ben Low, who leads the inquiry for the Shawnee County Sheriff's Office, said he ran.",
         "Shawnee County Sheriff's Office"),
        ("Larry Ham, chairman of the Friends of Topeka, said he ran.", "Friends of Topeka"),
    ],
)  # fmt: skip
def test_an_apposition_or_a_word_before_the_office_tells_for_whom(sentence: str, organisation: str) -> None:
    assert statements(f"{STORY}{sentence}")[-1].organisation == organisation


def test_a_hospital_spokesman_without_a_hospital_speaks_for_no_agency() -> None:
    story = "Topeka, Kan., police shot a man. A hospital spokesman said the man is fair."
    assert statements(story)[-1].organisation is None


def test_the_bureau_is_not_the_sheriff_who_spoke_last() -> None:
    told = statements(f"{STORY}Sheriff Roy Tarn said he ran. The bureau said it may take weeks.")[-1]
    assert (told.speaker_name, told.organisation) == (None, None)
