"""One article in, everything it says out: relevance, events as claims, statements.

The order of work: cheap gate, parse, setting and agencies, persons, uses of force, events, then the
slots of each event. Deterministic and without a clock: the same body and publication date give the
same claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from transforms.extraction.actors import Cast
from transforms.extraction.agencies import find_agencies, unresolved_names
from transforms.extraction.claims import event_claims
from transforms.extraction.dates import DateMention, find_dates
from transforms.extraction.deeds import Scene
from transforms.extraction.document import parse, readable, sentences_of, text_of
from transforms.extraction.events import Anchor, Event, find_events
from transforms.extraction.force import ForceHit, find_force
from transforms.extraction.gate import excerpts
from transforms.extraction.mask import mask
from transforms.extraction.outcome import outcome
from transforms.extraction.people import find_people
from transforms.extraction.places import place_mentions, read_setting
from transforms.extraction.relevance import BODILY, evidence, is_foreign, is_prose, score, tells_harm
from transforms.extraction.roles import find_roles
from transforms.extraction.statements import find_statements
from transforms.extraction.subjects import Reference, Subject, complete_subjects, find_subjects
from transforms.records import AgencyMention, Article, Extraction, Setting

EXTRACTOR = "rules"
EXTRACTOR_VERSION = "2"  # raised when values change their meaning; kept results go by the rules' fingerprint
RELEVANT_FROM = 0.5
SENTENCES_AT_ONCE = 4  # of the excerpts: the first few tell the force, if any do
NOWHERE = Setting()  # whose officers they are does not matter for whether they used force
WORTH_AN_EXCERPT = 0.6  # share of the body


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the slots of an article's events are read from."""

    doc: Doc
    cast: Cast
    setting: Setting
    mentions: list[AgencyMention]
    dates: list[DateMention]
    hits: list[ForceHit]


def extract(article: Article) -> Extraction:
    """Read one article. Irrelevant ones yield no events and no statements."""
    nothing = Extraction(
        article.article_id, False, 0.0, extractor=EXTRACTOR, extractor_version=EXTRACTOR_VERSION
    )
    reading = _read(article)
    if reading is None:
        return nothing
    events = _events(reading)
    relevance = score(_evidence(reading, events))
    if relevance < RELEVANT_FROM:
        return replace(nothing, relevance_score=relevance)
    mentions = tuple(
        event_claims(reading.doc, reading.cast, reading.setting, reading.dates, event, subjects, scene,
                     find_roles(reading.doc, reading.cast, reading.mentions, event.hits, event.sentences),
                     article.published_on)
        for event, subjects, scene in events
    )  # fmt: skip
    statements = tuple(find_statements(reading.doc, reading.cast.people, reading.mentions, reading.setting))
    return replace(
        nothing, is_relevant=True, relevance_score=relevance, events=mentions, statements=statements,
        unresolved=unresolved_names(reading.mentions, reading.setting),
    )  # fmt: skip


def weigh(article: Article) -> dict[str, float] | None:
    """Return the evidence that the relevance of an article is decided by; None where no force is told."""
    reading = _read(article)
    return _evidence(reading, _events(reading)) if reading is not None else None


def extract_many(articles: Iterable[Article]) -> Iterator[Extraction]:
    """Read articles one by one, in their order; memory does not grow with their number."""
    for article in articles:
        yield extract(article)


def _read(article: Article) -> Reading | None:
    """Read an article as far as its uses of force; None as soon as it is plain that it tells of none."""
    body = readable(article.body)
    told = excerpts(body)
    if not told or not is_prose(body):
        return None
    if not _may_tell_force(told, body):
        return None
    setting = read_setting(body, article.title, article.outlet)
    if is_foreign(body, setting.state):
        return None
    doc = parse(body)
    mentions = find_agencies(body, setting)
    cast = Cast(doc, find_people(doc, mentions))
    hits = find_force(doc, cast, mentions)
    if not hits:
        return None
    return Reading(doc, cast, setting, mentions, find_dates(doc, article.published_on), hits)


def _may_tell_force(told: list[str], body: str) -> bool:
    """Tell whether force is found in the sentences that could tell of it, read alone: a few, so cheaply.

    Where they are most of the article, parsing them first would save nothing.
    """
    if sum(map(len, told)) > WORTH_AN_EXCERPT * len(body):
        return True
    for first in range(0, len(told), SENTENCES_AT_ONCE):
        doc = parse(" ".join(told[first : first + SENTENCES_AT_ONCE]))
        mentions = find_agencies(text_of(doc), NOWHERE)
        if find_force(doc, Cast(doc, find_people(doc, mentions)), mentions, story=body):
            return True
    return False


def _evidence(reading: Reading, events: list[tuple[Event, list[Subject], Scene]]) -> dict[str, float]:
    hits = [hit for event, *_ in events for hit in event.hits]
    is_harm = _tells_injury(events) or _harm_near(reading.doc, hits)
    return evidence(hits, is_harm, text_of(reading.doc))


def _harm_near(doc: Doc, hits: list[ForceHit]) -> bool:
    """Tell whether words of injury stand in a sentence of bodily force or in the one after it."""
    told = {hit.sentence for hit in hits if hit.force_type in BODILY}
    near = told | {index + 1 for index in told}
    return any(index in near and tells_harm(s.text) for index, s in enumerate(sentences_of(doc)))


def _events(reading: Reading) -> list[tuple[Event, list[Subject], Scene]]:
    """Return each event with its subjects and its sentences, persons marked."""
    told = []
    taken: frozenset[str] = frozenset()
    for event in find_events(reading.doc, reading.hits, reading.dates, _anchors(reading)):
        doc, cast = reading.doc, reading.cast
        subjects = find_subjects(doc, cast, list(event.hits), set(event.sentences), taken)
        reference = Reference(doc, cast, subjects, set(event.sentences))
        complete_subjects(doc, cast, subjects, reference)
        sentences = [m for m in mask(doc, cast, reference) if m.index in event.sentences]
        told.append((event, subjects, Scene(doc, sentences, [s.gender for s in subjects if s.like is None])))
        taken = taken | {subject.person.name for subject in subjects if subject.person is not None}
    return told


def _anchors(reading: Reading) -> list[Anchor]:
    """Return the cities and the names of persons that can tell an earlier event from the story's own."""
    places = place_mentions(text_of(reading.doc))
    cities = [Anchor(m.start, m.end, "city") for m in places if m.kind == "city"]
    names = [
        Anchor(m.start, m.end, "name")
        for person in reading.cast.people if person.role in {None, "other"} for m in person.mentions
    ]  # fmt: skip
    return cities + names


def _tells_injury(events: list[tuple[Event, list[Subject], Scene]]) -> bool:
    for _, _, scene in events:
        for number in range(scene.subjects):
            found = outcome(scene, number)
            if found is not None and found.value in {"killed", "injured"}:
                return True
    return False
