"""Uses of force by officers in one article: each hit with its type, who used it and on whom.

Three sources, in this order: verbs with an officer as subject (dependency parse), phrases that name
an officer's force without such a verb, and devices that an officer used. Patterns are in
`seeds/extraction/force.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from transforms.extraction.actors import ANIMAL, CIVILIAN, OFFICER, UNKNOWN, Cast
from transforms.extraction.lexicon import compiled, lexicon, patterns

SUBJECTS = {"nsubj", "nsubjpass"}


@dataclass(frozen=True, slots=True)
class ForceHit:
    """One use of force at `[start, end)`; tokens by index into the Doc, None where not told."""

    force_type: str
    start: int
    end: int
    sentence: int
    actor: int | None
    target: int | None
    is_person_named: bool  # the target is a civilian named or described, not merely possible
    source: str  # verb, nominal, device


def find_force(doc: Doc, cast: Cast) -> list[ForceHit]:
    """Return every use of force by an officer on a person, in text order, without duplicates."""
    hits: list[ForceHit] = []
    for index, sentence in enumerate(doc.sents):
        hits += _verb_hits(sentence, index, cast)
        hits += _nominal_hits(sentence, index, cast)
        hits += _device_hits(sentence, index, cast)
    unique = {(hit.force_type, hit.start, hit.end): hit for hit in hits}
    return sorted(unique.values(), key=lambda hit: (hit.start, hit.end, hit.force_type))


def _verb_hits(sentence: Span, index: int, cast: Cast) -> list[ForceHit]:
    hits = []
    for token in sentence:
        if token.pos_ not in {"VERB", "AUX", "NOUN", "ADJ", "PROPN"}:
            continue
        for rule in lexicon("force")["verbs"]:
            if token.lemma_.lower() in rule["lemmas"] or token.lower_ in rule["lemmas"]:
                hit = _read_verb(token, rule, index, cast)
                if hit and not _is_void(sentence, token.idx, token.idx + len(token)):
                    hits.append(hit)
    return hits


def _read_verb(token: Token, rule: dict, index: int, cast: Cast) -> ForceHit | None:
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    objects = [child for child in token.children if child.dep_ in {"dobj", "obj", "nsubjpass", "dative"}]
    subject = _meant(_subject(token))
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children)
    participle = token.tag_ == "VBN" and not _has_perfect(token) and not (objects or _aimed_at(token))
    if passive or participle:
        agent = _agent(token)
        if agent is None or cast.kind(agent) != OFFICER:
            return None
        target = next((c for c in token.children if c.dep_ == "nsubjpass"), None) or _modified_noun(token)
        return _hit(rule["force"], token, index, agent, target, cast)
    if subject is None or cast.kind(subject) != OFFICER:
        return None
    if rule.get("target") == "person":
        return _transitive(token, rule, index, subject, objects, cast)
    heads = {form for obj in objects for form in (obj.lemma_.lower(), obj.lower_)}
    if not objects and "none" not in rule["objects"]:
        return None
    if objects and not heads & set(rule["objects"]):
        return None
    return _hit(rule["force"], token, index, subject, _aimed_at(token), cast)


def _transitive(
    token: Token, rule: dict, index: int, subject: Token, objects: list[Token], cast: Cast
) -> ForceHit | None:
    target = objects[0] if objects else _aimed_at(token)
    if target is None:
        return None
    if target.lemma_.lower() in {"gun", "weapon", "shot", "round", "bullet", "dead"}:
        return _hit(rule["force"], token, index, subject, None, cast)
    if cast.kind(target) == OFFICER and cast.person(target) is None and target.pos_ != "PRON":
        return None  # an officer hit by another's bullet is told apart elsewhere
    return _hit(rule["force"], token, index, subject, target, cast)


def _hit(
    force: str, token: Token, index: int, actor: Token, target: Token | None, cast: Cast
) -> ForceHit | None:
    kind = cast.kind(target) if target is not None else UNKNOWN
    if kind == ANIMAL or (target is not None and target.i == actor.i):
        return None
    if target is not None and target.lower_ in {"himself", "herself", "themselves", "itself"}:
        return None
    return ForceHit(
        force_type=force,
        start=token.idx,
        end=token.idx + len(token),
        sentence=index,
        actor=actor.i,
        target=target.i if target is not None and kind in {CIVILIAN, UNKNOWN} else None,
        is_person_named=kind == CIVILIAN,
        source="verb",
    )


def _subject(token: Token) -> Token | None:
    """Return who acts: the verb's subject, or that of the verb it is joined to or that governs it."""
    seen = 0
    current = token
    while seen < 5:
        for child in current.children:
            if child.dep_ in SUBJECTS:
                return _antecedent(child)
        if current.dep_ == "conj" or (current.dep_ in {"xcomp", "advcl"} and _shares_subject(current)):
            current = current.head
        elif current.dep_ in {"relcl", "acl"}:
            return current.head
        else:
            return None
        seen += 1
    return None


def _shares_subject(token: Token) -> bool:
    """Tell whether a dependent verb takes its governor's subject: "was forced to shoot", "began firing"."""
    if token.dep_ == "advcl":
        return token.tag_ == "VBG"
    return token.head.lemma_.lower() in set(lexicon("force")["raising"])


