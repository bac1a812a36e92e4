"""From the bytes of one file to its articles, and to the reasons why something is none.

Every file, every line and every value that is not used comes back as a refusal with a reason code, but for
the files that seeds/reading.yml ignores by name. Keys of a feed's line that are not read are allowed: a feed
has many of its own.

Reasons: `unsupported_ending`, `too_large`, `empty`, `binary`, `not_text`, `not_english`; of a line also
`broken_json`, `no_text`. With `bad_published` and `bad_value` the article is kept without that value.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from transforms.articles.clean import Unsettled, clean, headline, one_line, without_title
from transforms.articles.decode import NotText, as_utf8, decode, mend
from transforms.articles.language import other_language
from transforms.articles.page import is_page, page_text
from transforms.articles.published import published_date
from transforms.articles.rules import ignored_names, rules
from transforms.records import Article, Refusal

_ID_DIGITS = 16
_SHOWN = 60  # characters of a refused value that its detail repeats


@dataclass(frozen=True, slots=True)
class _Raw:
    """One article before cleaning, as its file or line gives it."""

    text: str
    source_name: str
    source_uri: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something was read, to refuse it there."""

    source_name: str
    path: str
    line: int | None
    content_hash: str

    def refuse(self, reason: str, detail: str) -> Refusal:
        return Refusal(self.source_name, self.path, self.line, reason, detail, self.content_hash)


class _Number(str):
    """A number of a JSON line as it is written: an `id` may be one, a text may not."""

    __slots__ = ()


def read_bytes(name: str, path: str, data: bytes) -> Iterator[Article | Refusal]:
    """Yield the articles of one file, and a refusal for what could not be read.

    `name` is the file's name, `path` its place in the inbox; the path is the `source_uri` of an article that
    names no address. `source_name` is the name without its ending, or the `id` (else the `url`) of a line.
    An `article_id` is made from what was read, so an article that lies in two folders has one.
    """
    if name.casefold() in ignored_names():
        return
    ending = PurePosixPath(name).suffix.lower()
    stem = name[: len(name) - len(ending)] if ending else name
    place = _Place(stem, path, None, _hash(data))
    match rules()["endings"].get(ending):
        case "text":
            yield from _read_text(place, data)
        case "lines":
            yield from _read_lines(place, data)
        case _:
            known = ", ".join(rules()["endings"])
            shown = f"ends in {ending!r}" if ending else "has no ending"
            yield place.refuse("unsupported_ending", f"A file that {shown} is not read; these are: {known}.")


def count_records(name: str, data: bytes) -> int:
    """Return how many records a file has, whatever becomes of them: lines with something in them, else one.

    A file of a kind that is not read, or ignored by name, has none.
    """
    if name.casefold() in ignored_names():
        return 0
    match rules()["endings"].get(PurePosixPath(name).suffix.lower()):
        case "text":
            return 1
        case "lines":
            return sum(1 for line in as_utf8(data).split(b"\n") if line.strip())
    return 0


def _read_text(place: _Place, data: bytes) -> Iterator[Article | Refusal]:
    if refusal := _too_large(place, data):
        yield refusal
        return
    try:
        text = decode(data)
    except NotText as problem:
        yield place.refuse("binary", str(problem))
        return
    plain = rules()["plain"]
    published = re.match(plain["date"], text)
    text = text[published.end() :] if published else text
    text = text.replace("\r\n", "\n")
    source = re.search(plain["source"], text)
    text = text[: source.start()] if source else text
    url = source.group(1) if source else None
    yield from _article(
        _Raw(
            text=text,
            source_name=place.source_name,
            source_uri=url or place.path,
            url=url,
            published=published.group(1) if published else None,
        ),
        place,
    )


def _read_lines(place: _Place, data: bytes) -> Iterator[Article | Refusal]:
    lines = as_utf8(data).split(b"\n")
    if not any(line.strip() for line in lines):
        yield place.refuse("empty", "The file has no line with anything in it.")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            here = _Place(place.source_name, place.path, number, _hash(line.strip()))
            yield from _read_line(here, line.strip())


