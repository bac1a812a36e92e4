"""Tables of any size are such as a run builds: no expectation fails, and mentions have their incidents."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from expectations.runner import check
from tests.bench.measure import table
from tests.bench.tables import write
from tests.bench.truth import mentions
from warehouse.reader import query


def test_repeated_tables_meet_every_expectation(tmp_path: Path) -> None:
    database = tmp_path / "many.duckdb"
    write(100, database, seed=1, built=40)
    assert query(database, "SELECT count(*) FROM incidents").item() >= 100
    assert query(database, "SELECT count(*) FROM marts.unanswered_questions").item() > 0
    results, failing = check(database)
    assert failing.is_empty(), failing
    assert results["success"].all()


def test_mentions_are_three_to_two_incidents_and_one_alone_is_the_rule() -> None:
    told = list(mentions(3000, seed=1))
    incidents = Counter(label for label, _ in told)
    assert 0.6 <= len(incidents) / len(told) <= 0.75
    assert len({mention.key for _, mention in told}) == len(told)
    assert all(mention.force_types for _, mention in told)
    assert list(mentions(100, seed=1)) == told[:100]


def test_figures_are_shown_for_people() -> None:
    assert table(["size", "seconds"], [[10000, 0.25], [200000, 31.26]]).splitlines() == [
        "| size | seconds |",
        "| ---: | ---: |",
        "| 10,000 | 0.250 |",
        "| 200,000 | 31.3 |",
    ]
