"""What a faultless reader takes out of generated articles, and mentions without any text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice

from tests.bench.stories import FOLLOW_UPS, Piece
from tests.bench.world import LAST_DAY, Incident, incident
from transforms.incidents.mentions import Mention
from transforms.records import Agency, Article, Claim, EventMention, Extraction, Statement

_QUOTED = re.compile(r"“([^”]+)”(?: (?:\S+ ){0,3}?([A-Z][a-z]+ [A-Z][a-z]+) said)?")
_SHORT_FORMS = {"james": "Jim", "robert": "Bob", "michael": "Mike", "william": "Bill", "christopher": "Chris"}
SLIPS = {"name": 0.03, "age": 0.03, "day": 0.03, "agency": 0.05}  # share of mentions that err or leave out
TOLD_AGAIN = 0.5  # mentions of an incident beyond its first, on average
COPIED = 0.15  # of those: copies of the first
OFFICIAL = 0.5  # share of quotations without a name that are the agency's own
HEDGED = 0.1  # share of what officials say that they could not confirm or would not tell
TOPICS = ("armed", "identity", "investigation", "outcome", "who_fired")


def extraction_of(article: Article, piece: Piece) -> Extraction:
    """Return what the article tells, each value with the characters that say so where it stands there."""
    events = tuple(
        EventMention(passing, tuple(_claims(told, article.body)), _agencies(told))
        for told, passing in piece.events
    )
    statements = tuple(_statements(article.body, piece)) if events else ()
    return Extraction(article.article_id, bool(events), 0.9 if events else 0.1, events, statements)


def mentions(number: int, seed: int) -> Iterator[tuple[str, Mention]]:
    """Yield so many mentions, each with the label of its incident, some of them with a slip."""
    yield from islice((one for at in count() for one in _tellings(at, seed)), number)


def _tellings(number: int, seed: int) -> Iterator[tuple[str, Mention]]:
    told = incident(number, seed)
    dice = random.Random(f"{seed}:mentions:{number}")
    first = f"art-{number:08x}-0"
    day = told.day + timedelta(days=1)
    yield told.label, _mention(told, first, first, day, dice, is_named=dice.random() < 0.35)
    again = 0
    while dice.random() < TOLD_AGAIN / (1 + TOLD_AGAIN):
        again += 1
        name = f"art-{number:08x}-{again}"
        if dice.random() < COPIED:
            yield told.label, _mention(told, name, first, day, dice, is_named=False)
            continue
        soonest, latest = dice.choice([days for _, days in FOLLOW_UPS.values()])
        later = min(told.day + timedelta(days=dice.randint(soonest, latest)), LAST_DAY + timedelta(days=30))
        yield told.label, _mention(told, name, name, later, dice, is_named=dice.random() < 0.85)


def _mention(
    told: Incident, article_id: str, source: str, published: date, dice: random.Random, is_named: bool
) -> Mention:
    slips = {slot for slot, share in SLIPS.items() if dice.random() < share}
    claims = [claim for claim in _claims(told, "") if is_named or claim.slot != "name"]
    claims = [slipped(claim, slips, published) for claim in claims]
    if "agency" in slips:
        claims = [claim for claim in claims if claim.slot != "agency_role"]
    agencies = _agencies(told) if "agency" not in slips else ()
    return Mention(article_id, 0, published, False, source, tuple(claims), agencies)


def slipped(claim: Claim, slips: set[str], published: date) -> Claim:
    """Return a claim with the mistake that reports make of it, if there is one."""
    value = claim.value
    if claim.slot == "name" and "name" in slips:
        given, _, surname = value.partition(" ")
        value = f"{_SHORT_FORMS.get(given.lower(), given)} {surname.replace('ll', 'l').replace('ck', 'k')}"
    if claim.slot == "age" and "age" in slips:
        value = str(int(value) + 1)
    if claim.slot == "occurred_on" and "day" in slips:
        value = min(date.fromisoformat(value) + timedelta(days=1), published).isoformat()
    return Claim(claim.slot, value, claim.start, claim.end, claim.entity)


def _claims(told: Incident, body: str) -> Iterator[Claim]:
    """Yield the claims on one incident; of a body, the name and age only where they stand in it."""
    agency = f"agency:{told.agency.agency_id}"
    slots = [
        ("occurred_on", told.day.isoformat(), None, f"{told.day:%A}"),
        ("city", told.town.city, None, told.town.city),
        ("state", told.town.state, None, told.town.state_name),
        ("place", told.spot, None, told.spot),
        ("force_type", told.force, None, "shot"),
        ("contact_reason", told.reason, None, told.call),
        ("agency_role", "used_force", agency, told.town.city),
        ("exists", "true", "subject:0", "man"),
        ("name", told.name, "subject:0", told.name),
        ("age", str(told.age), "subject:0", str(told.age)),
        ("gender", told.gender, "subject:0", "man"),
        ("outcome", told.outcome, "subject:0", "killed"),
        ("armed", told.armed, "subject:0", told.weapon),
        ("armed_basis", "alleged", "subject:0", "said"),
    ]
    if told.is_bureau:
        bureau = told.town.bureau
        slots.append(("agency_role", "investigating", f"agency:{bureau.agency_id}", bureau.name))
    for slot, value, entity, words in slots:
        start = body.find(words)
        if body and start < 0 and slot in {"name", "age", "place"}:
            continue
        start = max(start, 0)
        yield Claim(slot, value, start, min(start + len(words), len(body)) or 1, entity)


def _agencies(told: Incident) -> tuple[Agency, ...]:
    return (told.agency, told.town.bureau) if told.is_bureau else (told.agency,)


def _statements(body: str, piece: Piece) -> Iterator[Statement]:
    agency = piece.events[0][0].agency
    for found in _QUOTED.finditer(body):
        content = found.group(1)
        dice = random.Random(f"{piece.doc_id}:{found.start()}")
        is_named = found.group(2) is not None
        is_officer = is_named or dice.random() < OFFICIAL
        is_hedged = is_officer and dice.random() < HEDGED
        yield Statement(
            found.start(1), found.end(1), "direct", content, found.group(2),
            speaker_title="Sgt." if is_named else None,
            speaker_role="law_enforcement" if is_officer else "family",
            organisation=agency.name if is_officer else None,
            agency=agency if is_officer else None, cue="said",
            hedge=dice.choice(["unconfirmed", "declined"]) if is_hedged else None,
            topic=dice.choice(TOPICS) if is_hedged else None,
        )  # fmt: skip
