"""AGENCIES.md is what the resolution of agencies gives, and that is as good as it must be."""

from collections import Counter

from orchestration.accuracy import SETS
from orchestration.agencies_page import Measured, measure_agencies, page
from transforms.scoring.agencies import Judged


def test_agencies_of_the_invented_reports_are_resolved() -> None:
    found = measure_agencies(SETS["invented"][0])
    assert len(found.judged) > 200
    verdicts = Counter(one.verdict for one in found.judged)
    assert verdicts["right"] >= 0.95 * len(found.judged) and verdicts["wrong"] <= 0.01 * len(found.judged)
    assert found.beyond / found.read <= 0.06


def test_errors_are_shown_of_the_sets_of_this_repository_alone() -> None:
    judged = (Judged("d1", "A Police Department, MO", "MO1", "municipal_police", "wrong", ("B, MO",)),)
    one = Measured(3, judged, 2, 1)
    told = page({"sample": one, "development": one})
    assert "| together | 6 | 2 | 0.000 | 1.000 | 0.000 | 4 | 2 |" in told
    assert told.count("| d1 | A Police Department, MO | wrong | B, MO |") == 1
