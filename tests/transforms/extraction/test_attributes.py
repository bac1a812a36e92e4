"""What the attribute ruler gives is remembered, and is what the ruler itself gives."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from transforms.extraction.attributes import RememberedAttributes
from transforms.extraction.document import pipeline

WORDS = [
    *(
        "there",
        "is",
        "was",
        "ain't",
        "gonna",
        "got",
        "ta",
        "do",
        "did",
        "to",
        "run",
        "that",
        "the",
        "it",
        "I",
    ),
    *(
        "him",
        "shot",
        "'s",
        "let",
        "y'",
        "all",
        "had",
        "been",
        "not",
        "but",
        "12",
        "Lowry",
        ".",
        "who",
        "\n\n",
    ),
]


def given_by(ruled: Doc) -> list[tuple[object, ...]]:
    return [(t.pos, str(t.morph), t.lemma, t.dep, t.head.i, t.is_sent_start) for t in ruled]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_a_text_gets_what_the_ruler_gives_it(words: list[str]) -> None:
    language = pipeline()
    doc = language.make_doc(" ".join(words))
    for name in ("tok2vec", "tagger", "sentence_starts", "parser"):
        doc = language.get_pipe(name)(doc)
    expected = language.get_pipe("attribute_ruler")(doc.copy())
    for _ in range(2):  # learned, then remembered
        told = language.get_pipe("remembered_attributes")(doc.copy())
        assert given_by(told) == given_by(expected)


def test_a_ruler_that_looks_further_is_refused() -> None:
    ruler = AttributeRuler(spacy.blank("en").vocab)
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})
    with pytest.raises(ValueError, match="SHAPE"):
        RememberedAttributes(ruler)
