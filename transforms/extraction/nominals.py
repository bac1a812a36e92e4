"""Noun phrases that mean a person without a name: "the suspect", "a 26-year-old man", "his wife".

What each says on its own: definite or not, one or several, gender, whose relative, which name it describes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.extraction.actors import CIVILIAN, Cast, gender_of_noun
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.records import Person

NAME_DISTANCE = 90  # characters between a noun and the name it is said to be
AGE_BEFORE = re.compile(r"\b(\d{1,3})[- ]years?[- ](?:old)?(?: [\w-]+){0,2} ?\Z")
AGE_NOUN = re.compile(r"\d{1,3}[- ]years?[- ]\Z")


@dataclass(frozen=True, slots=True)
class Nominal:
    """One noun that means a person or persons; `token` is its head's index in the Doc."""

    token: int
    lemma: str
    gender: str | None
    is_plural: bool
    is_definite: bool
    is_new: bool  # introduces somebody not yet named: "another man", "a second suspect"
    is_other: bool  # so marked, and not as a suspect
    owner: int | None  # token of the possessor: "his" in "his wife"
    is_kin: bool
    age: int | None
    person: Person | None  # whose name it describes, where that is told beside it


def nominal(token: Token, cast: Cast) -> Nominal | None:
    """Return what a token says of a person, or None where it is no head noun for one."""
    if cast.person(token) is not None or not _is_head(token, cast):
        return None
    lefts = [left for left in token.lefts if left.dep_ != "appos"]
    before = {left.lower_ for left in lefts} | {left.lower_ for left in _window(token, 2)}
    lemma = token.lemma_.lower()
    if lemma == "driver" and before & words("subjects", "trades"):
        lemma = f"hired {lemma}"
    owner = next((left for left in lefts if left.dep_ == "poss" or left.tag_ == "PRP$"), None)
    is_suspect = lemma in words("subjects", "suspect_words")
    return Nominal(
        token=token.i,
        lemma=lemma,
        gender=gender_of_noun(token),
        is_plural=token.tag_ in {"NNS", "NNPS"} or token.lower_ in words("actors", "plural"),
        is_definite=not before & words("subjects", "indefinite"),
        is_new=bool(before & words("subjects", "other_markers")),
        is_other=bool(before & words("subjects", "other_markers")) and not is_suspect,
        owner=owner.i if owner is not None else None,
        is_kin=bool({token.lower_, lemma} & words("subjects", "kin")),
        age=_age_of(token),
        person=_described_person(token, cast) if _is_one(token) else None,
    )


def _window(token: Token, size: int) -> list[Token]:
    """Return the tokens before, back to the last punctuation mark."""
    found: list[Token] = []
    for index in range(token.i - 1, max(-1, token.i - 1 - size), -1):
        if token.doc[index].is_punct:
            break
        found.append(token.doc[index])
    return found


def _is_head(token: Token, cast: Cast) -> bool:
    doc = token.doc
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if _is_age(token):
        return following is None or following.pos_ not in {"NOUN", "PROPN", "ADJ"}
    if cast.kind(token) != CIVILIAN or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if following is None or cast.person(following) is not None:
        return True
    if following.lower_ in {"'s", "’s", "'", "’"}:
        after = doc[token.i + 2].lower_ if token.i + 2 < len(doc) else ""
        return after not in words("subjects", "things_of_no_person")
    is_modifier = (
        token.dep_ in {"compound", "amod", "nmod"} and token.head.i > token.i and following.pos_ in {"NOUN"}
    )
    return not is_modifier


def _is_age(token: Token) -> bool:
    """Tell whether "46-year-old" stands here as a noun; the token is its "old"."""
    return token.lower_ == "old" and bool(
        AGE_NOUN.search(token.doc[max(0, token.i - 4) : token.i].text_with_ws)
    )


def _is_one(token: Token) -> bool:
    """Tell whether a noun may be one person's: singular, or "one of the men"."""
    if token.tag_ not in {"NNS", "NNPS"}:
        return True
    before = token.doc[max(0, token.i - 5) : token.i].text.lower()
    return bool(re.search(r"\bone of\b", before))


