"""Is a text English? Only English is read; a page in two languages counts by its larger part."""

from __future__ import annotations

import py3langid

from transforms.articles.rules import rules


def other_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that most of a text is in, None for English.

    None too where the text has too few letters to tell.
    """
    limits = rules()["limits"]
    if _letters(text) < limits["language_letters"] or _language(text) == "en":
        return None
    found: dict[str, int] = {}
    for piece in _pieces(text, limits["language_piece"]):
        code = _language(piece)
        found[code] = found.get(code, 0) + _letters(piece)
    most = max(sorted(found), key=found.__getitem__)
    return None if found.get("en", 0) * 2 >= sum(found.values()) else most


def _language(text: str) -> str:
    code, _ = py3langid.classify(text.lower())  # headlines in capitals look like nothing known
    return code


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _pieces(text: str, size: int) -> list[str]:
    pieces: list[str] = [""]
    for word in text.split():
        if len(pieces[-1]) >= size:
            pieces.append("")
        pieces[-1] += f" {word}"
    return pieces
