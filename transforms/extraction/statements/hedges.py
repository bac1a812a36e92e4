"""How sure an attribution is: not confirmed, declined to say, denied. "Alleged" is the claims' business."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from spacy.tokens import Token

from transforms.extraction.statements.words import seed


def hedge_of_attribution(verb: Token) -> str | None:
    """Return the hedge that a speech verb and its auxiliaries make ("could not confirm"), if any."""
    lemma = verb.lemma_.lower()
    for row in _rows("attribution"):
        if lemma not in row["verbs"]:
            continue
        if "before" in row and not re.match(
            row["before"], verb.doc[verb.i + 1 : verb.i + 5].text, re.IGNORECASE
        ):
            continue
        if "auxiliary" not in row:
            return str(row["hedge"])
        before = verb.doc[max(0, verb.i - 4) : verb.i].text
        if re.search(r"\b" + row["auxiliary"] + r"(?: \w+ly| yet)?$", before, re.IGNORECASE):
            return str(row["hedge"])
    return None


def hedge_of_clause(clause: str) -> str | None:
    """Return the hedge that a reported clause makes by itself ("it was not clear who …"), if any."""
    for row in _rows("clause"):
        if _compiled(row["pattern"]).search(clause):
            return str(row["hedge"])
    return None


@cache
def _rows(section: str) -> tuple[dict[str, Any], ...]:
    return tuple(seed("hedges")[section])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{speaker}", seed("hedges")["speaker"]), re.IGNORECASE)
