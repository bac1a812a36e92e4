"""What became of a person force was used on: killed, injured, unharmed; None where the text is silent.

Death outweighs injury, injury outweighs safety, whatever their points: reports first say that a person
was shot or taken to a hospital, then that the person died.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extraction.deeds import OFFICER, SUBJECTS, THIRD, Deed, Scene, beside, is_unreal
from transforms.extraction.facts import Evidence, Fact, fact_of, from_patterns, place, totals, valued
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.extraction.wounds import hurt_in_part

KILLED, INJURED, UNHARMED, ALIVE = "killed", "injured", "unharmed", "alive"
HURT = "hurt"  # the cue of a verb that tells of harm alone, as "shot" does
BARELY = {HURT, "the condition of"}  # cues that a person has who is shot and of whom nothing more is known
LEAD = 2  # sentences; a death is told first
NEEDED = {KILLED: 2.0, INJURED: 1.0, UNHARMED: 1.0}


def outcome(scene: Scene, number: int) -> Fact | None:
    """Return one subject's outcome with the evidence that carries it."""
    evidence = valued(outcome_evidence(scene, f"S{number}"))
    evidence += valued(from_patterns(scene, "outcomes", "outcome", number))
    elsewhere = compiled(lexicon("outcomes")["unrelated"])
    evidence = [one for one in evidence if not elsewhere.search(scene.spans[one.sentence].text)]
    sums = totals(evidence)
    if sums.pop(ALIVE, 0.0) and _is_said_once(scene, evidence):
        sums.pop(KILLED, None)  # one sentence of a death against word of a life: somebody else's death
    if {one.cue for one in evidence if one.code == INJURED} <= BARELY and is_unsaid(scene):
        sums.pop(INJURED, None)
    for code in (KILLED, INJURED, UNHARMED):
        if sums.get(code, 0.0) >= NEEDED[code]:
            return fact_of(code, evidence)
    return _of_somebody(scene) if scene.subjects == 1 else None


def is_unsaid(scene: Scene) -> bool:
    """Tell whether the event's one subject is said to be in a condition that nobody knows or gives."""
    unsaid = compiled(lexicon("outcomes")["unsaid"])
    return scene.subjects == 1 and any(
        unsaid.search(span.text) and not any(_is_officers(scene, token) for token in span)
        for span in scene.spans.values()
    )


def _is_officers(scene: Scene, condition: Token) -> bool:
    """Tell "the officer's condition", "the condition of the officers"."""
    if condition.lemma_.lower() != "condition":
        return False
    owners = [one for one in condition.children if one.dep_ == "poss"] + beside(condition, frozenset({"of"}))
    return any(scene.who(one) == OFFICER for one in owners)


def _is_said_once(scene: Scene, evidence: list[Evidence]) -> bool:
    """Tell whether one sentence alone, and not of the lead, speaks of a death."""
    sentences = {one.sentence for one in evidence if one.code == KILLED}
    return len(sentences) == 1 and not sentences & set(sorted(scene.spans)[:LEAD])


def _of_somebody(scene: Scene) -> Fact | None:
    """Where the one subject is nowhere marked as hurt: what became of "a person", "two people"."""
    evidence = []
    for deed in scene.deeds:
        noun = deed.patient if deed.is_passive else deed.actor
        if noun is None or deed.is_negated or not is_somebody(scene, noun):
            continue
        code = KILLED if deed.lemma in words("outcomes", "kill") | words("outcomes", "die") else INJURED
        if code == KILLED or (deed.is_passive and deed.lemma in words("outcomes", "harm")):
            at = deed.verb.idx
            evidence.append(place(scene, code, 2, deed.sentence, at, at + len(deed.verb), "somebody"))
    kept = valued(evidence)
    codes = {one.code for one in kept}
    return next((fact_of(code, kept) for code in (KILLED, INJURED) if code in codes), None)


def is_somebody(scene: Scene, noun: Token) -> bool:
    """Tell whether a noun means a person of whom nothing is said: "one person", "two people"."""
    while noun.lower_ in {"who", "that"} and noun.head.dep_ == "relcl":
        noun = noun.head.head
    return scene.who(noun) in {None, THIRD} and noun.lower_ in words("outcomes", "somebody")


def outcome_evidence(scene: Scene, mark: str) -> list[Evidence]:
    """Return every verb, adjective and noun that tells of harm to the persons with one mark."""
    found = []
    for deed in scene.deeds:
        for code, points, cue in _told(scene, deed, mark):
            start, end = deed.verb.idx, deed.verb.idx + len(deed.verb)
            found.append(place(scene, code, points, deed.sentence, start, end, cue))
    for index, token in scene.tokens():
        for code, points, cue in _described(scene, token, mark):
            found.append(place(scene, code, points, index, token.idx, token.idx + len(token), cue))
    return found