def _read_line(place: _Place, line: bytes) -> Iterator[Article | Refusal]:
    if refusal := _too_large(place, line):
        yield refusal
        return
    try:
        item = _json_object(_line_text(line))
    except (ValueError, RecursionError) as problem:
        yield place.refuse("broken_json", f"The line is not one JSON object: {_reason(problem)}")
        return
    text = item.get("text")
    if not isinstance(text, str) or isinstance(text, _Number):
        yield place.refuse("no_text", "The line has no `text`, or one that is not a string.")
        return
    values: dict[str, str] = {}
    for key in ("id", "url", "title", "outlet", "published"):
        value = item.get(key)
        if isinstance(value, str):
            values[key] = mend(value).strip()
        elif value is not None:
            reason = "bad_published" if key == "published" else "bad_value"
            yield place.refuse(reason, f"`{key}` is not a string; the article is kept without it.")
    key = values.get("id") or values.get("url") or f"{place.source_name}:{place.line}"
    yield from _article(
        _Raw(
            text=mend(text),
            source_name=key,
            source_uri=values.get("url") or f"{place.path}#{key}",
            url=values.get("url"),
            outlet=values.get("outlet") or None,
            title=values.get("title") or None,
            published=values.get("published") or None,
        ),
        place,
    )


def _article(raw: _Raw, place: _Place) -> Iterator[Article | Refusal]:
    published_on = None
    if raw.published:
        try:
            published_on = published_date(raw.published)
        except (ValueError, TypeError, OverflowError) as problem:
            yield place.refuse(
                "bad_published",
                f"{raw.published[:_SHOWN]!r} is no date: {_reason(problem)}. The article is kept without.",
            )
    page_title, text = page_text(raw.text) if is_page(raw.text) else (None, raw.text)
    most = rules()["limits"]["characters"]
    if len(text) > most:
        yield place.refuse(
            "too_large", f"{len(text):,} characters, where {most:,} are the most that is read."
        )
        return
    try:
        title, body = _title_and_body(one_line(raw.title or page_title or "") or None, text)
    except Unsettled as problem:
        yield place.refuse("too_large", str(problem))
        return
    if not body:
        yield place.refuse("empty", "Nothing is left to read once the site's own lines are taken out.")
        return
    if few := _too_few_letters(body):
        yield place.refuse("not_text", few)
        return
    if language := other_language(body):
        yield place.refuse("not_english", f"Most of the text is in another language ({language}).")
        return
    yield Article(
        article_id=_article_id(raw),
        source_name=one_line(raw.source_name),
        source_uri=one_line(raw.source_uri),
        outlet=one_line(raw.outlet or "") or None,
        title=title,
        published_on=published_on,
        body=body,
        content_hash=place.content_hash,
    )


def _title_and_body(title: str | None, text: str) -> tuple[str | None, str]:
    body = without_title(clean(text), title)
    return (title, body) if title else headline(body)


def _too_few_letters(body: str) -> str | None:
    visible = len(body) - sum(map(str.isspace, body))
    letters = sum(map(str.isalpha, body))
    if letters >= rules()["limits"]["letter_share"] * visible:
        return None
    return f"Only {letters} of {visible} visible characters are letters."


def _article_id(raw: _Raw) -> str:
    """The same record anywhere is one article; cleaning rules may change without changing its id."""
    fields = (raw.source_name, raw.url, raw.outlet, raw.title, raw.published, raw.text)
    return _hash(json.dumps(fields).encode())[:_ID_DIGITS]


def _too_large(place: _Place, data: bytes) -> Refusal | None:
    most = rules()["limits"]["bytes"]
    if len(data) <= most:
        return None
    return place.refuse("too_large", f"{len(data):,} bytes, where {most:,} are the most that is read.")


def _line_text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(line)


def _json_object(text: str) -> dict[str, Any]:
    """Return the object of a line. Numbers stay text; an object inside is a tuple of pairs.

    Raises ValueError where the line is anything else, or gives a key twice, and RecursionError.
    """
    pairs = json.loads(
        text,
        object_pairs_hook=tuple,
        parse_int=_Number,
        parse_float=_Number,
        parse_constant=lambda _: None,  # NaN and Infinity are no JSON, but no reason to lose an article
    )
    if not isinstance(pairs, tuple):
        raise ValueError("it holds another kind of value")
    item = dict(pairs)
    if len(item) < len(pairs):
        raise ValueError("a key stands in it twice")
    return item


def _reason(problem: BaseException) -> str:
    return "it is nested too deeply" if isinstance(problem, RecursionError) else str(problem)[:200]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
