"""Which words of an article mean the same person: names, noun phrases and pronouns, read in text order.

A small deterministic resolver in the manner of Hobbs (1978) and of the multi-pass sieve of Lee et al. (2013):
exact and stated identities first, then the nearest person that gender, number and grammar allow.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from transforms.extraction.actors import CIVILIAN, OFFICER, Cast
from transforms.extraction.lexicon import lexicon, words
from transforms.extraction.names import female_share
from transforms.extraction.nominals import Nominal, identified, nominal, pronoun_gender
from transforms.records import Person

SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj"})
REACH = 4  # sentences that a pronoun looks back
MOST_IN_MIND = 80  # persons that a noun or pronoun may mean: those mentioned last


@dataclass(slots=True, eq=False)
class Entity:
    """One person, or group, of an article, by all the words that mean it."""

    number: int
    kind: str  # civilian, officer
    person: Person | None = None
    gender: str | None = None  # as nouns and pronouns say
    leaning: str | None = None  # as the given name suggests: used to choose between persons only
    is_plural: bool = False
    is_other: bool = False
    is_kin: bool = False
    kin_of: Entity | None = None  # whose relative it was first met as
    age: int | None = None
    is_introduced: bool = False  # first met as "a man", not as "the man"
    lemmas: set[str] = field(default_factory=set)
    tokens: list[int] = field(default_factory=list)
    votes: dict[str, list[int]] = field(default_factory=lambda: {"male": [], "female": []})

    @property
    def is_suspect(self) -> bool:
        """Tell whether a word such as "suspect" or "gunman" is used of it."""
        return bool(self.lemmas & words("subjects", "suspect_words"))

    def differs(self, other: Entity) -> bool:
        """Tell whether two ages that are given say that these are two persons."""
        ages = [
            one.person.age if one.person is not None and one.person.age else one.age for one in (self, other)
        ]
        return None not in ages and ages[0] != ages[1]

    def fits(self, gender: str | None) -> bool:
        """Tell whether nothing known of it speaks against a gender."""
        known = self.gender or self.leaning
        return gender is None or known is None or known == gender


class Coreference:
    """The entities of one document, and which entity each token means."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.entities: list[Entity] = []
        self._of_token: dict[int, Entity] = {}
        self._of_person: dict[str, Entity] = {}
        self._in_mind: dict[int, Entity] = {}  # those mentioned last, the latest at the end
        self._last: dict[
            int, tuple[int, Token]
        ] = {}  # entity number -> sentence and token of its last mention
        self._speaker: Entity | None = None  # who spoke last
        self._speakers: set[int] = set()  # numbers of entities that have spoken
        self._quoted: Entity | None = None  # who speaks in the sentence being read
        self._count = 0
        self._cast = cast
        for index, sentence in enumerate(doc.sents):
            self._read_sentence(index, sentence)

    def entity(self, token: Token) -> Entity | None:
        """Return the entity that a token means, if any."""
        return self._of_token.get(token.i)

    def merge(self, kept: Entity, gone: Entity) -> None:
        """Make two entities one."""
        for token in gone.tokens:
            self._of_token[token] = kept
        kept.tokens = sorted({*kept.tokens, *gone.tokens})
        kept.lemmas |= gone.lemmas
        for gender, tokens in gone.votes.items():
            kept.votes[gender] = sorted({*kept.votes[gender], *tokens})
        kept.gender = kept.gender or gone.gender
        kept.age = kept.age or gone.age
        self.entities.remove(gone)
        self._in_mind.pop(gone.number, None)
        if gone.number in self._last:
            latest = max(
                (self._last[n] for n in (kept.number, gone.number) if n in self._last), key=lambda m: m[1].i
            )
            self._last[kept.number] = latest
            del self._last[gone.number]

    def _read_sentence(self, index: int, sentence: Span) -> None:
        speaker = self._named_speaker(sentence)
        self._quoted = self._named(speaker) if speaker is not None else None
        if self._quoted is not None:
            self._speakers.add(self._quoted.number)
        for token in sentence:
            person = self._cast.person(token)
            if person is not None:
                self._add(self._named(person), token, index)
                continue
            gender = pronoun_gender(token)
            if gender is not None:
                found = self._pronoun(token, gender, index)
                if found is not None:
                    self._add(found, token, index, gender)
                    self._identify(found, token)
                continue
            described = nominal(token, self._cast)
            if described is not None:
                self._add(self._described(described, token, index), token, index, described.gender)
            elif self._cast.kind(token) == OFFICER and token.pos_ in {"NOUN", "PROPN"} and _is_single(token):
                self._add(self._officer(token), token, index)
        spoke = self._speaker_of(sentence)
        if spoke is not None:
            self._speaker = spoke
            self._speakers.add(spoke.number)

    def _add(self, entity: Entity, token: Token, index: int, gender: str | None = None) -> None:
        entity.tokens.append(token.i)
        self._in_mind.pop(entity.number, None)
        self._in_mind[entity.number] = entity
        if len(self._in_mind) > MOST_IN_MIND:
            del self._in_mind[next(iter(self._in_mind))]
        self._of_token[token.i] = entity
        self._last[entity.number] = (index, token)
        if gender is not None:
            entity.votes[gender].append(token.i)
            counts = {key: len(tokens) for key, tokens in entity.votes.items()}
            entity.gender = max(counts, key=lambda key: (counts[key], key))

    def _new(self, kind: str, **known: object) -> Entity:
        self._count += 1
        entity = Entity(number=self._count, kind=kind)
        for name, value in known.items():
            setattr(entity, name, value)
        self.entities.append(entity)
        return entity

    def _named(self, person: Person) -> Entity:
        if person.name not in self._of_person:
            kind = OFFICER if person.role == "law_enforcement" else CIVILIAN
            share = female_share(person.name.split()[0])
            leaning = None if share is None else "female" if share > 0.8 else "male" if share < 0.2 else None
            self._of_person[person.name] = self._new(kind, person=person, leaning=leaning)
        return self._of_person[person.name]

    def _described(self, noun: Nominal, token: Token, index: int) -> Entity:
        entity = self._meant(noun, token, index)
        named = self._named(noun.person) if noun.person is not None else entity
        if named is not entity:
            if entity.person is None and not noun.is_kin:
                self.merge(named, entity)
            entity = named
        entity.lemmas.add(noun.lemma)
        entity.age = entity.age or noun.age
        is_owned = noun.is_kin and noun.owner is not None
        if is_owned and entity.kin_of is None and entity.person is noun.person is not None:
            owner = self._of_token.get(noun.owner) if noun.owner is not None else None
            entity.kin_of = owner if owner is not entity else None
        entity.is_kin = entity.is_kin or (is_owned and entity.person is None and self._is_owned_first(entity))
        return entity

    def _is_owned_first(self, entity: Entity) -> bool:
        """Tell whether somebody was met as a relative: "her son" of a suspect does not make him one."""
        return not entity.tokens

    def _identify(self, entity: Entity, pronoun: Token) -> None:
        """Join a person without a name to the name in "he was later identified as NAME"."""
        person = identified(pronoun, self._cast) if pronoun.dep_ in SUBJECT_DEPS else None
        if person is not None and entity.person is None and not entity.is_plural:
            self.merge(self._named(person), entity)

    def _meant(self, noun: Nominal, token: Token, index: int) -> Entity:
        """Return the entity that a noun phrase means, a new one where it introduces somebody."""
        beside = self._of_token.get(token.head.i) if token.dep_ == "appos" else None
        if (
            beside is not None
            and beside.kind == CIVILIAN
            and not noun.is_kin
            and beside.is_plural == noun.is_plural
        ):
            return beside  # "the driver, a 30-year-old man"
        if noun.person is not None and (noun.is_kin or not noun.is_definite):
            return self._named(noun.person)
        if noun.is_kin and noun.owner is not None:
            return self._relative(noun)
        if noun.is_new:
            return self._new(CIVILIAN, is_other=noun.is_other, is_plural=noun.is_plural)
        if noun.is_plural or not noun.is_definite:
            found = self._same_noun(noun) if noun.is_plural and noun.is_definite else None
            return found or self._new(CIVILIAN, is_plural=noun.is_plural, is_introduced=not noun.is_definite)
        return self._same_noun(noun) or self._antecedent(noun, index) or self._new(CIVILIAN)

    def _relative(self, noun: Nominal) -> Entity:
        """Return the person meant by "his wife": the same owner's same relative, else somebody new."""
        owner = self._of_token.get(noun.owner) if noun.owner is not None else None
        if (
            owner is not None
            and owner.kin_of is not None
            and not noun.is_plural
            and owner.kin_of.fits(noun.gender)
        ):
            return owner.kin_of  # "her son", after "his mother"
        for entity in reversed(self._in_mind.values()):
            if (
                noun.lemma in entity.lemmas
                and (entity.is_kin or entity.person is not None)
                and entity is not owner
            ):
                return entity
        return self._new(CIVILIAN, is_plural=noun.is_plural, kin_of=owner)

    def _same_noun(self, noun: Nominal) -> Entity | None:
        """Return the last person of whom the same noun was used."""
        found = [
            entity for entity in self._in_mind.values()
            if noun.lemma in entity.lemmas and entity.is_plural == noun.is_plural and entity.kind == CIVILIAN
            and not entity.is_kin
        ]  # fmt: skip
        return max(found, key=lambda entity: entity.tokens[-1], default=None)

    def _antecedent(self, noun: Nominal, index: int) -> Entity | None:
        """Return whom "the man" or "the suspect" means where no earlier phrase has the same noun."""
        if noun.lemma in words("subjects", "victim_words"):
            return None
        found = [entity for entity in self._in_mind.values() if self._may_be_meant(entity, noun)]
        suspects = [entity for entity in found if entity.is_suspect]
        if noun.lemma in words("subjects", "suspect_words"):
            found = suspects or found
        return max(found, key=lambda entity: self._nearness(entity, index), default=None)

    def _may_be_meant(self, entity: Entity, noun: Nominal) -> bool:
        """Tell whether a singular noun may mean a person: no official, speaker or relative."""
        if entity.kind != CIVILIAN or entity.is_plural or entity.is_other or entity.is_kin:
            return False
        if entity.number in self._speakers or (entity.person is not None and entity.person.role is not None):
            return False
        if any(set(pair) <= entity.lemmas | {noun.lemma} for pair in lexicon("subjects")["opposites"]):
            return False
        return entity.fits(noun.gender)

    def _nearness(self, entity: Entity, index: int) -> float:
        if entity.number not in self._last:
            return -99.0
        sentence, token = self._last[entity.number]
        points = -1.0 * min(index - sentence, 12) + (0.6 if token.dep_ in SUBJECT_DEPS else 0.0)
        points += min(len(entity.tokens), 8) * 0.15
        return points + 0.001 * token.i

    def _officer(self, token: Token) -> Entity:
        """Return the single officer meant by "the officer" or a trooper introduced by "a"."""
        if token.lower_ in words("actors", "officer_body"):
            return self._new(OFFICER, is_plural=True)
        for entity in reversed(self._in_mind.values()):
            if entity.kind == OFFICER and entity.person is None and not entity.is_plural and _definite(token):
                return entity
        return self._new(OFFICER)

    def _pronoun(self, token: Token, gender: str, index: int) -> Entity | None:
        """Return whom "he" or "she" means: the likeliest of the persons named or described before."""
        is_speaking = token.dep_ in SUBJECT_DEPS and token.head.lemma_.lower() in words(
            "subjects", "speech_verbs"
        )
        if is_speaking and self._speaker is not None and self._speaker.fits(gender):
            return self._speaker
        teller = _teller(token)
        telling = self._of_token.get(teller.i) if teller is not None else None
        if teller is not None and telling is None and not self._is_body(teller):
            return None  # "the physician said he …" of somebody whom nothing else tells of
        barred = _same_clause(token)
        owner = _clause_subject(token) if token.tag_ == "PRP$" else None
        found = []
        for entity in self._in_mind.values():
            if entity.number not in self._last or entity.is_plural or entity.gender not in {None, gender}:
                continue
            sentence, mention = self._last[entity.number]
            if index - sentence > REACH or mention.i in barred:
                continue
            points = self._nearness(entity, index) + self._standing(
                entity, gender, is_telling=entity is telling
            )
            points += 1.5 if owner is not None and owner.i == mention.i else 0.0
            found.append((points, entity.number, entity))
        return max(found, key=lambda item: item[:2])[2] if found else None

    def _standing(self, entity: Entity, gender: str, is_telling: bool) -> float:
        """Weigh a person as what a pronoun means: officials who tell a story are seldom in it."""
        points = 0.5 if entity.gender == gender else 0.0 if entity.fits(gender) else -1.5
        points -= 0.5 if entity.is_other or entity.is_kin else 0.0
        is_official = entity.person is not None and entity.person.role not in {
            None,
            "family",
            "witness",
            "community",
        }
        if is_telling and not is_official:
            return points + 1.0  # "the officer said he …", "his mother said she …"
        points -= 1.0 if entity.kind == OFFICER else 0.0
        if is_official and entity in (self._quoted, self._speaker):
            points -= 2.5
        return points

    def _is_body(self, token: Token) -> bool:
        """Tell whether a speaker is a body, or officers, whom no "he" can mean."""
        if token.pos_ not in {"NOUN", "PROPN"} or token.tag_ in {"NNS", "NNPS"}:
            return True
        return self._cast.kind(token) == OFFICER or token.pos_ == "PROPN"

    def _speaker_of(self, sentence: Span) -> Entity | None:
        """Return who speaks in a sentence: subject of a verb of speech, or named after "according to"."""
        for token in sentence:
            if token.lemma_.lower() in words("subjects", "speech_verbs") and token.pos_ == "VERB":
                for child in token.children:
                    if child.dep_ in SUBJECT_DEPS and child.i in self._of_token:
                        return self._of_token[child.i]
            if token.lower_ == "according":
                for following in token.doc[token.i + 1 : min(token.i + 8, sentence.end)]:
                    if self._cast.person(following) is not None:
                        return self._of_token.get(following.i)
        return None

    def _named_speaker(self, sentence: Span) -> Person | None:
        """Return the person whose name is the subject of a verb of speech in a sentence."""
        for token in sentence:
            person = self._cast.person(token)
            if person is None or token.dep_ not in SUBJECT_DEPS:
                continue
            if token.head.lemma_.lower() in words("subjects", "speech_verbs"):
                return person
        return None


