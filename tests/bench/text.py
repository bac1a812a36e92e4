"""Wording with choices: `[a|b]` becomes one of them, `{field}` what it stands for."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_ARTICLE = re.compile(r"\b([Aa]) (?=[AEIOaeio])")  # a town's name or a choice may ask for "an"


@cache
def wording() -> dict[str, Any]:
    """Return all wording, by section."""
    return yaml.safe_load((Path(__file__).parent / "wording.yml").read_text(encoding="utf-8"))


def chosen(text: str, dice: random.Random) -> str:
    """Return the text with one alternative of each choice."""
    return _CHOICE.sub(lambda found: dice.choice(found.group(1).split("|")), text)


def written(templates: list[str], fields: Mapping[str, Any], dice: random.Random) -> str:
    """Return one of the templates with its choices made and its fields filled in.

    Raises KeyError for a field that is not there.
    """
    text = chosen(dice.choice(templates), dice).format_map(fields)
    text = _ARTICLE.sub(r"\1n ", text).replace("m..", "m.")
    return text[:1].upper() + text[1:]
