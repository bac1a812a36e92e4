"""Who holds a weapon that a sentence names: its owner, the person it stands beside, or who acts with it."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extraction.deeds import OFFICER, STEPS, Scene, beside, is_negated, subject_of
from transforms.extraction.lexicon import words

AT = frozenset({"at", "toward", "towards", "into", "over", "against", "on"})


def is_in(verb: Token | None, group: str) -> bool:
    """Tell whether a verb is of a group of the weapons' lexicon."""
    return verb is not None and verb.lemma_.lower() in words("weapons", group)


def is_in_hand(weapon: Token) -> bool:
    """Tell "knife in hand", "a hatchet in his hand", "knife raised"."""
    after = [token.lower_ for token in weapon.doc[weapon.i + 1 : min(weapon.i + 5, weapon.sent.end)]]
    is_in = after[:1] == ["in"] and bool({"hand", "hands"} & set(after))
    return is_in or bool(set(after[:1]) & words("weapons", "poised"))


def goes_at_officers(scene: Scene, verb: Token) -> bool:
    """Tell whether a verb is aimed at officers; "them" means officers where one person faces them."""
    aims = [*beside(verb, AT), *(child for child in verb.children if child.dep_ == "dobj")]
    return scene.subjects == 1 and any(
        scene.who(noun) == OFFICER or (scene.who(noun) is None and noun.lower_ == "them") for noun in aims
    )


def is_denied(weapon: Token) -> bool:
    """Tell whether the text says that the weapon was not there."""
    if any(child.lower_ in {"no", "any", "without"} for child in weapon.lefts):
        return True
    before = weapon.left_edge.i - 1
    if before >= weapon.sent.start and weapon.doc[before].lower_ == "not":
        return True  # "a phone, not a gun"
    verb = weapon.head
    for _ in range(STEPS):
        if verb.lower_ == "without":
            return True
        if verb.pos_ in {"VERB", "AUX"}:
            return is_negated(verb) and verb.lemma_.lower() not in words("weapons", "put_down")
        if verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def holder_of(scene: Scene, weapon: Token) -> tuple[Token | None, Token | None]:
    """Return the verb that governs a weapon and who holds it: owner, person beside it, or actor."""
    owner = next((child for child in weapon.children if child.dep_ == "poss"), None)
    if owner is not None and scene.who(owner) is not None:
        return None, owner
    if weapon.pos_ in {"VERB", "AUX"}:
        return weapon, subject_of(weapon)  # "was armed"
    current = weapon
    for _ in range(STEPS):
        head = current.head
        if head.i == current.i:
            break
        if head.pos_ in {"VERB", "AUX"} and not _only_seems(head):
            return head, _bearer(scene, head, current)
        beside_whom = _person_beside(scene, current)
        if beside_whom is not None:
            return _with(beside_whom) if head.dep_ == "prep" else (None, beside_whom)
        current = head
    return None, None


def _person_beside(scene: Scene, part: Token) -> Token | None:
    """Return the person in "an armed man", "a gun-wielding man", "a man with a gun"."""
    head = part.head
    nouns = []
    if part.dep_ in {"amod", "compound"}:
        nouns = [head]
    elif head.lower_ == "with" and head.i > 0:
        nouns = [head.nbor(-1), head.head]
    elif head.lower_ == "of":
        nouns = [head.head]
    return next((noun for noun in nouns if scene.who(noun) is not None), None)


def _only_seems(verb: Token) -> bool:
    """Tell the inner verb of "holding what appeared to be a gun" from one that says who holds it."""
    below = {child.lower_ for child in verb.children} | {child.lower_ for child in verb.head.children}
    return is_in(verb, "seem") and "what" in below


def _with(noun: Token) -> tuple[Token | None, Token | None]:
    """Read "with": "a man with a knife", or of who acted: "threatened them with a knife"."""
    if noun.dep_ in {"dobj", "pobj"}:
        verb = noun.head if noun.head.pos_ == "VERB" else noun.head.head
        actor = subject_of(verb) if verb.pos_ == "VERB" else None
        if actor is not None and verb.lemma_.lower() in words("weapons", "threaten"):
            return verb, actor
    return None, noun


def _bearer(scene: Scene, verb: Token, part: Token) -> Token | None:
    """Return who holds what a verb governs: its actor; of a passive, whom it befell ("was armed with")."""
    if part.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_.lower() in words("weapons", "find"):
        return None
    return subject_of(verb)
