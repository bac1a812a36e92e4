"""Which articles tell of police force in the United States."""

from __future__ import annotations

import pytest

from transforms.extraction.force import ForceHit
from transforms.extraction.relevance import evidence, is_foreign, is_prose, score, tells_harm


@pytest.mark.parametrize(
    ("body", "state", "expected"),
    [
        ("TORONTO — Police shot a man on Queen Street.", None, True),
        ("Toronto police shot a man.", "NY", True),
        ("LIVERPOOL, England (AP) — An officer shot a man.", "NY", True),
        ("MELBOURNE, Fla. — An officer shot a man.", "FL", False),
        ("An officer shot a tourist from Ireland in Boston.", "MA", False),
        ("An officer shot a man near the mill.", None, False),
    ],
)
def test_police_abroad_are_told_by_their_name_or_by_a_place_without_a_state(
    body: str, state: str | None, expected: bool
) -> None:
    assert is_foreign(body, state) is expected


def test_a_page_of_headlines_is_no_prose() -> None:
    headlines = "Police shoot man in Ames\nRain expected\nCouncil votes on park\n" * 8
    assert not is_prose(headlines)
    assert is_prose("A deputy shot a man on Monday.\nThe man lived.\n" * 8)


def hit(
    force_type: str = "firearm", source: str = "verb", sentence: int = 0, target: int | None = 1
) -> ForceHit:
    return ForceHit(force_type, 0, 1, sentence, 0, target, target is not None, source)


def test_more_evidence_makes_an_article_more_likely_relevant() -> None:
    one = score(evidence([hit(sentence=9)], False, ""))
    in_the_lead = score(evidence([hit()], False, ""))
    two = score(evidence([hit(), hit(sentence=4)], False, ""))
    with_leave = score(evidence([hit(), hit(sentence=4)], False, "The officer is on paid leave."))
    assert 0 < one < in_the_lead < two < with_leave < 1


def test_a_takedown_counts_only_where_harm_is_told() -> None:
    takedown = [hit("physical_force", "device")]
    assert score(evidence(takedown, False, "")) == 0
    assert score(evidence(takedown, True, "")) > 0.5


def test_no_hit_is_no_relevance() -> None:
    assert score(evidence([], True, "The officer is on paid leave.")) == 0


def test_words_of_injury_tell_harm() -> None:
    assert tells_harm("He lost two teeth.")
    assert not tells_harm("He was booked and let go.")
