"""Third persons killed or injured in an event: neither officers nor persons force was used on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extraction.actors import Cast
from transforms.extraction.ages import stated_ages
from transforms.extraction.deeds import OFFICER, THIRD, Deed, Scene, is_unreal
from transforms.extraction.document import text_of
from transforms.extraction.facts import Evidence, Fact, from_patterns, place
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.extraction.modality import VALUED
from transforms.extraction.officers import count_of
from transforms.extraction.outcome import INJURED, KILLED, is_declared_dead
from transforms.extraction.weapons import is_vehicle
from transforms.records import Person

BY_SUBJECT, BY_OFFICER, BY_UNKNOWN = "subject", "officer", "unknown"
BESIDE = 20  # characters after a comma in which an age belongs to the noun before it
MOST = 10  # more than this in one phrase is no count of persons harmed in one event


@dataclass(frozen=True, slots=True)
class Harmed:
    """One third person: who, where the text names them, what became of them and through whom."""

    person: Person | None
    outcome: Fact
    by: str
    age: tuple[str, int, int] | None = None


def others_harmed(scene: Scene, cast: Cast) -> list[Harmed]:
    """Return third persons harmed: each named one once; unnamed ones once per outcome, as many as told.

    One unnamed person beside a named one with the same outcome is taken for the same.
    """
    told: dict[str, list[Harmed]] = {}
    for person, count, fact, by, age in sorted(
        _told(scene, cast), key=lambda row: (row[2].start, row[2].value)
    ):
        key = person.name if person is not None else f" {fact.value}"
        one = Harmed(person, fact, by, age)
        known = told.get(key)
        if known is None:
            told[key] = [one] * (1 if person is not None else min(count, MOST))
        elif fact.value == KILLED and known[0].outcome.value == INJURED:
            told[key] = [one]
        elif known[0].by == BY_UNKNOWN and by != BY_UNKNOWN:
            told[key] = [Harmed(other.person, other.outcome, by, other.age or age) for other in known]
    named = {group[0].outcome.value for group in told.values() if group[0].person is not None}
    return [
        one
        for group in told.values()
        for one in group
        if one.person is not None or len(group) > 1 or one.outcome.value not in named
    ]


Told = tuple[Person | None, int, Fact, str, tuple[str, int, int] | None]


def _told(scene: Scene, cast: Cast) -> Iterator[Told]:
    for deed in scene.deeds:
        noun, code = _hurt(scene, deed)
        if noun is None or code is None or deed.is_negated or is_unreal(deed.verb) or _is_elsewhere(deed):
            continue
        by = _by(scene, deed)
        person = _person(scene, cast, noun)
        if by == BY_UNKNOWN and person is not None and not _is_subject_named(scene, cast):
            continue  # hurt by nobody told, and the subject has no name yet: mostly the subject
        if by != BY_SUBJECT and not _is_of_this_event(scene, deed, noun, person):
            continue
        one = place(scene, code, 2, deed.sentence, noun.idx, deed.verb.idx + len(deed.verb), "harmed")
        if one.modality in VALUED:
            start, end = (
                min(noun.idx, deed.verb.idx),
                max(noun.idx + len(noun), deed.verb.idx + len(deed.verb)),
            )
            fact = Fact(code, start, end, deed.sentence, one.points, one.modality)
            yield person, int(count_of(noun)), fact, by, _age(noun)
    for one in from_patterns(scene, "outcomes", "others"):
        first = text_of(scene.doc)[one.start : one.end].split(maxsplit=1)[0].lower().strip(",")
        if one.modality in VALUED and first not in words("subjects", "suspect_words"):
            yield None, 1, _fact(one), BY_UNKNOWN, None


def _is_elsewhere(deed: Deed) -> bool:
    """Tell "wanted for stabbing a clerk" and "officers have shot six people this year"."""
    if deed.verb.dep_ == "pcomp" and deed.verb.head.head.lemma_.lower() in words("harmed", "elsewhere_verbs"):
        return True
    return compiled(lexicon("harmed")["tallies"]).search(deed.verb.sent.text) is not None


def _is_subject_named(scene: Scene, cast: Cast) -> bool:
    return any(
        (scene.who(token) or "").startswith("S") and cast.person(token) is not None
        for _, token in scene.tokens()
    )


def _age(noun: Token) -> tuple[str, int, int] | None:
    """Return the age in the noun's own phrase, "the bartender, a 35-year-old woman": digits and span."""
    after = noun.doc[noun.i + 1].lower_ if noun.i + 1 < noun.sent.end else ""
    start, end = noun.left_edge.idx, noun.idx + len(noun) + (BESIDE if after == "," else 0)
    age = next(stated_ages(noun.doc.text[start:end]), None)
    return None if age is None else (str(age.years), start + age.start, start + age.end)


