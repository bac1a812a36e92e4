"""Who force was used on: of all persons of an article, those whose mentions say it, by a sum of points.

Points are in `seeds/extraction/subjects.yml`: what stands around each mention of a person (name, noun or
pronoun), whom the force was aimed at, what the person is called, and what part the name's title gives.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from transforms.extraction.actors import CIVILIAN, OFFICER, Cast, gender_of_noun
from transforms.extraction.ages import Age, stated_ages
from transforms.extraction.coreference import resolve
from transforms.extraction.document import sentences_of, text_of
from transforms.extraction.entities import Entity
from transforms.extraction.force import ForceHit
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.extraction.nominals import pronoun_gender
from transforms.extraction.ties import OBJECT_DEPS, ties
from transforms.records import Person

LARGEST_GROUP = 4  # persons whom a group told of is made of
NEARBY = 2  # sentences around the force in which "a man" is whom it was used on
LEDE = 60  # tokens in which a person may be told of twice, in a caption and in the first sentence


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
    like: int | None = None  # number of the subject told of in the same words: "two men were shot"


def find_subjects(
    doc: Doc, cast: Cast, hits: list[ForceHit], sentences: set[int], taken: frozenset[str]
) -> list[Subject]:
    """Return the subjects of one event: named ones first by score, else one as described.

    `sentences` are the indices of the event's sentences; `taken` holds names of other events' subjects.
    """
    scored = _scored(doc, cast, hits, sentences, taken)
    targets = {hit.target for hit in hits if hit.target is not None}
    chosen, described = _named(doc, cast, scored, targets), _described(scored)
    if not chosen and described:
        likely = _likely_name(scored, described[0])
        chosen = likely if likely and not _is_somebody_else(likely[0], described[0]) else described
    elif described and _is_somebody_else(chosen[0], described[0]):
        chosen = described
    if len(chosen) == 1:
        _join_descriptions(doc, cast, chosen[0], scored, hits)
    if not any(entity.person for _, entity in chosen):
        chosen = _names_of_group(doc, chosen, scored) or chosen
    subjects = [_subject(doc, entity, points) for points, entity in chosen]
    subjects += [replace(subjects[0], like=0) for _ in range(_count(doc, chosen, targets) - 1)]
    if not subjects and hits:
        subjects = [Subject(None, (hits[0].start, hits[0].end))]
    return subjects


def _scored(
    doc: Doc, cast: Cast, hits: list[ForceHit], sentences: set[int], taken: frozenset[str]
) -> list[tuple[float, Entity]]:
    """Return the civilians of an event with their points, most points first."""
    coreference = resolve(doc, cast)
    number = {token.i: index for index, sentence in enumerate(sentences_of(doc)) for token in sentence}
    targets = {hit.target for hit in hits if hit.target is not None}
    told = {hit.sentence for hit in hits}
    beside = {sentence + step for sentence in told for step in (-1, 1)}
    scored = []
    for entity in coreference.entities:
        inside = [token for token in entity.tokens if number[token] in sentences]
        if entity.kind != CIVILIAN or not inside:
            continue
        is_taken = entity.person is not None and entity.person.name in taken
        if is_taken and not targets & set(entity.tokens):  # who was shot before is aimed at in both events
            continue
        if entity.person is not None and entity.person.role in words("subjects", "never_subjects"):
            continue
        points = _points(doc, cast, entity, inside, targets)
        where = {number[token] for token in inside}
        nearness = 1.0 if where & told else 0.5 if where & beside else 0.0
        points += lexicon("subjects")["points"]["near"] * nearness
        scored.append((points, entity))
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].tokens[0]))


def _points(doc: Doc, cast: Cast, entity: Entity, inside: list[int], targets: set[int]) -> float:
    """Sum up what a person's mentions say."""
    coreference = resolve(doc, cast)
    points: dict[str, float] = lexicon("subjects")["points"]
    kinds: Counter[str] = Counter()
    for index in inside:
        told = set(ties(doc[index], cast, coreference))
        kinds.update(
            told - {"speaks"} if index in coreference.quoted else told
        )  # "he said ..." in another's mouth
    total = sum(points[kind] for kind in kinds if kind != "deed") + points["deed"] * min(2, kinds["deed"])
    total += points["aimed"] if targets & set(entity.tokens) else 0.0
    total += points["suspect"] if entity.is_suspect else 0.0
    total += points["victim"] if entity.lemmas & words("subjects", "victim_words") else 0.0
    total += points["kin"] if entity.is_kin else 0.0
    total += points["other"] if entity.is_other else 0.0
    total += points["apart"] if _has_role(entity) else 0.0
    total += points["named"] if entity.person is not None and _is_named_as(doc, entity) else 0.0
    return total + points["often"] * min(5, len(inside))