def _age_of(token: Token) -> int | None:
    """Return the age in "a 16-year-old girl" or "a 46-year-old"."""
    before = AGE_BEFORE.search(token.doc[max(0, token.i - 8) : token.i].text_with_ws)
    return int(before.group(1)) if before is not None else None


def _described_person(token: Token, cast: Cast) -> Person | None:
    """Return whose name a noun describes: in apposition, in a copula, or as "identified as"."""
    return (
        _name_beside(token, cast)
        or _name_before(token, cast)
        or identified(token, cast)
        or _copula(token, cast)
    )


def _name_beside(token: Token, cast: Cast) -> Person | None:
    """ "suspect NAME", "the driver, NAME,"."""
    doc = token.doc
    index = token.i + 1
    if index < len(doc) and cast.person(doc[index]) is not None:
        return cast.person(doc[index])
    if index + 1 < len(doc) and doc[index].text in {",", ":", "—", "–", "-"}:
        person = cast.person(doc[index + 1])
        if person is not None and _ends_apposition(doc, index + 1, cast):
            return person
    return None


def _ends_apposition(doc: Doc, index: int, cast: Cast) -> bool:
    """Tell whether the name from `index` on is followed by a pause, not by a verb of its own."""
    while index < len(doc) and cast.person(doc[index]) is not None:
        index += 1
    return index >= len(doc) or doc[index].text in {",", ".", ";", "(", "—", "–"} or doc[index].is_space


def _name_before(token: Token, cast: Cast) -> Person | None:
    """ "NAME, 26, a Kansas City man", "NAME, who was the driver"."""
    doc = token.doc
    index = token.i - 1
    limit = max(0, token.i - 14)
    while index > limit and doc[index].text != ",":
        if (
            doc[index].pos_ in {"VERB"}
            or doc[index].text in {".", ";"}
            or cast.person(doc[index]) is not None
        ):
            return None
        index -= 1
    if doc[index].text != "," or index + 1 >= token.i:
        return None
    if (
        doc[index + 1].lower_ not in {"a", "an", "the", "his", "her", "their"}
        and cast.person(doc[index + 1]) is None
    ):
        return None
    index -= 1
    if index > 1 and doc[index].like_num and doc[index - 1].text == ",":
        index -= 2
    return cast.person(doc[index]) if index >= 0 else None


def _text_between(first: Token, second: Token) -> str:
    """Return the text between two tokens, blanks included."""
    return first.whitespace_ + first.doc[first.i + 1 : second.i].text_with_ws


def _between(order: str) -> re.Pattern[str]:
    """Return the pattern of what may stand between a noun and the name that it is said to be."""
    return compiled(lexicon("subjects")["identity"][order])


def identified(token: Token, cast: Cast) -> Person | None:
    """ "the man was later identified as NAME", "police identified the driver as NAME", and the reverse."""
    doc = token.doc
    end = token.sent.end
    for index in range(token.i + 1, min(end, token.i + 24)):
        person = cast.person(doc[index])
        if person is not None:
            between = _text_between(token, doc[index])
            if len(between) > NAME_DISTANCE or not _between("noun_then_name").fullmatch(between):
                break
            if between.strip().lower() in {"as", "was", "is"} and not _names_before(token):
                break
            return person
    for index in range(token.i - 1, max(token.sent.start - 1, token.i - 20), -1):
        person = cast.person(doc[index])
        if person is not None:
            between = _text_between(doc[index], token)
            return person if _between("name_then_noun").fullmatch(between) else None
    return None


def _names_before(token: Token) -> bool:
    """Tell whether a verb of naming governs the noun: "identified the man as"."""
    window = token.doc[max(token.sent.start, token.i - 8) : token.i]
    return any(word.lower_ in words("subjects", "naming_verbs") for word in window)


def _copula(token: Token, cast: Cast) -> Person | None:
    """ "NAME was the driver", "the man shot by police was NAME"."""
    if token.head.lemma_ != "be" or token.dep_ not in {"attr", "nsubj"}:
        return None
    sought = {"nsubj"} if token.dep_ == "attr" else {"attr", "appos"}
    for child in token.head.children:
        if child.dep_ in sought and cast.person(child) is not None:
            return cast.person(child)
    return None


def pronoun_gender(token: Token) -> str | None:
    """Return the gender of a third-person singular pronoun, else None."""
    return lexicon("actors")["pronouns"].get(token.lower_)
