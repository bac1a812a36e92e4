"""A small press: articles and extractions of invented events, one fact a word."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from transforms.incidents.build import build_tables
from transforms.incidents.corrections import Correction
from transforms.incidents.mentions import Mention, mentions_of
from transforms.records import Agency, Article, Claim, EventMention, Extraction, Statement

KCPD = Agency("MO1", None, "Kansas City Police Department", "municipal_police", None, None, "MO", True)
KCKPD = Agency("KS1", None, "Kansas City Police Department", "municipal_police", None, None, "KS", True)
PATROL = Agency("MO2", None, "Missouri State Highway Patrol", "state_police", None, None, "MO", True)
AGENCIES = {"kcpd": KCPD, "kckpd": KCKPD, "patrol": PATROL}
PERSON = ("name", "age", "gender", "race", "outcome", "armed", "armed_basis", "harmed_by")


class Press:
    """Collects articles with their extractions, and builds what follows from them."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.extractions: list[Extraction] = []

    def report(
        self,
        article_id: str,
        *events: EventMention,
        published: str | None = "2024-05-07",
        statements: tuple[Statement, ...] = (),
        **fields: Any,
    ) -> None:
        """Add an article with its events; its body is its own unless given."""
        day = date.fromisoformat(published) if published else None
        article = Article(
            article_id, article_id, f"{article_id}.txt", None, None, day, f"Of {article_id}.", "0" * 64
        )
        self.articles.append(dataclasses.replace(article, **fields))
        self.extractions.append(Extraction(article_id, bool(events), 0.9, events, statements))

    @property
    def mentions(self) -> list[Mention]:
        return mentions_of(self.articles, self.extractions, {})

    def tables(self, *corrections: Correction) -> dict[str, list[dict[str, Any]]]:
        """Build every table, as rows."""
        taken = {article.article_id: datetime(2024, 6, 1, tzinfo=UTC) for article in self.articles}
        frames = build_tables(self.articles, self.extractions, taken, corrections)
        return {name: frame.to_dicts() for name, frame in frames.items()}


def make_event(
    day: str | None = "2024-05-06",
    city: str | None = "Kansas City",
    state: str | None = "MO",
    force: tuple[str, ...] = ("firearm",),
    used: tuple[str, ...] = ("kcpd",),
    roles: dict[str, str] | None = None,
    subjects: tuple[dict[str, Any], ...] = ({},),
    harmed: tuple[dict[str, Any], ...] = (),
    background: bool = False,
    modality: dict[str, str] | None = None,
    month: str | None = None,
    **slots: Any,
) -> EventMention:
    """One event as an article tells it; `modality` is per slot, asserted where not given."""
    how = modality or {}
    parts = dict.fromkeys(used, "used_force") | (roles or {})
    told: list[tuple[str, Any, str | None]] = [("city", city, None), ("state", state, None)]
    told += [("occurred_on", day, None), *((slot, value, None) for slot, value in slots.items())]
    told += [("force_type", one, None) for one in force]
    told += [("agency_role", role, f"agency:{AGENCIES[agency].agency_id}") for agency, role in parts.items()]
    if month is not None:
        told += [("occurred_from", f"{month}-01", None), ("occurred_to", f"{month}-28", None)]
        told += [("date_precision", "month", None)]
    for kind, persons in (("subject", subjects), ("harmed", harmed)):
        for number, person in enumerate(persons):
            told.append(("exists", "true", f"{kind}:{number}"))
            told += [(slot, person[slot], f"{kind}:{number}") for slot in PERSON if slot in person]
    claims = tuple(
        Claim(slot, str(value), at, at + 1, entity, how.get(slot, "asserted"))
        for at, (slot, value, entity) in enumerate(told)
        if value is not None
    )
    return EventMention(background, claims, tuple(AGENCIES[agency] for agency in parts))


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def event() -> Callable[..., EventMention]:
    return make_event
