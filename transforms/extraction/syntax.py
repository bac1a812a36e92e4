"""Grammar over spaCy's dependency trees: who does a verb, to whom, and whether it is told as real.

Nothing here knows of police or of force; word lists come from `seeds/extraction/syntax.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from transforms.extraction.lexicon import lexicon

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
STEPS = 6  # how far a chain of joined or governed verbs is followed


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(lexicon("syntax")[section])


def child(token: Token, *labels: str) -> Token | None:
    """Return the first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive: "was shot", "the man shot by", but not "has shot"."""
    if child(verb, "nsubjpass", "auxpass", "agent") is not None:
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in VERBS and child(verb, *SUBJECTS) is None:
        aims = after(verb, frozenset({"at"})) is not None  # "was dragged and shot at the driver"
        return is_passive(verb.head) and not aims
    return verb.dep_ in {"acl", "relcl", "amod"} or child(verb, "auxpass") is not None


def subject(verb: Token) -> Token | None:
    """Return who acts: the verb's own subject, or that of the verb that it is joined to or governed by."""
    current: Token | None = verb
    for _ in range(STEPS):
        if current is None:
            return None
        found = _own_subject(current, SUBJECTS) or _subject_beside(current)
        if found is not None:
            return antecedent(found)
        if current.dep_ in {"relcl", "acl"}:
            return current.head
        current = _verb_with_its_subject(current)
    return None


def _subject_beside(verb: Token) -> Token | None:
    """Return a doer who is an object above: "prompted officers to fire", "it ended in police firing"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if verb.tag_ == "VBG" and before.dep_ in {"pobj", "dobj"} and before.pos_ in {"NOUN", "PROPN"}:
        return before
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"for", "of"}:
        return child(verb.head.head, "dobj")  # "arrested a man for shooting"
    made_to = child(verb.head, "dobj") if verb.dep_ == "xcomp" else None
    return made_to if verb.head.lemma_.lower() in _words("makes_others") else None


def _verb_with_its_subject(verb: Token) -> Token | None:
    """Return the verb whose subject this one shares, if any."""
    if verb.dep_ == "conj" and _outdoes(verb):
        above = verb.head.head
    elif verb.dep_ == "conj" or (verb.dep_ in {"xcomp", "advcl", "ccomp", "dep"} and _shares_subject(verb)):
        above = verb.head
    elif verb.dep_ == "pcomp":
        above = verb.head.head
    else:
        return None
    return above if above.pos_ in VERBS and above.i != verb.i else None


def _own_subject(verb: Token, labels: frozenset[str]) -> Token | None:
    """Return a verb's subject; of several (a headline run into its sentence) the nearest before it."""
    own = [c for c in verb.children if c.dep_ in labels]
    return next((c for c in reversed(own) if c.i < verb.i), own[0] if own else None)


def _outdoes(verb: Token) -> bool:
    """Tell whether a finite verb is joined to an infinitive by mistake: "told him to stop and shot him"."""
    return verb.tag_ in FINITE and verb.head.dep_ == "xcomp" and verb.head.tag_ == "VB"


def _is_main_after_participle(verb: Token) -> bool:
    """Tell whether the parser took a participle for the main verb: "officers called home shot a man"."""
    is_bare = child(verb, "mark", *SUBJECTS) is None and not any(c.tag_ == "WRB" for c in verb.children)
    is_participle = verb.head.tag_ in {"VBG", "VBN", "VBD"} and child(verb.head, "aux", "auxpass") is None
    is_apart = any(t.text in {",", ";", ":"} for t in verb.doc[verb.head.i : verb.i])
    return verb.tag_ in FINITE and verb.head.i < verb.i and is_bare and is_participle and not is_apart


def _shares_subject(verb: Token) -> bool:
    if verb.dep_ == "dep" or (verb.dep_ == "advcl" and verb.tag_ in FINITE):
        return _is_main_after_participle(verb)
    if verb.dep_ == "advcl":
        return verb.tag_ == "VBG" or _is_infinitive(verb)
    return verb.head.lemma_.lower() in _words("hand_on_subject")


