"""From a saved page to its text, with the standard library alone."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser

from transforms.articles.rules import rules


def is_page(text: str) -> bool:
    """Return whether a text is HTML: it begins as a document does, or closes paragraphs."""
    return bool(_page_pattern().search(text))


def page_text(text: str) -> tuple[str | None, str]:
    """Return title and text of a page: a line a block, without navigation, scripts, forms and captions.

    Where the page marks its article (`<article>`, else `<main>`), only that. Never raises on broken HTML.
    """
    parser = _Blocks()
    parser.feed(text)
    parser.close()
    title = " ".join("".join(parser.title).split()) or None
    for part in (parser.article, parser.main, parser.all):
        if body := "".join(part).strip():
            return title, body
    return title, ""


@cache
def _page_pattern() -> re.Pattern[str]:
    return re.compile(rules()["html"]["page"])


class _Blocks(HTMLParser):
    """Collects text; counts the open elements of each kind that decides where text goes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        html = rules()["html"]
        self._blocks = frozenset(html["blocks"])
        self._skipped = frozenset(html["skipped"])
        self._open: Counter[str] = Counter()
        self._skipping = 0
        self._in_title = False
        self.title: list[str] = []
        self.article: list[str] = []
        self.main: list[str] = []
        self.all: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[tag] += 1
        self._skipping += tag in self._skipped
        self._in_title = tag == "title" and not self.title
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        self._in_title = False
        if self._open[tag]:
            self._open[tag] -= 1
            self._skipping -= tag in self._skipped

    def handle_data(self, data: str) -> None:
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
