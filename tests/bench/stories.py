"""Invented articles on invented incidents: first reports, follow-ups, copies, revisions, and other news."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.bench.fields import Fields
from tests.bench.text import wording, written
from tests.bench.world import Incident, incident

FIRST, NAMED, DIED, COPY, REVISION = "first", "named", "died", "copy", "revision"
# Follow-ups: the share of incidents that have one, and after how many days. About two incidents to three
# relevant articles, as news has it: most uses of force are told once.
FOLLOW_UPS = {
    "named": (0.16, (1, 5)),
    "died": (0.02, (2, 20)),
    "cleared": (0.07, (40, 320)),
    "charged": (0.02, (30, 250)),
    "lawsuit": (0.03, (150, 720)),
    "settlement": (0.015, (700, 1500)),
    "anniversary": (0.01, (364, 367)),
}
COPIED, MOST_COPIES = 0.05, 5
REVISED = 0.04
IN_PASSING = 0.03  # first reports that also tell of an older incident
SHOWN_NAME = 0.35  # first reports that name the person


@dataclass(frozen=True, slots=True)
class Piece:
    """One article with the incidents that it tells of, each as known by then and whether in passing."""

    doc_id: str
    published: date
    outlet: str
    url: str
    title: str
    sentences: tuple[str, ...]
    events: tuple[tuple[Incident, bool], ...] = ()

    @property
    def line(self) -> dict[str, str]:
        """The article as a line of an inbox."""
        return {
            "id": self.doc_id, "url": self.url, "outlet": self.outlet, "title": self.title,
            "published": self.published.isoformat(), "text": " ".join(self.sentences),
        }  # fmt: skip


def story(number: int, seed: int, last: date | None = None) -> Iterator[Piece]:
    """Yield the articles on one incident, and one on something else; none published after `last`."""
    dice = random.Random(f"{seed}:story:{number}")
    told = incident(number, seed)
    pieces = [*_told(told, number, seed, dice), other_news(number, seed)]
    yield from (piece for piece in pieces if last is None or piece.published <= last)


def _told(told: Incident, number: int, seed: int, dice: random.Random) -> Iterator[Piece]:
    kinds = {kind: days for kind, (share, days) in FOLLOW_UPS.items() if dice.random() < share}
    if told.force != "firearm" or told.outcome != "killed":
        kinds.pop("died", None)
    dies_later = "died" in kinds
    at_first = replace(told, outcome="injured") if dies_later else told
    first = first_report(at_first, dice, older=_older(number, seed, told, dice))
    yield first
    if dice.random() < COPIED:
        yield from (copied(first, n, dice) for n in range(dice.randint(1, MOST_COPIES)))
    if dice.random() < REVISED:
        yield revised(first, at_first, dice)
    for kind, (soonest, latest) in kinds.items():
        day = told.day + timedelta(days=dice.randint(soonest, latest))
        yield follow_up(at_first if kind == NAMED else told, kind, day, dice)


def _older(number: int, seed: int, told: Incident, dice: random.Random) -> Incident | None:
    """Return another incident, of some month before, for a report to mention."""
    if number and dice.random() < IN_PASSING:
        other = incident(dice.randrange(number), seed)
        if (told.day - other.day).days > 60:
            return other
    return None


def first_report(told: Incident, dice: random.Random, older: Incident | None = None) -> Piece:
    """Return the first report of an incident, of the same day or the next."""
    words = wording()
    published = told.day + timedelta(days=1 if told.hour >= 5 or dice.random() < 0.3 else 0)
    fields = Fields(told, published, dice)
    naming = "named" if dice.random() < SHOWN_NAME else "unnamed"
    sentences = [
        fields.opening(words["lead"][told.force]),
        fields.say(words["call_out"]),
        fields.say(words["act"][told.force]),
        fields.say(words["outcome"][told.outcome]),
        fields.say(words["naming"][naming]),
        *(fields.say(words["found"]) for _ in range(dice.randint(0, 2))),
        *(fields.say(words["statement"]) for _ in range(dice.randint(0, 2))),
        fields.say(words["investigation"]),
        *(fields.say(words["filler"]) for _ in range(dice.randint(0, 3))),
    ]
    events = [(told, False)]
    if older is not None:
        sentences.append(fields.in_passing(older, words["background"]))
        events.append((older, True))
    title = written(words["headline"]["first"], fields, dice)
    return _piece(f"{told.label}-{FIRST}", published, fields, title, sentences, events)


def follow_up(told: Incident, kind: str, day: date, dice: random.Random) -> Piece:
    """Return a later report of a kind of `FOLLOW_UPS`."""
    words = wording()
    fields = Fields(told, day, dice)
    sentences = [
        fields.opening(words["follow"][kind]),
        fields.say(words["act"][told.force]),
        *(fields.say(words["follow_more"]) for _ in range(dice.randint(1, 3))),
        fields.say(words["filler"]),
    ]
    title = written(words["headline"]["follow"], fields, dice)
    return _piece(f"{told.label}-{kind}", day, fields, title, sentences, [(told, False)])


def copied(first: Piece, number: int, dice: random.Random) -> Piece:
    """Return the article on another site: whole, cut, or under a new lead."""
    outlet = f"{dice.choice(wording()['streets'])} {dice.choice(wording()['papers'])}"
    sentences = first.sentences
    match dice.randrange(3):
        case 1:
            sentences = sentences[: max(5, len(sentences) * 2 // 3)]
        case 2:
            lead = written(wording()["new_lead"], {"City": first.events[0][0].town.city}, dice)
            sentences = (lead, *sentences)
    doc_id = f"{first.doc_id}-{COPY}{number}"
    return replace(
        first, doc_id=doc_id, published=first.published + timedelta(days=dice.randint(0, 2)), outlet=outlet,
        url=f"https://{_slug(outlet)}.example/{doc_id}", sentences=sentences,
    )  # fmt: skip


def revised(first: Piece, told: Incident, dice: random.Random) -> Piece:
    """Return a later text of the same page: its end rewritten."""
    words = wording()
    day = first.published + timedelta(days=dice.randint(0, 1))
    fields = Fields(told, day, dice)
    section = words["found"] if any(told.name in one for one in first.sentences) else words["naming"]["named"]
    sentences = (*first.sentences[:-2], fields.say(section), fields.say(words["filler"]))
    return replace(first, doc_id=f"{first.doc_id}-{REVISION}", published=day, sentences=sentences)


def other_news(number: int, seed: int, first: date | None = None) -> Piece:
    """Return an article that tells of no police force."""
    dice = random.Random(f"{seed}:other:{number}")
    words = wording()["irrelevant"]
    setting = incident(dice.randrange(1 << 30), seed)
    day = (first or setting.day) + timedelta(days=dice.randint(0, 2))
    kind = dice.choice(list(words))
    fields = Fields(replace(setting, day=day, outcome="injured"), day + timedelta(days=1), dice)
    sentences = [fields.opening(words[kind]["lead"])]
    sentences += [fields.say(words[kind]["more"]) for _ in range(dice.randint(1, 3))]
    sentences += [fields.say(wording()["filler"]) for _ in range(dice.randint(1, 4))]
    title = f"{setting.town.city}: {kind} news of {day.isoformat()}"
    return _piece(f"other-{number}", day, fields, title, sentences, [])


def _piece(
    doc_id: str, published: date, fields: Fields, title: str, sentences: list[str],
    events: list[tuple[Incident, bool]],
) -> Piece:  # fmt: skip
    outlet = fields.outlet
    url = f"https://{_slug(outlet)}.example/{published:%Y/%m}/{doc_id}"
    return Piece(doc_id, published, outlet, url, title, tuple(sentences), tuple(events))


def _slug(text: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in text.lower()).strip("-")
