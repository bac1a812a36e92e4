"""The claims of one event: every value with its characters, its modality and a confidence.

A claim is first made with a raw score in place of its confidence; the last step calibrates them all.
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from transforms.extraction.actors import Cast
from transforms.extraction.circumstances import body_camera, contact_reason, fled
from transforms.extraction.confidence import calibrated
from transforms.extraction.dates import DateMention, event_date, page_date
from transforms.extraction.deeds import Scene
from transforms.extraction.developments import developments
from transforms.extraction.document import sentences_of, text_of
from transforms.extraction.events import Event, told_by
from transforms.extraction.facts import Fact
from transforms.extraction.force import ForceHit
from transforms.extraction.harmed import others_harmed
from transforms.extraction.lexicon import compiled, lexicon
from transforms.extraction.modality import modality_of
from transforms.extraction.officers import officers_injured, officers_killed
from transforms.extraction.outcome import is_unsaid, outcome, race
from transforms.extraction.places import event_place
from transforms.extraction.roles import RoleClaim
from transforms.extraction.spots import find_spot
from transforms.extraction.subjects import Subject
from transforms.extraction.undated import OPEN, copyright_limit
from transforms.extraction.weapons import armed, armed_question
from transforms.records import Agency, Claim, EventMention, Setting


def event_claims(
    doc: Doc, cast: Cast, setting: Setting, dates: list[DateMention], event: Event, subjects: list[Subject],
    scene: Scene, roles: list[RoleClaim], published_on: date | None,
) -> EventMention:  # fmt: skip
    """Return one event as an article tells it: its claims in slot order, and the agencies they name."""
    claims: list[Claim] = []
    claims += _date_claims(text_of(doc), dates, event, published_on)
    claims += _place_claims(doc, setting, event)
    claims += _force_claims(doc, event)
    claims += _role_claims(roles)
    for number, subject in enumerate(subjects):
        claims += _subject_claims(scene, subject, number, event)
    claims += _encounter_claims(scene)
    if not event.is_background:
        claims += _harmed_claims(scene, cast)
        force = {hit.sentence for hit in event.hits}
        claims += [_fact_claim(slot, fact) for slot, fact in developments(scene, force)]
    agencies: dict[str, Agency] = {role.agency.agency_id: role.agency for role in roles}
    sure = tuple(calibrated(claim) for claim in claims)
    return EventMention(event.is_background, sure, tuple(agencies.values()))


def _date_claims(text: str, dates: list[DateMention], event: Event, published_on: date | None) -> list[Claim]:
    """Return the event's date: the day where it is one day, the first and last day possible, and why."""
    best = event_date(dates, told_by(event.hits), event.sentences)
    if best is None:
        return [] if published_on is not None or event.is_background else _limit_claims(text)
    sure = round(min(0.97, 0.6 + 0.05 * best.points), 2)
    values = [
        ("occurred_on", best.earliest.isoformat() if best.precision == "day" else None),
        ("date_precision", best.precision),
        ("occurred_from", best.earliest.isoformat()),
        ("occurred_to", best.latest.isoformat() if best.latest != OPEN else None),
        ("date_basis", best.basis),
    ]
    return [Claim(slot, value, best.start, best.end, confidence=sure) for slot, value in values if value]


def _limit_claims(text: str) -> list[Claim]:
    """Where nothing tells when: before the page was posted, or before the year of its copyright was over."""
    posted, limit = page_date(text), copyright_limit(text)
    if posted is not None:
        last, start, end = posted.first, posted.start, posted.end
    elif limit is not None:
        last, start, end = limit
    else:
        return []
    values = [("occurred_to", last.isoformat()), ("date_basis", "limit_only")]
    return [Claim(slot, value, start, end, confidence=0.9) for slot, value in values]


def _place_claims(doc: Doc, setting: Setting, event: Event) -> list[Claim]:
    hit_sentences = {hit.sentence for hit in event.hits}
    bounds = [
        (s.start_char, s.end_char) for index, s in enumerate(sentences_of(doc)) if index in event.sentences
    ]
    near = [(s.start_char, s.end_char) for index, s in enumerate(sentences_of(doc)) if index in hit_sentences]
    where = event_place(text_of(doc), setting, bounds, near)
    claims = []
    for slot, value, span in (
        ("city", where.city, where.city_span),
        ("county", where.county, where.county_span),
        ("state", where.state, where.state_span),
    ):
        if value is not None and span is not None:
            claims.append(Claim(slot, value, *span))
    spot = find_spot(doc, event.sentences, hit_sentences) if not event.is_background else None
    if spot is not None:
        claims.append(Claim("place", spot.value, spot.start, spot.end, confidence=0.8))
    return claims


