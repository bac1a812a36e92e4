"""Reports of one incident are linked and those of two are not, on articles made to mislead."""

from __future__ import annotations

import random
from collections import defaultdict

import polars as pl
import pytest

from tests.linking.bcubed import b_cubed
from tests.linking.reading import articles, found, gold, incidents, tables, told, traps

SHUFFLES = 3
LEAST_F1 = 0.975
LEAST_F1_OF_FOUND = 0.98


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    return tables()


@pytest.fixture(scope="module")
def linked(frames: dict[str, pl.DataFrame]) -> dict[tuple[str, int], str]:
    return found(frames)


def test_b_cubed(linked: dict[tuple[str, int], str]) -> None:
    score = b_cubed(told(), linked)
    print(
        f"B-cubed of {len(told())} mentions: P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"
    )
    missed = sorted(told().keys() - linked.keys())
    spurious = sorted(linked.keys() - told().keys())
    print(f"told and not found: {missed}\nfound and not told: {spurious}")
    for trap in traps()["together"]:
        if len(ids := trap_incidents(trap["articles"], linked)) != 1:
            print(f"not together: {trap['trap']}: {ids}")
    assert score.f1 >= LEAST_F1


def test_b_cubed_of_what_was_found(linked: dict[tuple[str, int], str]) -> None:
    """Linking by itself: of the mentions that reading found, however many it left out."""
    score = b_cubed({mention: label for mention, label in told().items() if mention in linked}, linked)
    print(f"B-cubed of those found: P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}")
    assert score.f1 >= LEAST_F1_OF_FOUND


@pytest.mark.parametrize("trap", traps()["apart"], ids=lambda trap: trap["trap"])
def test_incidents_that_look_alike_stay_apart(trap: dict, linked: dict[tuple[str, int], str]) -> None:
    of_incident: dict[str, set[str]] = defaultdict(set)
    for mention, incident_id in linked.items():
        if mention in told():
            of_incident[incident_id].add(told()[mention])
    merged = [labels for labels in of_incident.values() if len(labels & set(trap["incidents"])) > 1]
    assert not merged


def trap_incidents(docs: list[str], linked: dict[tuple[str, int], str]) -> set[str | None]:
    """Return the incident_ids that these articles have for the incident that all of them tell of."""
    (label,) = set.intersection(*(set(gold()[doc]) for doc in docs))
    return {linked.get((doc, gold()[doc].index(label))) for doc in docs}


def test_the_order_of_articles_does_not_matter(frames: dict[str, pl.DataFrame]) -> None:
    for seed in range(SHUFFLES):
        order = list(range(len(articles())))
        random.Random(seed).shuffle(order)
        for name, frame in tables(order).items():
            assert frame.equals(frames[name]), f"{name} in the order of seed {seed}"


def test_the_set_is_whole() -> None:
    assert {article.source_name for article in articles()} == set(gold())
    assert set(told().values()) == set(incidents())
    for trap in traps()["apart"]:
        assert set(trap["incidents"]) <= set(incidents())
    for trap in traps()["together"]:
        assert set.intersection(*(set(gold()[doc]) for doc in trap["articles"]))