def _teller(token: Token) -> Token | None:
    """Return the subject of the verb of speech in whose content a pronoun stands ("Judd said he …")."""
    current = token
    while current.head.i != current.i:
        is_teller = current.dep_ in SUBJECT_DEPS
        current = current.head
        if not is_teller and current.lemma_.lower() in words("subjects", "speech_verbs"):
            for child in current.children:
                if child.dep_ in SUBJECT_DEPS and child.i != token.i:
                    return child
    return None


def _clause_subject(token: Token) -> Token | None:
    """Return the subject of the clause that a word stands in."""
    current = token
    while current.head.i != current.i:
        current = current.head
        if current.pos_ in {"VERB", "AUX"}:
            return next((child for child in current.children if child.dep_ in SUBJECT_DEPS), None)
    return None


def _is_single(token: Token) -> bool:
    return token.tag_ in {"NN", "NNP"}


def _definite(token: Token) -> bool:
    return any(child.lower_ in {"the", "that", "this"} for child in token.children)


def _same_clause(token: Token) -> set[int]:
    """Return the tokens that a pronoun cannot mean: the subject of the verb whose object it is."""
    if token.lower_ in words("actors", "reflexive") or token.tag_ == "PRP$":
        return set()
    verb = token.head
    if verb.dep_ in {"prep", "agent"}:
        verb = verb.head
    if token.dep_ in SUBJECT_DEPS:
        return set()
    return {child.i for child in verb.children if child.dep_ in SUBJECT_DEPS}


def resolve(doc: Doc, cast: Cast) -> Coreference:
    """Return the coreference of a document, made once for its cast."""
    if cast.coreference is None:
        cast.coreference = Coreference(doc, cast)
    return cast.coreference
