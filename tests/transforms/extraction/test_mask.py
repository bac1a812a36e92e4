"""Sentences with marks in the place of persons: who is meant, and where it stands in the body."""

from __future__ import annotations

import pytest

from transforms.extraction.actors import Cast
from transforms.extraction.document import parse
from transforms.extraction.force import find_force
from transforms.extraction.mask import Masked, mask
from transforms.extraction.people import find_people
from transforms.extraction.subjects import Reference, find_subjects


def masked(body: str) -> list[Masked]:
    doc = parse(body)
    cast = Cast(doc, find_people(doc, []))
    sentences = set(range(len(list(doc.sents))))
    subjects = find_subjects(doc, cast, find_force(doc, cast, []), sentences, frozenset())
    return mask(doc, cast, Reference(doc, cast, subjects, sentences))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Police shot Carl Dunphy.", "⟦O⟧ shot ⟦S0⟧."),
        ("An officer shot a man. The suspect died.", "An ⟦O⟧ shot a ⟦S0⟧. The ⟦S0⟧ died."),
        ("Officers shot Carl M. Dunphy. He ran.", "⟦O⟧ shot ⟦S0⟧. ⟦S0⟧ ran."),
        (
            "Police shot a man. Chief Ann Tully said he had a gun.",
            "⟦O⟧ shot a ⟦S0⟧. ⟦O⟧ said ⟦S0⟧ had a gun.",
        ),
        (
            "Police shot a man. His wife said she saw him fall.",
            "⟦O⟧ shot a ⟦S0⟧. ⟦S0⟧ ⟦T⟧ said ⟦T⟧ saw ⟦S0⟧ fall.",
        ),
        (
            "Police shot a man who had stabbed a bus driver. The driver lived.",
            "⟦O⟧ shot a ⟦S0⟧ who had stabbed a bus ⟦T⟧. The ⟦T⟧ lived.",
        ),
    ],
)
def test_marks_say_who_is_meant(body: str, expected: str) -> None:
    assert "".join(sentence.text for sentence in masked(body)) == expected


def test_officer_who_told_is_not_the_subject() -> None:
    text = masked("Police shot Carl Dunphy. The officer drew his gun and fired.")[1].text
    assert "⟦S0⟧" not in text


def test_marks_map_back_to_the_body() -> None:
    body = "It was dark. Police shot Carl M. Dunphy twice."
    sentence = masked(body)[1]
    at = sentence.text.index("⟦S0⟧")
    start, end = sentence.to_body(at, at + len("⟦S0⟧"))
    assert body[start:end] == "Carl M. Dunphy"
    at = sentence.text.index("twice")
    assert body[slice(*sentence.to_body(at, at + 5))] == "twice"
