"""Wounds told by a part of the body: "he tore up his knee", "a bullet grazed the deputy's ear"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extraction.deeds import Deed, Scene
from transforms.extraction.lexicon import words

OWN = frozenset({"his", "her", "their", "its"})


def hurt_in_part(scene: Scene, deed: Deed) -> Token | None:
    """Return who was hurt where a deed befell a part of a body: its owner, or who acts on his own.

    None where the deed does not hurt or befell something else.
    """
    part = deed.patient
    if part is None or deed.lemma not in words("outcomes", "hurt_part"):
        return None
    if part.lemma_.lower() not in words("outcomes", "parts"):
        return None
    owner = next((child for child in part.children if child.dep_ == "poss"), None)
    if owner is not None and scene.who(owner) is not None:
        return owner
    is_own = owner is not None and owner.lower_ in OWN
    loses = owner is None and deed.lemma == "lose"
    return deed.actor if (is_own or loses) and not deed.is_passive else None