def _told(scene: Scene, deed: Deed, mark: str) -> Iterator[tuple[str, float, str]]:
    """Read one verb: "he died", "was fatally shot", "was taken to a hospital", "was not hit"."""
    by_mark = [scene.who(noun) == mark for noun in (deed.actor, deed.patient)]
    acts, befallen = by_mark
    if deed.patient is not None and scene.subjects == 1 and scene.who(deed.actor) == OFFICER:
        befallen |= scene.who(deed.patient) not in {OFFICER, None}  # whom officers hurt is the subject
    rest = _clause(deed.verb)
    if acts and not deed.is_negated and deed.lemma in words("outcomes", "die"):
        yield KILLED, 3, "died"
    if acts and not deed.is_negated and deed.lemma == "bleed":
        yield INJURED, 2, "bleeds"
    if not deed.is_negated and not is_unreal(deed.verb) and scene.who(hurt_in_part(scene, deed)) == mark:
        yield INJURED, 1.5, "hurt in a part of the body"
    if befallen:
        yield from _befallen(deed, rest)
    if (befallen or acts) and not deed.is_negated:
        yield from _state(deed, rest, acts)


def _befallen(deed: Deed, rest: str) -> Iterator[tuple[str, float, str]]:
    harms = deed.lemma in words("outcomes", "harm")
    if deed.is_negated:
        if harms:
            yield UNHARMED, 2, "not hurt"
        return
    seeds = lexicon("outcomes")
    if deed.lemma in words("outcomes", "kill") or is_declared_dead(deed):
        yield KILLED, 3, "killed"
    elif harms and compiled(seeds["fatally"]).search(rest):
        yield KILLED, 3, "fatally hurt"
    elif harms and not _is_aimed_only(deed.verb):
        yield INJURED, 1, HURT
    elif deed.lemma in words("outcomes", "miss"):
        yield UNHARMED, 2, "missed"
    to_hospital = deed.lemma in words("outcomes", "carry") and compiled(seeds["hospital"]).search(rest)
    if to_hospital and not compiled(seeds["not_for_injury"]).search(rest):
        yield INJURED, 2, "taken to a hospital"


def is_declared_dead(deed: Deed) -> bool:
    """Tell "was pronounced dead", "was found dead"."""
    dead = words("outcomes", "dead")
    return deed.lemma in words("outcomes", "declare") and any(
        child.lower_ in dead for child in deed.verb.children
    )


def _is_aimed_only(verb: Token) -> bool:
    """Tell "was shot at", "shot at him" from "was shot"."""
    return any(child.lower_ in {"at", "toward", "towards"} for child in verb.children)


def _state(deed: Deed, rest: str, acts: bool) -> Iterator[tuple[str, float, str]]:
    """Read what a person is or has: dead, in critical condition, wounds, surgery."""
    seeds = lexicon("outcomes")
    dead = words("outcomes", "dead")
    if deed.lemma in {"be", "lie", "leave", "find"} and any(
        child.lower_ in dead and child.dep_ in {"acomp", "attr", "oprd", "ccomp", "advcl", "dobj", "xcomp"}
        for child in deed.verb.children
    ):
        yield KILLED, 3, "is dead"
    if compiled(seeds["condition"]).search(rest):
        yield INJURED, 2, "condition"
    if deed.lemma in words("outcomes", "bear") and compiled(seeds["injury"]).search(rest):
        yield (
            (KILLED, 2, "fatal wounds") if compiled(seeds["fatal"]).search(rest) else (INJURED, 2, "injuries")
        )
    if acts and compiled(seeds["in_care"]).search(f"{deed.verb.text} {rest}"):
        yield INJURED, 1, "in care"
    if compiled(seeds["recovers"]).search(_near(deed.verb)):
        yield INJURED, 2, "expected to live"
    elif deed.lemma == "be" and compiled(seeds["unhurt"]).search(rest):
        yield UNHARMED, 2, "unhurt"


def _near(verb: Token) -> str:
    """Return a verb with the three words before it and the eight after."""
    start, end = max(verb.sent.start, verb.i - 3), min(verb.sent.end, verb.i + 9)
    return " ".join(token.text for token in verb.doc[start:end])


def _clause(verb: Token) -> str:
    """Return the words that hang on a verb, without clauses that have a subject of their own."""
    clauses = [
        token
        for token in verb.subtree
        if token.i != verb.i
        and token.pos_ in {"VERB", "AUX"}
        and token.dep_ in {"conj", "ccomp", "advcl", "relcl"}
        and any(child.dep_ in SUBJECTS for child in token.children)
    ]
    cut = {inner.i for token in clauses for inner in token.subtree}
    return " ".join(token.text for token in verb.subtree if token.i not in cut)


def _described(scene: Scene, token: Token, mark: str) -> Iterator[tuple[str, float, str]]:
    """Read "the wounded suspect", "the man's death", "the death of the man"."""
    if scene.who(token) == mark:
        before = {child.lower_ for child in token.lefts if child.dep_ in {"amod", "compound"}}
        if before & words("outcomes", "hurt_adjectives"):
            yield INJURED, 2, "the wounded man"
        if before & words("outcomes", "dead_adjectives"):
            yield KILLED, 2, "the dead man"
    nouns = [child for child in token.children if child.dep_ == "poss"] + beside(
        token, frozenset({"of", "to"})
    )
    if any(scene.who(noun) == mark for noun in nouns):
        if token.lemma_.lower() in words("outcomes", "death_nouns"):
            yield KILLED, 2, "the death of"
        elif token.lemma_.lower() in words("outcomes", "injury_nouns"):
            yield INJURED, 1, f"the {token.lemma_.lower()} of"


def race(scene: Scene, number: int) -> Fact | None:
    """Return a subject's race, only where the text states it."""
    evidence = valued(from_patterns(scene, "outcomes", "race", number))
    return fact_of(evidence[0].code, evidence) if evidence else None
