"""What stays of a page is its story, whole; what the site put around it goes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles.clean import clean, headline, without_title

STORY = "A deputy fired once at Ray Tillman near the ferry landing, Sheriff Ann Oakes said."


@pytest.mark.parametrize(
    "line",
    [
        "Actions",
        "Posted",
        "and last updated",
        "Posted at 5:15 PM, Nov 07, 2024 and last updated 9:02 p.m. Friday, Nov. 8, 2024",
        "Updated: March 5, 2021 / 6:10 AM CST",
        "2 hours ago",
        "Share on Facebook | Tweet this | Email",
        "By Marta Quill, staff writer",
        "Photo: Courtesy of the county",
        "ferry landing shooting.jpg",
        "Copyright 2021 Example Media. All rights reserved. This material may not be published.",
        "© 2021 The Associated Press",
        "Read more: Council votes on the new landing",
        "Related stories",
        "RELATED: Council votes on the new landing",
        "Sign up for our morning newsletter",
        "Subscribe today for unlimited access",
        "We use cookies to improve this site. See our privacy policy.",
        "Comments are closed on this story.",
        "Please enable Javascript to watch this video",
        "newsroom@example.org",
        "* * *",
    ],
)
def test_a_line_of_the_site_goes(line: str) -> None:
    assert clean(f"{STORY}\n\n{line}\n\nNobody else was hurt.") == f"{STORY}\n\nNobody else was hurt."


@pytest.mark.parametrize(
    "line",
    [
        "Posted bond of $5,000 was returned on Monday.",
        "Related charges against Tillman were dropped.",
        "By Friday, investigators had the gun.",
        "This video has been shown to the jury.",
        "Video from a door camera was contributed to the file.",
        "Photos show the officer standing behind the truck.",
        "Copyright lawyer Ray Tillman was shot by a deputy.",
        "See more officers than usual and stay calm, the chief asked.",
        "More stories of the shooting came from neighbors.",
        "Anyone with information is asked to call the Ferry County Sheriff's Office at 555-0142.",
        "Anyone with information about the wanted man should call Crime Stoppers at 555-0142.",
        '"Anyone with information should call the tip line at 555-0142," she said.',
        "Police were told by a hotline that a man with a knife was at the landing.",
        "Information that led to the arrest came from a tip line caller.",
        "Follow the officers' account and the shots came first.",
    ],
)
def test_a_line_of_the_story_stays(line: str) -> None:
    assert clean(line) == line


@pytest.mark.parametrize(
    "sentence",
    [
        "Anyone with information is asked to call Crime Stoppers at 555-0142.",
        "If you know anything, call the TIPS Hotline at 555-8477.",
        "Tipsters can remain anonymous and may earn a reward.",
        "Follow her on Twitter @mquill.",
        "Marta Quill can be reached at mquill@example.org or 555-0142.",
        "The Associated Press contributed to this report.",
        "Copyright 2014 by Example.com. All rights reserved.",
        "Read or Share this story: https://example.org/x1",
        "Stay with News 9 for updates.",
        "This is a developing story and will be updated.",
        "(Photo: Courtesy/Ferry County)",
    ],
)
def test_within_a_paragraph_a_sentence_of_the_site_goes(sentence: str) -> None:
    assert clean(f"{STORY} {sentence} Nobody else was hurt.") == f"{STORY} Nobody else was hurt."


def test_a_sentence_is_judged_alone_where_the_page_lost_a_blank() -> None:
    assert clean("Callers can remain anonymous.Two bystanders were hurt.") == "Two bystanders were hurt."


def test_paragraphs_and_marks_stay() -> None:
    text = "“We’re shaken,” she said — twice.\n\nHe is 26…\nThe street is closed."
    assert clean(text) == text


def test_blanks_line_ends_and_invisible_characters_are_made_plain() -> None:
    assert clean("\ufeffTwo\u00a0shots\u200b \t were\x00\r\nheard.\r\n\r\n\r\n\r\nOne\u2028hit.") == (
        "Two shots were\nheard.\n\nOne\nhit."
    )


def test_a_title_that_is_repeated_stays_out_of_the_body() -> None:
    assert without_title(f"Deputy fires at man\n\n{STORY}", "Deputy Fires at Man") == STORY
    assert without_title(STORY, "Deputy Fires at Man") == STORY


def test_the_headline_of_a_plain_text_is_told_from_its_first_sentence() -> None:
    assert headline(f"Deputy fires at man near ferry landing\n\n{STORY}") == (
        "Deputy fires at man near ferry landing",
        STORY,
    )
    assert headline(f"A man is dead.\n\n{STORY}") == (None, f"A man is dead.\n\n{STORY}")


_pieces = st.sampled_from(
    [STORY, "Actions", "Posted", "Share", "CLOSE", "All rights reserved.", "\n", "\n\n", " ", "\u00a0", "0 A"]
)


@given(st.one_of(st.text(), st.lists(_pieces).map("".join), st.lists(_pieces).map(" ".join)))
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    "unit",
    ["share on facebook ", "posted am. 11 ", "news-", "follow us on ", "Image 1 of ", "anyone with ", ". "],
)
def test_no_text_takes_long(unit: str) -> None:
    started = time.process_time()
    clean(unit * 5000 + "z")
    assert time.process_time() - started < 2
