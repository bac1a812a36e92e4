"""Indirect speech: where the reported clause begins, one entry a sentence."""

import pytest

from tests.transforms.extraction.statements.reading import only, statements


@pytest.mark.parametrize(
    ("sentence", "begins"),
    [
        ("Smith said two cars came up the road.", "two cars came"),
        ("Smith said that two cars came up the road.", "two cars came"),
        ("Smith said in a statement Thursday that two cars came up the road.", "two cars came"),
        ("Two cars came up the road, Smith said.", "Two cars came"),
        ("Two cars came up the road, said Lt. Ann Smith, a police spokeswoman.", "Two cars came"),
        ("When officers arrived, two cars came up the road, Smith said.", "When officers arrived"),
        ("After the door broke, Smith said two cars came up the road.", "two cars came"),
        ("That is when, Smith said, two cars came up the road.", "two cars came"),
        ("The driver, Smith said, got out of the car and ran.", "The driver, Smith"),
        ("According to Smith, two cars came up the road.", "two cars came"),
        ("Two cars came up the road, according to Smith.", "Two cars came"),
        ("TOPEKA, Kan. — Two cars came up the road, Smith said.", "Two cars came"),
        ("Smith told KXYZ two cars came up the road.", "two cars came"),
        ("Smith told reporters two cars came up the road.", "two cars came"),
        ("Officers shot a man who Smith says drove a car at them.", "drove a car"),
        ("A nearby officer reported seeing two cars on the road.", "seeing two cars"),
    ],
)
def test_where_the_reported_clause_begins(sentence: str, begins: str) -> None:
    statement = only(f"Lt. Ann Smith spoke to the press. {sentence}")
    assert statement.kind == "indirect"
    assert statement.content.startswith(begins)


def test_the_outermost_attribution_speaks_for_the_sentence() -> None:
    statement = only("Ann Smith told police her son had a gun, said Sheriff Roy Tarn.")
    assert (statement.content, statement.speaker_name) == (
        "Ann Smith told police her son had a gun",
        "Roy Tarn",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Police identified the man as John Roe.",
        "No injuries were reported.",
        "The clerk reported a burglary.",
        "The officer told her to drop the knife.",
        "As we previously reported, the road is closed.",
        "Once police say they found him, they went in.",
    ],
)
def test_what_reports_nothing(sentence: str) -> None:
    assert statements(sentence) == []


def test_two_speakers_in_one_sentence_are_two_entries() -> None:
    told = statements("Police said he was armed, but his sister said he had never owned a gun.")
    assert [(s.content, s.speaker_role) for s in told] == [
        ("he was armed", "law_enforcement"),
        ("he had never owned a gun", "family"),
    ]


def test_headlines_of_other_stories_report_nothing() -> None:
    assert statements("Related Articles Man flees jail, police say Two hurt in crash, troopers say") == []


def test_a_repeated_caption_counts_once() -> None:
    assert len(statements("Two cars were stolen, police said. " * 2)) == 1


def test_what_happened_after_police_say_something_is_their_claim() -> None:
    told = only("A man was shot in Topeka on Monday after police say he drove his car at a trooper.")
    assert told.content.startswith("he drove his car")


def test_a_dependent_clause_before_the_comma_leaves_the_report_whole() -> None:
    told = only(
        "Lt. Ann Smith came. The man slept behind a shop when a guard called police at 5:50 p.m., Smith said."
    )
    assert told.content.startswith("The man slept")


def test_work_on_a_paper_is_no_speech() -> None:
    told = statements(
        "Sheriff Roy Tarn said so much. Deputy Al Dean was writing a report when she came up, he said."
    )
    assert told[-1].speaker_name == "Roy Tarn"


def test_would_not_talk_about_is_an_answer_declined() -> None:
    assert only("Police Chief Roy Tarn would not talk about the events before it.").hedge == "declined"


@pytest.mark.parametrize(
    ("headline", "reported"),
    [
        ("Sheriff: Man shot after chase TOPEKA, Kan. -- Deputies came.", "Man shot after chase"),
        ("Police: Officer shot man with a knife. Deputies came.", "Officer shot man with a knife"),
    ],
)
def test_a_headline_may_name_its_speaker_first(headline: str, reported: str) -> None:
    assert statements(headline)[0].content == reported


def test_an_age_may_stand_between_a_name_and_its_verb() -> None:
    told = only("The man's brother, Leo Katz, 32, posted on Facebook that police had lied.")
    assert told.speaker_name == "Leo Katz"


def test_a_name_that_is_also_a_verb_is_a_name() -> None:
    assert only('"He was running away," said activist Will Calloway.').speaker_role == "community"
