"""What the readers of later developments share: a thing told, and the kinds of nouns."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extraction import syntax
from transforms.extraction.deeds import OFFICER, Deed, Scene, beside, named_by
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.extraction.place_names import place_mentions


@dataclass(frozen=True, slots=True)
class Told:
    """One development at `[start, end)` of the body."""

    slot: str
    value: str
    start: int
    end: int
    sentence: int

    @classmethod
    def of(cls, slot: str, value: str, deed: Deed, noun: Token | None) -> Told:
        """Make one of a verb and its noun."""
        first, last = (
            (deed.verb, noun or deed.verb) if noun is None or noun.i > deed.verb.i else (noun, deed.verb)
        )
        return cls(slot, value, first.idx, last.idx + len(last), deed.sentence)


def phrase_of(noun: Token) -> str:
    """Return the words of a noun's phrase up to the noun itself: not those of its relative clauses."""
    named = named_by(noun) or noun
    first = min([named.i, *(one.i for one in named.subtree if one.i < named.i)])
    return named.doc[first : named.i + 1].text


def matches(section: str, noun: Token) -> bool:
    """Tell whether a noun's phrase holds words of a pattern of the seeds."""
    return compiled(lexicon("developments")[section]).search(phrase_of(noun)) is not None


def is_named(noun: Token | None, section: str) -> bool:
    """Tell whether a noun, or the one it stands for, is of a list of the seeds."""
    named = named_by(noun)
    return named is not None and named.lemma_.lower() in words("developments", section)


def is_infinitive(verb: Token) -> bool:
    """Tell "to sue"."""
    return any(one.dep_ == "aux" and one.lower_ == "to" for one in verb.children)


def is_done(verb: Token) -> bool:
    """Tell whether a verb tells what was done; an infinitive does under "agreed to" and "voted to" only."""
    if is_infinitive(verb):
        above = verb.head
        is_agreed = verb.dep_ == "xcomp" and above.lemma_.lower() in words("developments", "consent")
        return is_agreed and not any(one.dep_ == "neg" for one in verb.children) and is_done(above)
    return not syntax.is_unreal(verb)


def is_plaintiff(scene: Scene, noun: Token | None) -> bool:
    """Tell the person, a third person, or kin and their lawyers; not an officer, nor an officer's kin."""
    if noun is None or scene.who(noun) == OFFICER:
        return False
    if (scene.who(noun) or " ")[0] in "ST":
        return True
    owners = [one for one in noun.children if one.dep_ == "poss"] + beside(noun, frozenset({"of", "for"}))
    if any(scene.who(one) == OFFICER for one in owners) or matches("prosecutors", noun):
        return False
    kin = [noun, *(one for one in noun.children if one.dep_ == "appos")]
    return any(matches("plaintiffs", one) for one in kin)


def is_defendant(scene: Scene, noun: Token | None) -> bool:
    """Tell an officer, a body that answers for officers, or a city or county by its bare name."""
    if noun is None:
        return False
    who = scene.who(noun)
    return who == OFFICER or (who is None and (matches("defendants", noun) or _is_government(noun)))


def _is_government(noun: Token) -> bool:
    """Tell "Ames" in "sued Ames": a city or county that stands for its government."""
    named = named_by(noun) or noun
    if named.pos_ != "PROPN":
        return False
    first = min([named.i, *(one.i for one in named.lefts if one.dep_ == "compound")])
    name = named.doc[first : named.i + 1].text
    return any(place.kind != "state" and place.name == name for place in place_mentions(named.doc.text))
