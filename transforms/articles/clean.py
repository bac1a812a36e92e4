"""The text of an article without what the site put around it.

What is dropped is decided by the patterns of seeds/reading.yml, each with its reason: whole lines; whole
sentences, because many pages come flattened to one paragraph; and the few pieces that stand between
sentences without a full stop. A sentence with speech in it always stays.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from transforms.articles.rules import patterns, rules

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"[ \t]+")
_GAP = re.compile(r"\n\n\n+")
# A sentence ends at its mark (and a closing quotation mark) before a capital, a digit or an opening mark;
# also where a page lost the blank between two.
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9©@])|(?<=[a-z]{2})[.!?](?=[A-Z][a-z])")
_ENDS = (".", "!", "?", "…", '"', "”", "’", ")", ":")


class Unsettled(ValueError):
    """A text was made so that each line taken out uncovers the next; the message tells how far it went."""


class _Visible(dict[int, str]):
    """What each character becomes, found when first met: all blanks and control characters are blanks."""

    def __missing__(self, code: int) -> str:
        match unicodedata.category(chr(code)):
            case "Zs":
                seen = " "
            case "Cc":
                seen = "\n" if code == ord("\n") else " "
            case "Cs":
                seen = "\ufffd"
            case _:
                seen = chr(code)
        self[code] = seen
        return seen


_VISIBLE = _Visible()


def clean(text: str) -> str:
    """Return the story alone: paragraphs kept, blank lines single, the site's own lines left out.

    Cleaning what is clean changes nothing. Raises Unsettled where that takes more than a limit of the seeds.
    """
    before = None
    looked_at, most = 0, rules()["limits"]["cleaned"]
    while text != before:  # what is left may close up to another line of the site
        if looked_at > most and before is not None:
            raise Unsettled(f"After {looked_at:,} characters the site's own lines were still not out of it.")
        before = text
        looked_at += len(text)
        text = _tidy("\n".join(_line(line) for line in _tidy(text).split("\n")))
        text = re.sub(rf"\A(?:{rules()['leading']}\s*)+", "", text)
    return text


def without_title(body: str, title: str | None) -> str:
    """Return a clean body without the title, where the page repeats it as its first line."""
    first, _, rest = body.partition("\n")
    return clean(rest) if title and _plain(first) == _plain(title) else body


def one_line(text: str) -> str:
    """Return a title, a name or an address on one line, without characters that act and are not seen."""
    return " ".join(_INVISIBLE.sub("", text).translate(_VISIBLE).split())


def headline(body: str) -> tuple[str | None, str]:
    """Return the headline of a plain text and the body without it.

    A headline is a first paragraph of one line, four to thirty words long, that no mark ends, before a
    paragraph that has one.
    """
    first, gap, rest = body.partition("\n\n")
    is_headline = (
        gap
        and "\n" not in first
        and 4 <= len(first.split()) <= 30
        and not first.endswith(_ENDS)
        and rest.split("\n", 1)[0].endswith(_ENDS)
    )
    return (first, clean(rest)) if is_headline else (None, body)


def _tidy(text: str) -> str:
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = text.translate(_VISIBLE)
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return _GAP.sub("\n\n", "\n".join(lines)).strip()


def _line(line: str) -> str:
    if not line or patterns("lines").fullmatch(line):
        return ""
    line = patterns("pieces").sub(" ", line)
    kept = [sentence for sentence in _sentences(line) if not _is_of_the_site(sentence)]
    return "".join(kept)


def _sentences(line: str) -> list[str]:
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(line)), len(line)]
    return [line[start:end] for start, end in pairwise(ends)]


def _is_of_the_site(sentence: str) -> bool:
    sentence = sentence.strip()
    return bool(patterns("sentences").fullmatch(sentence)) and not re.search(
        rules()["speech"], sentence, re.IGNORECASE
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