def _is_named_as(doc: Doc, entity: Entity) -> bool:
    """Tell whether a mention follows "identified as", with an age or a noun between."""
    naming = compiled(lexicon("subjects")["named_as"])
    return any(naming.search(doc[max(0, index - 16) : index].text_with_ws) for index in entity.tokens)


def _count(doc: Doc, chosen: list[tuple[float, Entity]], targets: set[int]) -> int:
    """Return how many persons a group is that force was used on: "two men were shot"; 1 where not told."""
    if len(chosen) != 1 or not chosen[0][1].is_plural:
        return 1
    aimed_at = (doc[index] for index in chosen[0][1].tokens if index in targets)
    counts: dict[str, int] = lexicon("subjects")["counts"]
    return max((counts.get(left.lower_, 1) for token in aimed_at for left in token.lefts), default=1)


def _named(
    doc: Doc, cast: Cast, scored: list[tuple[float, Entity]], targets: set[int]
) -> list[tuple[float, Entity]]:
    """Return the named persons force was used on: the likeliest, and whoever else police aimed at or hurt."""
    seeds = lexicon("subjects")
    named = [pair for pair in scored if pair[1].person is not None]
    chosen = [pair for pair in named[:1] if pair[0] >= seeds["threshold"]]
    if not chosen:
        return []
    is_several = bool(compiled(seeds["plural"]).search(text_of(doc)))
    enough = max(seeds["second_subject"], chosen[0][0] * seeds["share_of_first"])
    return chosen + [
        pair
        for pair in named[1:]
        if (is_several and pair[0] >= enough) or _is_hurt_by_police(doc, cast, pair[1], targets)
    ]


def _is_hurt_by_police(doc: Doc, cast: Cast, entity: Entity, targets: set[int]) -> bool:
    """Tell whether force was aimed at a person, or an officer's verb of hurting has the person as object."""
    if targets & set(entity.tokens):
        return True
    objects = (doc[index] for index in entity.tokens if doc[index].dep_ in OBJECT_DEPS)
    return any("hurt" in ties(token, cast, resolve(doc, cast)) for token in objects)


def _likely_name(
    scored: list[tuple[float, Entity]], described: tuple[float, Entity]
) -> list[tuple[float, Entity]]:
    """Return the one person named whom little is said of, where that may be the person described."""
    enough = lexicon("subjects")["likely_name"]
    named = [pair for pair in scored if pair[1].person is not None and pair[0] >= enough]
    named = [pair for pair in named if not _has_role(pair[1]) and pair[1].fits(described[1].gender)]
    return named if len(named) == 1 and not described[1].is_plural else []


def _names_of_group(
    doc: Doc, chosen: list[tuple[float, Entity]], scored: list[tuple[float, Entity]]
) -> list[tuple[float, Entity]]:
    """Return whose names one sentence gives together where a group is told of: "arrested NAME and NAME"."""
    if len(chosen) != 1 or not chosen[0][1].is_plural:
        return []
    enough = lexicon("subjects")["likely_name"]
    named = [pair for pair in scored if pair[1].person is not None and not _has_role(pair[1])]
    sentences = {doc[pair[1].tokens[0]].sent.start for pair in named}
    is_group = 2 <= len(named) <= LARGEST_GROUP and len(sentences) == 1
    return named if is_group and all(pair[0] >= enough for pair in named) else []


