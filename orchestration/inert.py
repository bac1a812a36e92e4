"""Text that strangers wrote, made so that it only reads: nothing in it moves a cursor, links or loads."""

from __future__ import annotations

import re

# Controls but tab and line feed, halves of surrogate pairs, line separators of Unicode, and what turns the
# direction of writing: a terminal obeys them, and a name may read as another.
_ACTING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LIST = re.compile(r"^(\d*)([-+.)=])")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def visible(text: str) -> str:
    """Return a text for a terminal: each character that would act is shown as U+FFFD."""
    return _ACTING.sub("\ufffd", text)


def json_text(text: str) -> str:
    """Return JSON of which the characters that would act are written as escapes; it reads as the same."""
    return _ACTING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def markdown(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line, also in a cell of a table."""
    escaped = _MARKUP.sub(r"\\\1", visible(" ".join(text.split())))
    return _LIST.sub(r"\1\\\2", escaped)