def _antecedent(subject: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the subject itself."""
    if subject.lower_ in {"who", "that", "which"} and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def _meant(subject: Token | None) -> Token | None:
    """Return whom "they" means: the speakers in "deputies said they …", else the last plural subject."""
    if subject is None or subject.lower_ != "they":
        return subject
    verb = subject.head
    while verb.dep_ in {"ccomp", "xcomp", "conj", "advcl", "parataxis"}:
        verb = verb.head
        for child in verb.children:
            if child.dep_ == "nsubj" and child.pos_ != "PRON":
                return child
    before = [token for token in subject.doc[max(0, subject.i - 40) : subject.i]
              if token.dep_ in SUBJECTS and token.tag_ in {"NNS", "NNPS"}]  # fmt: skip
    return before[-1] if before else subject


def _agent(token: Token) -> Token | None:
    """Return the noun after "by" that belongs to a verb or to one joined with it ("shot and killed by")."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ in {"VERB", "AUX"}:
        first = first.head
    for verb in (token, first, *first.conjuncts):
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        return noun
    return None


def _modified_noun(token: Token) -> Token | None:
    if token.dep_ in {"acl", "relcl"}:
        return token.head
    if token.dep_ in {"conj", "advcl", "pcomp", "xcomp"}:
        return _subject(token)
    return None


def _has_perfect(token: Token) -> bool:
    return any(child.lemma_ == "have" and child.dep_ == "aux" for child in token.children)


def _aimed_at(token: Token) -> Token | None:
    """Return what stands after "at", "on", "into" … beside a verb of firing or its object."""
    places = [token, *(child for child in token.children if child.dep_ == "dobj")]
    for place in places:
        for child in place.children:
            if child.dep_ == "prep" and child.lower_ in {"at", "on", "upon", "into", "toward", "towards"}:
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        return noun
    return None


def _nominal_hits(sentence: Span, index: int, cast: Cast) -> list[ForceHit]:
    hits = []
    for pattern in patterns("force", "nominal", "force"):
        for match in pattern.regex.finditer(sentence.text):
            start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
            if _is_void(sentence, start, end):
                continue
            actor = _officer_in(sentence, start, end, cast)
            if actor is None and pattern.options.get("needs_actor"):
                continue
            hits.append(
                ForceHit(pattern.code, start, end, index, actor, _civilian_before(sentence, start, end, cast),
                         is_person_named=False, source="nominal")
            )  # fmt: skip
    return hits


def _officer_in(sentence: Span, start: int, end: int, cast: Cast) -> int | None:
    for token in sentence:
        if start <= token.idx < end and cast.kind(token) == OFFICER:
            return token.i
    return None


def _civilian_before(sentence: Span, start: int, end: int, cast: Cast) -> int | None:
    """Return the last civilian noun inside or before a phrase such as "was shot by an officer"."""
    found = None
    for token in sentence:
        if token.idx >= end:
            break
        if cast.kind(token) == CIVILIAN and (found is None or cast.person(token) is None or token.dep_ in SUBJECTS):
            found = token.i
    return found


def _device_hits(sentence: Span, index: int, cast: Cast) -> list[ForceHit]:
    hits = []
    for row in lexicon("force")["devices"]:
        for match in compiled(row["device"]).finditer(sentence.text):
            around = sentence.text[max(0, match.start() - 90) : match.end() + 90]
            if row["use"] and not compiled(row["use"]).search(around):
                continue
            start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
            if _is_void(sentence, start, end):
                continue
            actor = _user_of_device(sentence, start, end, cast)
            if actor is None and row["force"] in {"physical_force", "chemical_agent", "vehicle", "baton"}:
                continue  # bystanders and suspects wrestle, spray and ram as well
            hits.append(
                ForceHit(row["force"], start, end, index, actor,
                         _civilian_before(sentence, sentence.start_char, sentence.end_char, cast),
                         is_person_named=False, source="device")
            )  # fmt: skip
    return hits


def _user_of_device(sentence: Span, start: int, end: int, cast: Cast) -> int | None:
    """Return the officer who used a device: the subject that governs it, else the only actor named."""
    inside = next((token for token in sentence if start <= token.idx < end), None)
    current = inside
    while current is not None and current.head.i != current.i:
        if current.pos_ in {"VERB", "AUX"} or current.dep_ == "ROOT":
            subject = _agent(current) or _meant(_subject(current))
            if subject is not None and cast.kind(subject) in {OFFICER, CIVILIAN}:
                passive = any(child.dep_ == "nsubjpass" for child in current.children)
                if cast.kind(subject) == OFFICER and not (passive and _agent(current) is None):
                    return subject.i
                if not passive:
                    return None
        current = current.head
    return _officer_in(sentence, sentence.start_char, sentence.end_char, cast)


def _is_void(sentence: Span, start: int, end: int) -> bool:
    """Tell whether the clause around a hit says that the force did not happen, or only might."""
    left = max(
        (m.end() for m in CLAUSE.finditer(sentence.text) if sentence.start_char + m.end() <= start), default=0
    )
    right = min(
        (m.start() for m in CLAUSE.finditer(sentence.text) if sentence.start_char + m.start() >= end),
        default=len(sentence.text),
    )
    clause = sentence.text[left:right]
    return any(
        match.start() <= start - sentence.start_char - left < match.end()
        or match.start() < end - sentence.start_char - left <= match.end()
        for pattern in patterns("force", "void")
        for match in pattern.regex.finditer(clause)
    )


CLAUSE = re.compile(r"[;:]|, (?:but|and then|when|after|who|which|so)\b")
