"""A page gives its text in time that grows with its length, whatever strangers left open in it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles.page import is_page, page_text

SECONDS = 5.0  # of processor time; each takes well under one, and the square of its length would take minutes
SIZE = 400_000

OPEN = [
    "<!-- ",
    "<",
    "<![CDATA[",
    "<?x ",
    "<a ",
    '<a b="',
    "<a b=\"'",
    "<a =",
    "</",
    "<script>",
    "<style>",
    "&",
    "&#9",
]


@pytest.mark.parametrize("tail", ["", " > --> "], ids=["to the end", "closed once"])
@pytest.mark.parametrize("mark", OPEN)
def test_what_is_left_open_costs_no_more_than_its_length(mark: str, tail: str) -> None:
    page = "<html><p>The deputy fired.</p>" + mark * (SIZE // len(mark)) + tail
    begun = time.process_time()
    assert is_page(page)
    assert page_text(page)[1].startswith("The deputy fired.")
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 100_000 + "He fired." + "</div>" * 100_000,
        "<html><a " + "b=c " * 100_000 + ">He fired.</a>",
        "<html>He fired." + "</div>" * 100_000,
    ],
    ids=["nested", "attributes", "closed"],
)
def test_depth_and_number_cost_no_more_than_the_length(page: str) -> None:
    begun = time.process_time()
    assert page_text(page)[1].strip() == "He fired."
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><p>He <!-- not --> fired.</p>", "He  fired."),
        ("<html><p>He <!-- fired.</p>", "He <!-- fired."),
        ('<html><p title="5 > 3">He fired.</p>', "He fired."),
        ('<html><p title="5>He fired.</p>', "He fired."),
        ("<html><p title=don't>He didn't.</p>", "He didn't."),
        ("<html>5 < 7 and <b>8</b> < 9", "5 < 7 and 8 < 9"),
        ("<html><script>if (a < b) x = '<p>no</p>';</SCRIPT >He fired.", "He fired."),
        ("<html><svg/>He<br/>fired.", "He\n\nfired."),
        ("<html><script src=/a/>no</script>He <svg a='b=c' />fired.", "He fired."),
        ("<html>A &amp; B &#8217; &#99999999999999; &#x110000;", "A & B ’ \ufffd \ufffd"),
        ("<html>He &#" + "9" * 5_000 + "; fired.", "He \ufffd fired."),
        ("<html>He fired <", "He fired <"),
    ],
)
def test_what_a_page_says(page: str, text: str) -> None:
    assert page_text(page)[1] == text


_PIECES = [
    "<p>",
    "</p>",
    "<!--",
    "-->",
    "<",
    ">",
    '"',
    "'",
    "=",
    "&",
    "&#",
    ";",
    "/",
    "<script>",
    "</script",
    "<a b",
    " ",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=30).map("".join))
def test_no_page_raises_and_plain_words_before_it_stay(page: str) -> None:
    assert page_text("<html>Fired. " + page)[1].startswith("Fired.")