def _force_claims(doc: Doc, event: Event) -> list[Claim]:
    """One claim per force type. A killing by no named means was by gun where the event's words say so."""
    by_type: dict[str, ForceHit] = {}
    for hit in event.hits:
        by_type.setdefault(hit.force_type, hit)
    if "unspecified" in by_type:
        hit = by_type.pop("unspecified")
        if not by_type:
            by_type["firearm" if _tells_gun(doc, event) else "other"] = hit
    sentences = sentences_of(doc)
    return [
        Claim("force_type", force, hit.start, hit.end,
              modality=_settled(modality_of(sentences[hit.sentence].text)))
        for force, hit in sorted(by_type.items())
    ]  # fmt: skip


def _tells_gun(doc: Doc, event: Event) -> bool:
    pattern = compiled(lexicon("force")["by_gun"])
    return any(
        pattern.search(s.text) for index, s in enumerate(sentences_of(doc)) if index in event.sentences
    )


def _settled(modality: str) -> str:
    """Force itself is reported as fact even where the sentence hedges something else about it."""
    return "alleged" if modality == "alleged" else "asserted"


def _role_claims(roles: list[RoleClaim]) -> list[Claim]:
    return [
        Claim("agency_role", role.role, role.start, role.end, entity=f"agency:{role.agency.agency_id}",
              modality="asserted" if role.is_certain else "unconfirmed")
        for role in roles
    ]  # fmt: skip


def _subject_claims(scene: Scene, subject: Subject, number: int, event: Event) -> list[Claim]:
    entity = f"subject:{number}"
    claims = [Claim("exists", "true", *subject.span, entity=entity)]
    if subject.person is not None:
        claims.append(Claim("name", subject.person.name, *subject.span, entity=entity,
                            confidence=round(min(0.97, 0.6 + 0.05 * subject.score), 2)))  # fmt: skip
    if subject.age is not None and subject.age_span is not None:
        claims.append(Claim("age", str(subject.age), *subject.age_span, entity=entity))
    if subject.gender is not None:
        claims.append(Claim("gender", subject.gender, *(subject.gender_span or subject.span), entity=entity))
    number = number if subject.like is None else subject.like  # told of in the words used of that one
    stated_race = race(scene, number)
    if stated_race is not None:
        claims.append(_fact_claim("race", stated_race, entity))
    fate = outcome(scene, number)
    if fate is not None:
        claims.append(_fact_claim("outcome", fate, entity))
    elif not is_unsaid(scene):
        verbs = (hit for hit in event.hits if hit.is_person_named and hit.source == "verb")
        hit = next((hit for hit in verbs if _is_shot(scene, hit)), None)
        if hit is not None and hit.force_type == "firearm":
            claims.append(Claim("outcome", "injured", hit.start, hit.end, entity=entity, confidence=0.7))
    weapon = armed(scene, number)
    if weapon is not None:
        fact, basis = weapon
        claims.append(_fact_claim("armed", fact, entity))
        claims.append(Claim("armed_basis", basis, fact.start, fact.end, entity=entity, confidence=0.7))
    else:
        question = armed_question(scene, number)
        if question is not None:
            claims.append(_fact_claim("armed", question, entity))
    return claims


def _is_shot(scene: Scene, hit: ForceHit) -> bool:
    """Tell whether a hit says that the person was shot, not only shot at."""
    span = scene.spans.get(hit.sentence)
    return span is not None and "shot at" not in span.text and "fired" not in span.text


def _fact_claim(slot: str, fact: Fact, entity: str | None = None) -> Claim:
    return Claim(slot, fact.value, fact.start, fact.end, entity=entity, modality=fact.modality,
                 confidence=fact.support)  # fmt: skip


def _encounter_claims(scene: Scene) -> list[Claim]:
    claims = []
    for slot, fact in (
        ("contact_reason", contact_reason(scene)),
        ("fled", fled(scene)),
        ("body_camera", body_camera(scene)),
        ("officers_injured", officers_injured(scene)),
        ("officers_killed", officers_killed(scene)),
    ):
        if fact is not None:
            claims.append(_fact_claim(slot, fact))
    return claims


def _harmed_claims(scene: Scene, cast: Cast) -> list[Claim]:
    """Third persons harmed, one entity each."""
    claims: list[Claim] = []
    for number, harmed in enumerate(others_harmed(scene, cast)):
        entity = f"harmed:{number}"
        start, end = harmed.outcome.start, harmed.outcome.end
        person = harmed.person
        if person is not None:
            first = person.mentions[0]
            claims.append(Claim("name", person.name, first.start, first.end, entity=entity, confidence=0.7))
        if person is not None and person.age is not None and person.age_span is not None:
            claims.append(Claim("age", str(person.age), *person.age_span, entity=entity, confidence=0.8))
        elif harmed.age is not None:
            value, *span = harmed.age
            claims.append(Claim("age", value, span[0], span[1], entity=entity, confidence=0.8))
        claims.append(_fact_claim("outcome", harmed.outcome, entity))
        claims.append(Claim("harmed_by", harmed.by, start, end, entity=entity, confidence=0.5))
    return claims