def _is_of_this_event(scene: Scene, deed: Deed, noun: Token, person: Person | None) -> bool:
    """Tell somebody hurt beside a subject from somebody hurt elsewhere, whom nothing ties to the event.

    One who is named, or said to have been there ("a passenger"), may stand a sentence away from the subject.
    """
    if scene.holds(noun, "S"):
        return True
    near = person is not None or noun.lemma_.lower() in words("harmed", "present")
    return near and any(
        "⟦S" in masked.text for masked in scene.sentences if abs(masked.index - deed.sentence) == 1
    )


def _fact(one: Evidence) -> Fact:
    return Fact(one.code, one.start, one.end, one.sentence, one.points, one.modality)


def _hurt(scene: Scene, deed: Deed) -> tuple[Token | None, str | None]:
    """Return the third person whom a deed harmed, or who had wounds, with the outcome."""
    if deed.patient is not None:
        is_subject = (scene.who(deed.patient) or "").startswith("S")
        kinds = {"conj"} if is_subject else {"conj", "appos"}  # "the man, Ray Dunn, was hit": one person
        joined = [token for token in deed.patient.subtree if token.dep_ in kinds]
        noun = next((one for one in (deed.patient, *joined) if _is_third(scene, one)), None)
        if noun is not None:
            return noun, _outcome(deed) or _treated(deed)
    if deed.lemma == "bleed" and not deed.is_passive and _is_third(scene, deed.actor):
        return deed.actor, INJURED
    if scene.who(deed.actor) == THIRD and deed.lemma in words("outcomes", "die"):
        return deed.actor, KILLED
    if scene.who(deed.actor) == THIRD and deed.lemma in words("harmed", "bear"):
        wounds = deed.patient is not None and compiled(lexicon("outcomes")["injury"]).search(
            deed.patient.text
        )
        return deed.actor, INJURED if wounds else None
    return None, None


def _is_third(scene: Scene, noun: Token | None) -> bool:
    """Tell a third person: marked as one, or an unmarked "cyclist", "bartender"."""
    if noun is None:
        return False
    who = scene.who(noun)
    return who == THIRD or (who is None and noun.lemma_.lower() in words("harmed", "present"))


def _treated(deed: Deed) -> str | None:
    near = " ".join(token.text for token in deed.verb.subtree)
    is_hurt = (
        deed.is_passive and deed.lemma == "treat" and compiled(lexicon("outcomes")["injury"]).search(near)
    )
    return INJURED if is_hurt else None


def _person(scene: Scene, cast: Cast, noun: Token) -> Person | None:
    return cast.person(noun) or next(
        (cast.person(child) for child in noun.children if child.dep_ == "appos" and cast.person(child)), None
    )


def _outcome(deed: Deed) -> str | None:
    seeds = lexicon("outcomes")
    rest = " ".join(token.text for token in deed.verb.children)
    if deed.lemma in words("outcomes", "kill") or is_declared_dead(deed):
        return KILLED
    if deed.lemma in words("harmed", "assault"):
        adverbs = {child.lower_ for child in deed.verb.children}
        return INJURED if adverbs & words("harmed", "assault_adverbs") else None
    if deed.lemma in words("harmed", "harm"):
        if any(child.lower_ in {"at", "toward", "towards"} for child in deed.verb.children):
            return None
        joined = {other.lemma_.lower() for other in deed.verb.conjuncts}
        fatal = compiled(seeds["fatally"]).search(rest) or joined & words("outcomes", "kill")
        return KILLED if fatal else INJURED
    return None


def _by(scene: Scene, deed: Deed) -> str:
    who = scene.who(deed.actor) or ""
    if who.startswith("S"):
        return BY_SUBJECT
    if who == OFFICER:
        return BY_OFFICER
    if not who and deed.actor is not None and is_vehicle(deed.actor):
        known = not {child.lower_ for child in deed.actor.lefts} & {"a", "an", "another"}
        return BY_SUBJECT if known else BY_UNKNOWN
    if deed.lemma in words("outcomes", "by_hand") and who == "":
        return BY_SUBJECT
    return BY_UNKNOWN
