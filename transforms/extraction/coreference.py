"""Which words of an article mean the same person: names, noun phrases and pronouns, read in text order.

A small deterministic resolver in the manner of Hobbs (1978) and of the multi-pass sieve of Lee et al. (2013):
exact and stated identities first, then the nearest person that gender, number and grammar allow.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from transforms.extraction.actors import CIVILIAN, OFFICER, Cast
from transforms.extraction.clauses import clause_subject, is_definite, is_single, same_clause, teller_of
from transforms.extraction.document import sentences_of, text_of
from transforms.extraction.entities import Entity
from transforms.extraction.lexicon import lexicon, words
from transforms.extraction.names import female_share
from transforms.extraction.nominals import Nominal, identified, nominal, pronoun_gender
from transforms.extraction.statements.cues import quoted_tokens
from transforms.extraction.statements.quotes import find_quotes
from transforms.extraction.syntax import SUBJECTS
from transforms.records import Person

REACH = 4  # sentences that a pronoun looks back
FARTHEST, MOST_MENTIONS = 12, 8  # sentences, mentions: more of them weigh no more
MOST_IN_MIND = 80  # persons that a noun or pronoun may mean: those mentioned last


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
        self.quoted = quoted_tokens(doc, find_quotes(text_of(doc)))
        for index, sentence in enumerate(sentences_of(doc)):
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
            elif self._cast.kind(token) == OFFICER and token.pos_ in {"NOUN", "PROPN"} and is_single(token):
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
        person = identified(pronoun, self._cast) if pronoun.dep_ in SUBJECTS else None
        if person is not None and entity.person is None and not entity.is_plural:
            self.merge(self._named(person), entity)

    def _meant(self, noun: Nominal, token: Token, index: int) -> Entity:
        """Return the entity that a noun phrase means, a new one where it introduces somebody."""
        told = self._in_apposition(noun, token) or (None if noun.person else self._said_of(noun, token))
        if told is not None:
            return told
        if noun.person is not None and (noun.is_kin or not noun.is_definite or _is_of_rank(noun.person)):
            return self._named(noun.person)
        if noun.is_kin and noun.owner is not None:
            return self._relative(noun)
        if noun.is_new:
            return self._new(CIVILIAN, is_other=noun.is_other, is_plural=noun.is_plural)
        if noun.is_plural or not noun.is_definite:
            found = self._same_noun(noun) if noun.is_plural and noun.is_definite else None
            return found or self._new(CIVILIAN, is_plural=noun.is_plural, is_introduced=not noun.is_definite)
        return self._same_noun(noun) or self._antecedent(noun, index) or self._new(CIVILIAN)

    def _in_apposition(self, noun: Nominal, token: Token) -> Entity | None:
        """Return of whom a noun is said in apposition: "the driver, a 30-year-old man"."""
        beside = self._of_token.get(token.head.i) if token.dep_ == "appos" else None
        if beside is None or beside.kind != CIVILIAN or noun.is_kin:
            return None
        return beside if beside.is_plural == noun.is_plural else None

    def _said_of(self, noun: Nominal, token: Token) -> Entity | None:
        """Return of whom a noun is said by "is" or "was": "he was a 31-year-old man from Salina"."""
        verb = token.head
        if token.dep_ != "attr" or verb.lemma_ != "be" or noun.is_kin or noun.is_plural:
            return None
        if any(child.dep_ == "neg" for child in verb.children):
            return None
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < token.i and c.pos_ == "PRON"]
        entity = self._of_token.get(subjects[0].i) if subjects else None
        if entity is None or entity.is_plural or entity.kind != CIVILIAN or not entity.fits(noun.gender):
            return None
        return entity if None in {entity.age, noun.age} or entity.age == noun.age else None

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
        """Weigh how near to a sentence a person was last mentioned; the later of equals is nearer."""
        if entity.number not in self._last:
            return float("-inf")
        weights, (sentence, token) = _weights(), self._last[entity.number]
        points = weights["sentence"] * min(index - sentence, FARTHEST)
        points += weights["subject"] if token.dep_ in SUBJECTS else 0.0
        points += weights["mention"] * min(len(entity.tokens), MOST_MENTIONS)
        return points + weights["word"] * token.i

    def _officer(self, token: Token) -> Entity:
        """Return the single officer meant by "the officer" or a trooper introduced by "a"."""
        if token.lower_ in words("actors", "officer_body"):
            return self._new(OFFICER, is_plural=True)
        for entity in reversed(self._in_mind.values()):
            is_nameless = entity.kind == OFFICER and entity.person is None and not entity.is_plural
            if is_nameless and is_definite(token):
                return entity
        return self._new(OFFICER)

    def _pronoun(self, token: Token, gender: str, index: int) -> Entity | None:
        """Return whom "he" or "she" means: the likeliest of the persons named or described before."""
        is_speaking = token.dep_ in SUBJECTS and token.head.lemma_.lower() in words(
            "subjects", "speech_verbs"
        )
        if is_speaking and self._speaker is not None and self._speaker.fits(gender):
            return self._speaker
        teller = teller_of(token)
        telling = self._of_token.get(teller.i) if teller is not None else None
        if teller is not None and telling is None and not self._is_body(teller):
            return None  # "the physician said he …" of somebody whom nothing else tells of
        barred = same_clause(token)
        owner = clause_subject(token) if token.tag_ == "PRP$" else None
        found = []
        for entity in self._in_mind.values():
            if entity.number not in self._last or entity.is_plural or entity.gender not in {None, gender}:
                continue
            if token.i in self.quoted and entity in (self._quoted, self._speaker):
                continue  # who speaks is "I" in the quotation
            sentence, mention = self._last[entity.number]
            if index - sentence > REACH or mention.i in barred:
                continue
            points = self._nearness(entity, index) + self._standing(
                entity, gender, is_telling=entity is telling
            )
            points += _weights()["owner"] if owner is not None and owner.i == mention.i else 0.0
            found.append((points, entity.number, entity))
        return max(found, key=lambda item: item[:2])[2] if found else None

    def _standing(self, entity: Entity, gender: str, is_telling: bool) -> float:
        """Weigh a person as what a pronoun means: officials who tell a story are seldom in it."""
        weights, person = _weights(), entity.person
        points = weights["gender"] if entity.gender == gender else 0.0
        points += 0.0 if entity.fits(gender) else weights["name_of_other_gender"]
        points += weights["other"] if entity.is_other or entity.is_kin else 0.0
        is_official = person is not None and person.role not in {None, *words("subjects", "private_roles")}
        if is_telling and not is_official:
            return points + weights["teller"]  # "the officer said he …", "his mother said she …"
        points += weights["officer"] if entity.kind == OFFICER else 0.0
        if is_official and entity in (self._quoted, self._speaker):
            points += weights["telling_official"]
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
                    if child.dep_ in SUBJECTS and child.i in self._of_token:
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
            if person is None or token.dep_ not in SUBJECTS:
                continue
            if token.head.lemma_.lower() in words("subjects", "speech_verbs"):
                return person
        return None


def _weights() -> dict[str, float]:
    weights: dict[str, float] = lexicon("subjects")["antecedent"]
    return weights


def _is_of_rank(person: Person) -> bool:
    """Tell whether what stands beside a name says who it is: "Witness NAME" is not the man told of before."""
    return person.role in words("subjects", "told_by_role")


def resolve(doc: Doc, cast: Cast) -> Coreference:
    """Return the coreference of a document, made once for its cast."""
    if cast.coreference is None:
        cast.coreference = Coreference(doc, cast)
    return cast.coreference
