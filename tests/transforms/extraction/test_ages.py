"""Ages: in words, bare after a noun, beside a name; ranges and numbers of other things are none."""

from __future__ import annotations

import pytest

from transforms.extraction.ages import age_beside, stated_ages


@pytest.mark.parametrize(
    ("body", "years", "text", "is_bare"),
    [
        ("A 26-year-old ran.", 26, "26-year-old", False),
        ("He is 31 years old.", 31, "31 years old", False),
        ("A man, aged 40, ran.", 40, "aged 40", False),
        ("The man, 29, ran.", 29, "29", True),
        ("The man, who was 34, ran.", 34, "34", True),
        ("The man (52) ran.", 52, "52", True),
        ("She was 47.", 47, "47", True),
    ],
)
def test_age_is_read_with_its_span(body: str, years: int, text: str, is_bare: bool) -> None:
    age = next(stated_ages(body))
    assert (age.years, body[age.start : age.end], age.is_bare) == (years, text, is_bare)


@pytest.mark.parametrize(
    "body",
    [
        "A man 25 to 30 years old ran.",
        "The toll was 1,200.",
        "It was 2.5 miles off.",
        "A 300-year-old tree fell.",
        "He was 29 miles away.",
    ],
)
def test_other_numbers_and_ranges_are_no_ages(body: str) -> None:
    assert list(stated_ages(body)) == []


@pytest.mark.parametrize(
    ("body", "years"),
    [
        ("Lena Orr, 26, ran.", 26),
        ("Lena Orr (26) ran.", 26),
        ("Lena Orr, a 26-year-old clerk, ran.", 26),
        ("26-year-old Salina woman Lena Orr ran.", 26),
        ("Lena Orr, 26 others and a dog ran.", None),
    ],
)
def test_age_beside_a_name(body: str, years: int | None) -> None:
    start = body.index("Lena")
    assert age_beside(body, start, start + len("Lena Orr"))[0] == years
