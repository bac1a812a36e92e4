"""For which business, church, paper, club or cause somebody speaks."""

import pytest

from tests.transforms.extraction.statements.reading import statements

STORY = "Topeka, Kan., police officers shot a man outside the Copper Kettle Diner on Monday. "


def organisation(sentences: str) -> str | None:
    return statements(STORY + sentences)[-1].organisation


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ann Dell, who owns the Copper Kettle Diner, said he left.", "Copper Kettle Diner"),
        ("Ann Dell, 52, an owner of the Copper Kettle Diner, said he left.", "Copper Kettle Diner"),
        ("Ann Dell, who helped found the town, said he left.", None),
        ("Copper Kettle Diner manager Ann Dell said he left.", "Copper Kettle Diner"),
        ("The diner's owner, Ann Dell, said he left.", "Copper Kettle Diner"),
        ("Ann Dell, manager of the diner, said he left.", "Copper Kettle Diner"),
        ("The owner of the Copper Kettle Diner, Ann Dell, said he left.", "Copper Kettle Diner"),
        ("Ann Dell of the Prairie Rowing Club said he left.", "Prairie Rowing Club"),
        (
            "Ann Dell, director of nursing at the Elm Street Care Center, said he left.",
            "Elm Street Care Center",
        ),
        ("Ann Dell, president of the local NAACP chapter, said he left.", "NAACP"),
        ("Prairie Ledger reporter Ann Dell said she heard shots.", "Prairie Ledger"),
        ("Ann Dell of Topeka said he left.", None),
        ("Ann Dell, who ate at the Copper Kettle Diner, said he left.", None),
    ],
)
def test_who_stands_for_a_body_speaks_for_it(sentence: str, expected: str | None) -> None:
    assert organisation(sentence) == expected


@pytest.mark.parametrize("later", ["Dell said he ran.", "She said he ran.", "The owner said he ran."])
def test_it_holds_wherever_the_person_speaks_again(later: str) -> None:
    assert organisation(f"Ann Dell, owner of the Copper Kettle Diner, said he left. {later}") == (
        "Copper Kettle Diner"
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ann Dell, an attorney with Birch & Lowe, said he was unarmed.", "Birch & Lowe"),
        (
            "Ann Dell, a lawyer for the Prairie Justice Project, said he was unarmed.",
            "Prairie Justice Project",
        ),
        ("Ann Dell, an attorney for Roy Tarn, said he was unarmed.", None),
        ("Ann Dell, the attorney for the mother of Roy Tarn, said he was unarmed.", None),
    ],
)
def test_a_lawyer_speaks_for_a_firm_or_a_cause_not_for_a_client(sentence: str, expected: str | None) -> None:
    assert organisation(f"The man was Roy Tarn, 30. {sentence}") == expected


def test_a_paper_that_was_told_is_not_the_speakers_own() -> None:
    assert organisation("Ann Dell told the Prairie Ledger that he ran.") is None


def test_a_short_name_before_a_long_title_is_that_of_the_body_named_in_full() -> None:
    story = (
        "He carried the Prairie Advertiser. "
        '"He was kind," Advertiser Circulation Senior Manager Ann Dell said.'
    )
    assert organisation(story) == "Prairie Advertiser"


def test_a_pastor_is_that_of_the_only_church_named() -> None:
    story = "They wed at the River of Grace Church. {}Senior Pastor Roy Tarn said the town should pray."
    assert organisation(story.format("")) == "River of Grace Church"
    assert organisation(story.format("The Elm Street Chapel stood empty. ")) is None


def test_somebody_without_a_name_speaks_for_the_body_a_noun_goes_back_to() -> None:
    story = 'Police came to the Elm Grove Apartments. A manager at the complex called it "a sad, sad day."'
    assert organisation(story) == "Elm Grove Apartments"


@pytest.mark.parametrize("title", ["City Attorney", "Public Safety Director"])
def test_an_office_over_a_city_speaks_for_the_city(title: str) -> None:
    assert organisation(f"{title} Roy Tarn said an inquiry has begun.") == "City of Topeka"