def antecedent(noun: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the token itself."""
    if noun.lower_ in {"who", "whom", "that", "which"} and noun.head.dep_ == "relcl":
        return noun.head.head
    return noun


def objects(verb: Token) -> list[Token]:
    """Return a verb's objects; for "the man whom police shot" the man."""
    found = [antecedent(c) for c in verb.children if c.dep_ in OBJECTS]
    if not found and verb.dep_ == "relcl" and verb.head.i < verb.i:
        own = child(verb, "nsubj")
        if own is not None and antecedent(own).i != verb.head.i and not is_passive(verb):
            found = [verb.head]
    return found


def agents(verb: Token) -> Iterator[Token]:
    """Yield the nouns after "by" of a passive verb, or of the verb it is joined to, with their conjuncts."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ in VERBS:
        first = first.head
    for candidate in dict.fromkeys((verb, first, *first.conjuncts)):
        for by in candidate.children:
            if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"):
                for noun in by.children:
                    if noun.dep_ == "pobj":
                        yield noun
                        yield from noun.conjuncts


def patient(verb: Token) -> Token | None:
    """Return to whom a passive verb happens."""
    own = _own_subject(verb, frozenset({"nsubjpass"}))
    if own is not None:
        return antecedent(own)
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return verb.head
    return subject(verb)


def aim(verb: Token) -> Token | None:
    """Return what stands after "at", "on", "into" … beside a verb or its object."""
    return after(verb, _words("aiming"))


def after(verb: Token, prepositions: frozenset[str]) -> Token | None:
    """Return the noun after one of the prepositions beside a verb, its object or its particle."""
    for place in (verb, *(c for c in verb.children if c.dep_ in {"dobj", "advmod", "prt", "prep"})):
        for prep in place.children:
            if prep.dep_ == "prep" and prep.lower_ in prepositions:
                noun = child(prep, "pobj")
                if noun is not None:
                    return noun
    return None


def verb_above(token: Token) -> Token | None:
    """Climb from a token to the nearest verb that governs it."""
    current = token
    for _ in range(STEPS):
        if current.head.i == current.i:
            return None
        current = current.head
        if current.pos_ in VERBS:
            return current
    return None


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_unreal(verb: Token, may_try: bool = False) -> bool:
    """Tell whether a verb is denied or only thought of: negated, modal, conditional, wanted, ordered.

    `may_try`: an attempt counts as done ("tried to tase him").
    """
    current: Token | None = verb
    for _ in range(STEPS):
        if current is None:
            return False
        if _is_denied(current) or _is_set_apart(current, may_try):
            return True
        current = _sharing_governor(current)
    return False


def _is_set_apart(verb: Token, may_try: bool) -> bool:
    """Tell whether a verb hangs on a word that does not make it happen: "without", "threatened to"."""
    if verb.dep_ == "pcomp":
        above = verb.head.head.lemma_.lower()
        return verb.head.lower_ in _words("unreal_prepositions") or above in _words("unreal_nouns")
    if verb.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and _is_infinitive(verb):
        return _is_only_meant(verb, may_try)
    if verb.dep_ == "conj" and child(verb, *SUBJECTS) is None and verb.head.pos_ in VERBS:
        return _is_infinitive(verb) and not _is_infinitive(verb.head)
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _words("unreal_speech")


def _sharing_governor(verb: Token) -> Token | None:
    """Return the verb whose negation or modal also holds for this one, if any."""
    governs = verb.dep_ == "xcomp" or (verb.dep_ == "conj" and child(verb, *SUBJECTS) is None)
    return verb.head if governs and verb.head.pos_ in VERBS and not _outdoes(verb) else None


def _is_denied(verb: Token) -> bool:
    for c in verb.children:
        if c.dep_ == "neg" or c.lower_ in _words("denying"):
            return True
        if c.dep_ == "aux" and c.lower_ in _words("modals"):
            return True
        if c.dep_ == "mark" and c.lower_ in _words("conditions"):
            return True
        if c.dep_ in SUBJECTS | OBJECTS and any(
            d.dep_ == "det" and d.lower_ in {"no", "neither"} for d in c.children
        ):
            return True
        if c.dep_ in SUBJECTS and c.lower_ in {"nobody", "none", "neither", "no"}:
            return True
    return False


def _is_only_meant(verb: Token, may_try: bool) -> bool:
    """Tell whether an infinitive stands under a verb that does not make it happen ("threatened to shoot")."""
    governor = verb.head
    lemma = governor.lemma_.lower()
    if lemma in _words("makes_real") or (may_try and lemma in _words("tries")):
        return False
    return not (verb.dep_ == "advcl" and governor.pos_ in VERBS)
