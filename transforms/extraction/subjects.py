"""Who force was used on: named persons by what stands around their names, else persons as described."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from transforms.extraction.actors import CIVILIAN, Cast, gender_of_noun
from transforms.extraction.force import ForceHit
from transforms.extraction.lexicon import compiled, lexicon
from transforms.records import Person

AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b", re.IGNORECASE)


@dataclass(slots=True)
class Subject:
    """One person force was used on; spans are code points of the body."""

    person: Person | None
    span: tuple[int, int]
    age: int | None = None
    age_span: tuple[int, int] | None = None
    gender: str | None = None
    gender_span: tuple[int, int] | None = None
    score: float = 0.0
    mentions: list[int] = field(default_factory=list)  # token indices that mean this person


def find_subjects(
    doc: Doc, cast: Cast, hits: list[ForceHit], sentences: set[int], taken: frozenset[str]
) -> list[Subject]:
    """Return the subjects of one event: named ones first by score, else one as described.

    `sentences` are the indices of the event's sentences; `taken` holds names of other events' subjects.
    """
    named = _named(doc, cast, hits, sentences, taken)
    if named:
        return named
    described = _described(doc, cast, hits)
    return [described] if described is not None else []


def _named(
    doc: Doc, cast: Cast, hits: list[ForceHit], sentences: set[int], taken: frozenset[str]
) -> list[Subject]:
    scored = []
    for person in cast.people:
        if person.name in taken or person.role in NOT_SUBJECTS:
            continue
        score = _points(doc, person, sentences) + _hit_points(doc, cast, person, hits)
        scored.append((score, person))
    scored.sort(key=lambda pair: (-pair[0], pair[1].mentions[0].start))
    seeds = lexicon("subjects")
    chosen = [pair for pair in scored[:1] if pair[0] >= seeds["threshold"]]
    if chosen and compiled(seeds["plural"]).search(doc.text):
        chosen += [pair for pair in scored[1:] if pair[0] >= max(seeds["second_subject"], chosen[0][0] * 0.5)]
    return [
        Subject(person, (person.mentions[0].start, person.mentions[0].end), person.age, person.age_span,
                person.gender, None, score)
        for score, person in chosen
    ]  # fmt: skip


NOT_SUBJECTS = frozenset({"law_enforcement", "prosecutor", "government", "lawyer", "media"})


def _points(doc: Doc, person: Person, sentences: set[int]) -> float:
    """Add up the patterns that match around each mention; each pattern counts once."""
    seeds = lexicon("subjects")
    best: dict[str, float] = {}
    for index, sentence in enumerate(doc.sents):
        inside = [m for m in person.mentions if sentence.start_char <= m.start < sentence.end_char]
        if not inside:
            continue
        weight = 1.0 if index in sentences else 0.5
        for mention in inside:
            left, right = mention.start - sentence.start_char, mention.end - sentence.start_char
            text = sentence.text[:left] + "\u2063" + sentence.text[right:]
            for row in seeds["naming"]:
                if compiled(row["pattern"].replace("@", "\u2063")).search(text):
                    value = row["points"] * (weight if row["points"] > 0 else 1.0)
                    key = row["pattern"]
                    best[key] = max(best.get(key, value), value) if value > 0 else min(best.get(key, value), value)
    return sum(best.values()) + min(1.0, seeds["first_mention_bonus"] * len(person.mentions))


def _hit_points(doc: Doc, cast: Cast, person: Person, hits: list[ForceHit]) -> float:
    aimed = any(hit.target is not None and cast.person(doc[hit.target]) is person for hit in hits)
    return lexicon("subjects")["hit_target"] if aimed else 0.0


def _described(doc: Doc, cast: Cast, hits: list[ForceHit]) -> Subject | None:
    """Return the person as the text describes them: the noun that force was aimed at."""
    targets = [doc[hit.target] for hit in hits if hit.target is not None]
    nouns = [token for token in targets if cast.kind(token) == CIVILIAN and token.pos_ != "PRON"]
    if not nouns:
        seeds = lexicon("subjects")
        words = set(seeds["suspect_words"]) | set(seeds["generic_words"])
        nouns = [token for token in doc if token.lemma_.lower() in words][:1]
    if nouns:
        token = next((noun for noun in nouns if gender_of_noun(noun)), nouns[0])
        return Subject(None, (token.idx, token.idx + len(token)))
    if not hits:
        return None
    return Subject(None, (hits[0].start, hits[0].end))


class Reference:
    """Which subject, if any, each token means: names, "the suspect", "the man", pronouns."""

    def __init__(self, doc: Doc, cast: Cast, subjects: list[Subject], sentences: set[int]) -> None:
        self._meaning: dict[int, int | str] = {}
        self._link(doc, cast, subjects, sentences)

    def subject(self, token: Token) -> int | None:
        """Return the index of the subject that a token means, else None."""
        meaning = self._meaning.get(token.i)
        return meaning if isinstance(meaning, int) else None

    def meaning(self, token: Token) -> int | str | None:
        """Return a subject's index, "officer", "other" (a third person), or None."""
        return self._meaning.get(token.i)

    def _link(self, doc: Doc, cast: Cast, subjects: list[Subject], sentences: set[int]) -> None:
        last: int | str | None = None
        for index, sentence in enumerate(doc.sents):
            for token in sentence:
                meaning = self._read(token, cast, subjects, last)
                if meaning is None:
                    continue
                if index in sentences or cast.person(token) is not None:
                    self._meaning[token.i] = meaning
                if isinstance(meaning, int):
                    subjects[meaning].mentions.append(token.i)
                if meaning != "officer" or token.dep_ in {"nsubj", "nsubjpass"}:
                    last = meaning if token.pos_ != "PRON" else last

    def _read(
        self, token: Token, cast: Cast, subjects: list[Subject], last: int | str | None
    ) -> int | str | None:
        person = cast.person(token)
        if person is not None:
            return next((i for i, s in enumerate(subjects) if s.person is person), _third(person))
        if token.lower_ in PRONOUNS:
            return _pronoun(token, subjects, last)
        kind = cast.kind(token)
        if kind == "officer":
            return "officer"
        if kind != CIVILIAN or not subjects:
            return None
        return _noun(token, subjects)