def _has_role(entity: Entity) -> bool:
    return entity.person is not None and entity.person.role is not None


def _is_somebody_else(named: tuple[float, Entity], described: tuple[float, Entity]) -> bool:
    """Tell whether the person described is not the one named, and has more points.

    "A man" whom force is aimed at, told of after a name, is not that name's bearer, save in a first sentence.
    """
    if described[0] <= named[0]:
        return False
    (_, name), (_, person) = named, described
    told_later = person.is_introduced and min(person.tokens) > max(LEDE, min(name.tokens))
    return told_later or name.differs(person) or not name.fits(person.gender)


def _described(scored: list[tuple[float, Entity]]) -> list[tuple[float, Entity]]:
    """Return the person without a name with most points, one who is single before a group close behind."""
    seeds = lexicon("subjects")
    found = [pair for pair in scored if pair[1].person is None and pair[0] >= seeds["described_from"]]
    enough = seeds["share_of_first"] * max((points for points, _ in found), default=0.0)
    found = [pair for pair in found if pair[0] >= enough]
    return sorted(found, key=lambda pair: (pair[1].is_plural, -pair[0]))[:1]


def _meets_police(doc: Doc, cast: Cast, entity: Entity) -> bool:
    """Tell whether a person of the first sentences is there for more than a charge."""
    told = {kind for index in entity.tokens for kind in ties(doc[index], cast, resolve(doc, cast))}
    return bool(told & {"met", "hurt", "fate", "deed"})


def _is_description(entity: Entity) -> bool:
    """Tell whether an entity is a single person without a name, and nobody's relative or helper."""
    if entity.person is not None or entity.is_plural or entity.is_kin or entity.is_other:
        return False
    return not entity.lemmas & words("subjects", "professionals")


def _join_descriptions(
    doc: Doc,
    cast: Cast,
    chosen: tuple[float, Entity],
    scored: list[tuple[float, Entity]],
    hits: list[ForceHit],
) -> None:
    """Take the descriptions of the one person force was used on for that person: "a man", "the suspect"."""
    coreference, (_, subject) = resolve(doc, cast), chosen
    number = {token.i: index for index, sentence in enumerate(sentences_of(doc)) for token in sentence}
    near = {hit.sentence + step for hit in hits for step in range(-NEARBY, NEARBY + 1)}
    for points, entity in scored:
        if entity is subject or not _is_description(entity):
            continue
        first = number[entity.tokens[0]]
        is_told = first in near or (first <= 1 and _meets_police(doc, cast, entity))
        if subject.differs(entity) or (entity.is_introduced and not is_told):
            continue  # "a man" away from the force is somebody else
        if points >= lexicon("subjects")["described_from"] and subject.fits(entity.gender):
            coreference.merge(subject, entity)


def _subject(doc: Doc, entity: Entity, points: float) -> Subject:
    person = entity.person
    if person is not None:
        span = (person.mentions[0].start, person.mentions[0].end)
        return Subject(person, span, person.age, person.age_span, score=points, mentions=list(entity.tokens))
    token = next((doc[i] for i in entity.tokens if doc[i].pos_ != "PRON"), doc[entity.tokens[0]])
    return Subject(None, (token.idx, token.idx + len(token)), score=points, mentions=list(entity.tokens))


