"""Spans of direct speech, whatever a page did to the quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.extraction.statements.quotes import find_quotes

MARKS = [
    '"',
    "“",
    "”",
    "„",
    "''",
    "``",
    "'",
    "‘",
    "’",
    "\ufffd",
    "\n",
    "\n\n",
    " ",
    ".",
    ",",
    "—",
    "Yes",
    "he said",
]


def words(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said, "We are fine." Then he left.', ["We are fine."]),
        ("“We are fine,” he said.", ["We are fine,"]),
        ("“She told me, ‘Go home,’ and I went,” he said.", ["She told me, ‘Go home,’ and I went,"]),
        ("``We are fine,'' he said.", ["We are fine,"]),
        ("It was late.\n\n'I heard \"Stop\" and a bang,' he said.", ['I heard "Stop" and a bang,']),
        ("The officers' car stopped. 'Tis late, the Joneses' dog barked.", []),
        ("He said \ufffdit was a bad day.\ufffd", ["it was a bad day."]),
    ],
)
def test_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_an_apostrophe_gone_wrong_is_no_mark() -> None:
    assert words("She didn”t stay and wasn”t seen.") == []


def test_a_quotation_runs_on_over_paragraphs_that_open_anew() -> None:
    assert words("“We came late.\n\n“We left early,” he said.") == ["We came late.\n\n“We left early,"]


def test_a_lost_closing_mark_ends_with_the_paragraph() -> None:
    assert words("“We came late.\n\nThe mayor agreed.") == ["We came late."]


def test_an_opening_mark_in_place_of_a_closing_one_closes() -> None:
    assert words("“We will look into it. “\n\nThe mayor agreed.") == ["We will look into it."]


def test_a_lost_opening_mark_is_put_where_the_sentence_begins() -> None:
    assert words('The mayor agreed. We care for everyone here."') == ["We care for everyone here."]


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_spans_are_in_bounds_in_order_and_apart(text: str) -> None:
    position = 0
    for quote in find_quotes(text):
        assert position <= quote.outer_start <= quote.start < quote.end <= quote.outer_end <= len(text)
        position = quote.outer_end
