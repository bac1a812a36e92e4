"""All statements of one article, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from transforms.extraction.statements.quotes import find_quotes
from transforms.records import AgencyMention, Person, Setting, Statement


def find_statements(
    doc: Doc, people: Iterable[Person], mentions: Iterable[AgencyMention], setting: Setting
) -> list[Statement]:
    """Return every utterance attributed to somebody, in order; `body[start:end] == content`."""
    body = doc.text
    return [
        Statement(quote.start, quote.end, "direct", body[quote.start : quote.end])
        for quote in find_quotes(body)
        if len(body[quote.start : quote.end].split()) > 2
    ]