class Reference:
    """Which subject, if any, each token means: names, "the suspect", "the man", pronouns."""

    def __init__(self, doc: Doc, cast: Cast, subjects: list[Subject], sentences: set[int]) -> None:
        self._cast = cast
        self._coreference = resolve(doc, cast)
        self._numbers: dict[int, int] = {}
        self._inside = {
            token.i
            for index, sentence in enumerate(sentences_of(doc))
            if index in sentences
            for token in sentence
        }
        for number, subject in enumerate(subjects):
            for token in subject.mentions:
                entity = self._coreference.entity(doc[token])
                if entity is not None:
                    self._numbers.setdefault(entity.number, number)

    def subject(self, token: Token) -> int | None:
        """Return the index of the subject that a token means, else None."""
        meaning = self.meaning(token)
        return meaning if isinstance(meaning, int) else None

    def meaning(self, token: Token) -> int | str | None:
        """Return a subject's index, "officer", "other" (a third person), or None."""
        person = self._cast.person(token)
        if token.i not in self._inside and person is None:
            return None
        entity = self._coreference.entity(token)
        if entity is None:
            return "officer" if self._cast.kind(token) == OFFICER else None
        if entity.number in self._numbers:
            return self._numbers[entity.number]
        if entity.kind == OFFICER:
            return "officer"
        if entity.is_plural and not entity.is_kin and entity.lemmas & words("subjects", "suspect_words"):
            return 0 if self._numbers else "other"
        return "other"


def complete_subjects(doc: Doc, cast: Cast, subjects: list[Subject], reference: Reference) -> None:
    """Fill in gender and age from the nouns and pronouns that mean each subject."""
    for subject in subjects:
        votes: dict[str, list[Token]] = {"male": [], "female": []}
        for index in subject.mentions:
            gender = pronoun_gender(doc[index]) or gender_of_noun(doc[index])
            if gender is not None:
                votes[gender].append(doc[index])
        if subject.gender is None and (votes["male"] or votes["female"]):
            subject.gender = max(votes, key=lambda gender: (len(votes[gender]), gender))
            token = votes[subject.gender][0]
            subject.gender_span = (token.idx, token.idx + len(token))
    _gender_of_all(doc, subjects)
    _ages(doc, cast, subjects, reference)


def _gender_of_all(doc: Doc, subjects: list[Subject]) -> None:
    """Give subjects the gender said of all of them together: "the three men", of three."""
    lacking = [subject for subject in subjects if subject.gender is None]
    if not lacking or len(subjects) < 2:
        return
    counts: dict[str, int] = lexicon("subjects")["counts"]
    for token in doc:
        gender = gender_of_noun(token) if token.tag_ == "NNS" else None
        if gender is not None and any(counts.get(left.lower_) == len(subjects) for left in token.lefts):
            for subject in lacking:
                subject.gender, subject.gender_span = gender, (token.idx, token.idx + len(token))
            return


def _ages(doc: Doc, cast: Cast, subjects: list[Subject], reference: Reference) -> None:
    """Give a subject without an age the age said of a noun that means the subject."""
    lacking = [number for number, subject in enumerate(subjects) if subject.age is None]
    owned = [person.age_span for person in cast.people if person.age_span]
    for age in stated_ages(text_of(doc)) if lacking else ():
        if any(span[0] <= age.end and age.start <= span[1] for span in owned):
            continue
        owner = (_said_before if age.is_bare else _owner)(doc, age, reference)
        if owner in lacking:
            subjects[owner].age, subjects[owner].age_span = age.years, (age.start, age.end)
            lacking.remove(owner)


def _said_before(doc: Doc, age: Age, reference: Reference) -> int | None:
    """Return the subject whose noun or pronoun stands just before an age: "the man, 29,"."""
    end = len(text_of(doc)[: age.said_from].rstrip())  # a page may leave a blank before the comma
    before = doc.char_span(end - 1, end, alignment_mode="expand") if end else None
    return reference.subject(before[-1]) if before else None


def _owner(doc: Doc, age: Age, reference: Reference) -> int | None:
    """Return the subject that an age is said of: the noun it describes, or the noun before it."""
    inside = doc.char_span(age.start, age.end, alignment_mode="expand")
    if inside is None:
        return None
    last = inside[-1]
    if reference.subject(last) is not None:
        return reference.subject(last)
    for following in doc[inside.end : min(inside.end + 4, last.sent.end)]:
        if following.text in {",", "."}:
            break
        if reference.meaning(following) is not None:
            return reference.subject(following)
    for before in reversed(doc[max(last.sent.start, inside.start - 6) : inside.start]):
        if reference.meaning(before) is not None:
            return reference.subject(before)
    return None
