"""Small invented corpora in which everything is near everything else: few towns, few days, few names.

Articles are those of the benchmark's generator; what they tell is what a reader would take out of them that
now and then misspells a name, misses a day or mistakes an age.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.bench.stories import FOLLOW_UPS, Piece, copied, first_report, follow_up, other_news, revised
from tests.bench.tables import article_of
from tests.bench.truth import extraction_of, slipped
from tests.bench.world import Incident, incident
from transforms.incidents.corrections import Correction
from transforms.incidents.identity import content_id
from transforms.incidents.judgements import Event, Judgement
from transforms.incidents.mentions import mentions_of
from transforms.records import Article, Claim, EventMention, Extraction

SLIPS = {
    "name": 0.15,
    "age": 0.15,
    "day": 0.15,
    "no name": 0.25,
    "no day": 0.15,
    "no place": 0.3,
    "no age": 0.2,
}
WITHOUT_DAY = 0.05  # of articles: no day of publication
Told = tuple[Article, int, str]  # an event, by position in its article, and what a judgement expects of it
DECIDED = date(2024, 6, 1)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Articles with what is read out of each, in no order that matters, and what persons decided on them."""

    articles: tuple[Article, ...]
    extractions: tuple[Extraction, ...]
    judgements: tuple[Judgement, ...]
    corrections: tuple[Correction, ...]


def crowd(seed: int, size: int) -> Crowd:
    """Return a corpus of so many articles; equal arguments give equal corpora."""
    dice = random.Random(f"crowd:{seed}")
    pieces = list(_pieces(dice, seed))
    chosen = dice.sample(pieces, min(size, len(pieces)))
    articles, extractions = [], []
    for piece in chosen:
        article = article_of(piece)
        if dice.random() < WITHOUT_DAY:
            article = replace(article, published_on=None)
        articles.append(article)
        extractions.append(_erring(extraction_of(article, piece), article, dice))
    told = [
        (article, at, told_of(article, extraction, at))
        for article, extraction in zip(articles, extractions, strict=True)
        for at in range(len(extraction.events))
    ]
    dice.shuffle(told)
    return Crowd(
        tuple(articles), tuple(extractions), tuple(_judgements(dice, told)), tuple(_corrections(dice, told))
    )


def _pieces(dice: random.Random, seed: int) -> Iterator[Piece]:
    first = replace(incident(seed, 1), force="firearm")
    told = [first]
    for number in range(1, dice.randint(2, 5)):
        told.append(_rival(dice.choice(told), number, dice))
    for at, one in enumerate(told):
        older = dice.choice(told) if dice.random() < 0.3 else None
        report = first_report(one, dice, older if older is not one else None)
        yield report
        yield from (copied(report, n, dice) for n in range(dice.randint(0, 2)))
        if dice.random() < 0.5:
            yield revised(report, one, dice)
        for kind in dice.sample(list(FOLLOW_UPS), dice.randint(0, 3)):
            day = one.day + timedelta(days=dice.randint(*FOLLOW_UPS[kind][1]))
            yield follow_up(one, kind, day, dice)
        if dice.random() < 0.3:
            yield other_news(seed * 10 + at, 1, one.day)


def _rival(one: Incident, number: int, dice: random.Random) -> Incident:
    """Return an incident that is another, but shares much with one."""
    other = incident(number + 1000, 1)
    changes = {
        "day": one.day + timedelta(days=dice.choice((0, 0, 1, 3, 40, 400))),
        "name": dice.choice((one.name, other.name, f"{other.name.split()[0]} {one.name.split()[-1]}")),
        "age": dice.choice((one.age, other.age, min(one.age + 25, 90))),
        "spot": dice.choice((one.spot, other.spot)),
        "town": dice.choice((one.town, one.town, other.town)),
        "outcome": dice.choice((one.outcome, other.outcome)),
        "is_sheriff": dice.choice((one.is_sheriff, other.is_sheriff)),
    }
    return replace(one, label=f"{one.label}.{number}", **changes)


def _erring(found: Extraction, article: Article, dice: random.Random) -> Extraction:
    published = article.published_on or date.max
    events = []
    for event in found.events:
        slips = {slip for slip, share in SLIPS.items() if dice.random() < share}
        left_out = {slip.removeprefix("no ").replace("day", "occurred_on") for slip in slips if " " in slip}
        claims = [slipped(one, slips, published) for one in event.claims if one.slot not in left_out]
        if "no day" in slips and dice.random() < 0.5:
            claims += _month_of(event.claims)
        events.append(EventMention(event.is_background, tuple(claims), event.agencies))
    return replace(found, events=tuple(events))


def _month_of(claims: tuple[Claim, ...]) -> list[Claim]:
    day = next(one for one in claims if one.slot == "occurred_on")
    month = day.value[:7]
    told = {"occurred_from": f"{month}-01", "occurred_to": f"{month}-28", "date_precision": "month"}
    return [Claim(slot, value, day.start, day.end) for slot, value in told.items()]


def told_of(article: Article, extraction: Extraction, at: int) -> str:
    """Return what a judgement expects of an event."""
    (told,) = [one.told for one in mentions_of([article], [extraction], {}) if one.index == at]
    return told


def _judgements(dice: random.Random, told: list[Told]) -> Iterator[Judgement]:
    """Yield decisions on pairs of events of articles that differ all, so that none contradicts another."""
    free: dict[str, Told] = {}
    for article, at, words in told:
        free.setdefault(article.source_uri, (article, at, words))
    events = list(free.values())
    for number in range(min(dice.choice((0, 0, 1, 2)), len(events) // 2)):
        pair = events[2 * number : 2 * number + 2]
        one, other = (
            Event("article_id", article.article_id, at, dice.choice((words, words, words, "something else")))
            for article, at, words in pair
        )
        yield Judgement(dice.random() < 0.6, (one, other), "seen", "M. Editor", DECIDED, "a.yml", number + 1)


def _corrections(dice: random.Random, told: list[Told]) -> Iterator[Correction]:
    if told and dice.random() < 0.5:
        article, at, _ = dice.choice(told)
        name = content_id("inc", article.article_id, at)
        yield Correction(
            name, None, "fled", None, "true", "seen", "a report", "M. Editor", DECIDED, "a.yml", 1
        )
