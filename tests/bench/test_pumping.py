"""No regular expression of code or seeds can be kept busy by a text that repeats what it repeats."""

import re

import pytest

from tests.bench.pumping import attacks, expressions, slowest

LENGTH = 400
MOST = 30  # attacks of each expression; there are some thousands in all
LONGEST = 0.5  # processor seconds: an ordinary one takes a thousandth, an exponential one years


def test_no_expression_is_kept_busy() -> None:
    ours = expressions()
    assert len(ours) > 500
    slow = {
        pattern.pattern: (seconds, text)
        for pattern, is_raw in ours.values()
        for seconds, text in [slowest(pattern, LENGTH, MOST, is_raw)]
        if seconds > LONGEST
    }
    assert slow == {}


@pytest.mark.parametrize("pattern", [r"x(?:--?|–)+ ", r"(?:the |\w+ )*end", r"(?:x+x+)+y"])
def test_an_exponential_expression_is_found(pattern: str) -> None:
    assert slowest(re.compile(pattern), LENGTH, MOST, is_raw=False, limit=0.1)[0] >= 0.1


def test_attacks_are_made_of_what_is_repeated() -> None:
    texts = list(attacks(re.compile(r"to (?:the |[a-z]\d)+end"), 20, is_raw=False))
    assert "to " + "the " * 5 in texts
    assert "to the to the \0" in texts
