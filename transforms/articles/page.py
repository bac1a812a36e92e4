"""From a saved page to its text, in one pass: its cost grows with its length, whatever is left open in it."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from transforms.articles.rules import rules

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_QUOTED = re.compile(r"""[^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|(?!["']))[^>=]*+)*+>""")
_LONG_NUMBER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")  # no character has one


def is_page(text: str) -> bool:
    """Return whether a text is HTML: it begins as a document does, or closes paragraphs."""
    return bool(_page_pattern().search(text))


def page_text(text: str) -> tuple[str | None, str]:
    """Return title and text of a page: a line a block, without navigation, scripts, forms and captions.

    Where the page marks its article (`<article>`, else `<main>`), only that. Never raises on broken HTML.
    """
    parser = _Blocks()
    for kind, value in _tokens(text):
        match kind:
            case "start":
                parser.start(value)
            case "end":
                parser.end(value)
            case _:
                parser.text(value)
    title = " ".join("".join(parser.title).split()) or None
    for part in (parser.article, parser.main, parser.all):
        if body := "".join(part).strip():
            return title, body
    return title, ""


@cache
def _page_pattern() -> re.Pattern[str]:
    return re.compile(rules()["html"]["page"])


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield `("start" | "end", name)` and `("text", words)` in the order of the page.

    Comments, declarations and attributes are left out. What is opened and never closed (a comment, a tag,
    its quotation marks) is text, so nothing is lost by it; that is found out once for each kind.
    """
    closed = {"-->": True, ">": True, "quotes": True}
    at = 0
    while (mark := text.find("<", at)) >= 0:
        if mark > at:
            yield "text", _unescaped(text[at:mark])
        tag = _TAG.match(text, mark)
        if tag is None:
            at = _after_other(text, mark, closed)
            if at == mark + 1:
                yield "text", "<"
            continue
        end = _after_tag(text, tag.end(), closed)
        if end is None:
            yield "text", "<"
            at = mark + 1
            continue
        name = tag[2].lower()
        yield ("end" if tag[1] else "start"), name
        at = end
        if _is_closed(text[tag.end() : end - 1]):
            yield "end", name
        elif not tag[1] and name in rules()["html"]["raw"]:
            at = _after_raw(text, end, name)
    if at < len(text):
        yield "text", _unescaped(text[at:])


def _after_other(text: str, mark: int, closed: dict[str, bool]) -> int:
    """Return where a comment or declaration at `mark` ends; behind its `<` where it is none or left open."""
    if text.startswith("<!--", mark):
        ending, begin = "-->", mark + 4
    elif text[mark + 1 : mark + 2] in ("!", "?", "/"):
        ending, begin = ">", mark + 2
    else:
        return mark + 1
    end = text.find(ending, begin) if closed[ending] else -1
    closed[ending] = end >= 0
    return end + len(ending) if end >= 0 else mark + 1


def _after_tag(text: str, begin: int, closed: dict[str, bool]) -> int | None:
    """Return where a tag ends: at a `>` outside quotation marks, else at the next; None where none is left.

    Quotation marks count behind `=`; once they were found open to the end of the page, no longer.
    """
    if closed["quotes"]:
        if whole := _QUOTED.match(text, begin):
            return whole.end()
        closed["quotes"] = False
    end = text.find(">", begin) if closed[">"] else -1
    closed[">"] = end >= 0
    return end + 1 if end >= 0 else None


def _is_closed(attributes: str) -> bool:
    """Tell whether a tag closes itself (`<svg/>`): a slash that ends a bare value (`src=/a/`) does not."""
    if not attributes.endswith("/"):
        return False
    last = attributes[:-1].rsplit(None, 1)[-1:]
    return not last or "=" not in last[0] or last[0].endswith(('"', "'"))


def _after_raw(text: str, begin: int, name: str) -> int:
    """Return where the words of a script or style end: at its closing tag, else at the end of the page."""
    ending = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, begin)
    return ending.start() if ending else len(text)


def _unescaped(text: str) -> str:
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


class _Blocks:
    """Collects text; counts the open elements of each kind that decides where text goes."""

    def __init__(self) -> None:
        self._blocks = frozenset(rules()["html"]["blocks"])
        self._skipped = frozenset(rules()["html"]["skipped"])
        self._open: Counter[str] = Counter()
        self._skipping = 0
        self._in_title = False
        self.title: list[str] = []
        self.article: list[str] = []
        self.main: list[str] = []
        self.all: list[str] = []

    def start(self, tag: str) -> None:
        self._open[tag] += 1
        self._skipping += tag in self._skipped
        self._in_title = tag == "title" and not self.title
        self._break(tag)

    def end(self, tag: str) -> None:
        self._break(tag)
        self._in_title = False
        if self._open[tag]:
            self._open[tag] -= 1
            self._skipping -= tag in self._skipped

    def text(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._skipping:
            self._add(data.replace("\n", " "))

    def _break(self, tag: str) -> None:
        if tag in self._blocks:
            self._add("\n" if tag == "br" else "\n\n")

    def _add(self, piece: str) -> None:
        self.all.append(piece)
        if self._open["main"]:
            self.main.append(piece)
        if self._open["article"]:
            self.article.append(piece)