PRONOUNS = {"he": "male", "him": "male", "his": "male", "himself": "male",
            "she": "female", "her": "female", "hers": "female", "herself": "female"}  # fmt: skip


def _third(person: Person) -> str:
    return "officer" if person.role == "law_enforcement" else "other"


def _pronoun(token: Token, subjects: list[Subject], last: int | str | None) -> int | str | None:
    gender = PRONOUNS[token.lower_]
    if isinstance(last, int):
        known = subjects[last].gender
        if known is None or known == gender:
            return last
        return next((i for i, s in enumerate(subjects) if s.gender == gender), "other")
    return last


def _noun(token: Token, subjects: list[Subject]) -> int | str | None:
    seeds = lexicon("subjects")
    forms = {token.lower_, token.lemma_.lower()}
    before = {child.lower_ for child in token.lefts}
    if before & set(seeds["other_markers"]):
        return "other"
    if any(s.person is None and s.span[0] == token.idx for s in subjects):
        return next(i for i, s in enumerate(subjects) if s.person is None and s.span[0] == token.idx)
    if forms & set(seeds["suspect_words"]):
        return 0
    if forms & set(seeds["victim_words"]):
        return "other"
    if forms & set(seeds["generic_words"]):
        gender = gender_of_noun(token)
        if len(subjects) == 1 and (gender is None or subjects[0].gender in {None, gender}):
            return 0
        fitting = [i for i, s in enumerate(subjects) if gender is not None and s.gender == gender]
        return fitting[0] if len(fitting) == 1 else "other"
    return None


def complete_subjects(doc: Doc, cast: Cast, subjects: list[Subject], reference: Reference) -> None:
    """Fill in gender and age from the nouns and pronouns that mean each subject."""
    for number, subject in enumerate(subjects):
        votes: dict[str, list[Token]] = {"male": [], "female": []}
        for i in subject.mentions:
            token = doc[i]
            gender = PRONOUNS.get(token.lower_) or gender_of_noun(token)
            if gender and reference.subject(token) == number:
                votes[gender].append(token)
        if subject.gender is None and (votes["male"] or votes["female"]):
            subject.gender = max(votes, key=lambda gender: (len(votes[gender]), gender))
            token = votes[subject.gender][0]
            subject.gender_span = (token.idx, token.idx + len(token))
    _ages(doc, cast, subjects, reference)


def _ages(doc: Doc, cast: Cast, subjects: list[Subject], reference: Reference) -> None:
    """Give a subject without an age the one age in the text that is nobody else's."""
    lacking = [number for number, subject in enumerate(subjects) if subject.age is None]
    if not lacking:
        return
    owned = {person.age_span for person in cast.people if person.age_span}
    for match in AGE.finditer(doc.text):
        if any(span[0] <= match.end() and match.start() <= span[1] for span in owned):
            continue
        token = next((token for token in doc if token.idx + len(token) >= match.end()), None)
        head = _described_by(token) if token is not None else None
        owner = reference.meaning(head) if head is not None else None
        if isinstance(owner, int) and owner in lacking and 0 < int(match.group(1)) <= 110:
            subjects[owner].age = int(match.group(1))
            subjects[owner].age_span = (match.start(), match.end())
            lacking.remove(owner)


def _described_by(token: Token) -> Token | None:
    """Return the noun that "32-year-old" describes."""
    for following in token.doc[token.i + 1 : token.i + 4]:
        if following.pos_ in {"NOUN", "PROPN"} and gender_of_noun(following):
            return following
    current = token
    for _ in range(4):
        if current.pos_ in {"NOUN", "PROPN"} and current.i != token.i:
            return current
        current = current.head
    return None
