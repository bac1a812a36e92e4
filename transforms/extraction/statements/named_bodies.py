"""The names of bodies that an article writes out, and which of them a short form or a noun goes back to."""

from __future__ import annotations

import re
from functools import cache

from transforms.extraction.lexicon import words as listed
from transforms.extraction.statements.employers import BODY
from transforms.extraction.statements.words import seed, words

_RUN = re.compile(BODY)
_OWNER = re.compile(r"^\w+['’]s (?=[A-Z0-9])")  # "Example City's Deja Inn": the town's name is not the inn's
_PREFIX = re.compile(r"^(?:(?:The|A|An|At|In|And|But|When|While) )+")


class NamedBodies:
    """The capitalised names of one article, looked up by initials, by part, or by what kind of body it is."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._runs: list[tuple[int, str]] | None = None

    def fullest(self, name: str) -> str:
        """Return the longer form of a body's name that the article gives elsewhere, else the name."""
        if name.isupper() and len(name) > 2:
            return self._spelled_out(name) or name
        if name.lower() in words("speakers", "other_bodies"):
            whole = set(re.findall(rf"(?:\b[A-Z][a-z]+ ){{1,3}}{name}\b(?: of [A-Z][a-z]+)?", self._body))
            whole = {one for one in whole if not one.startswith(("The ", "A ", "At "))}
            return whole.pop() if len(whole) == 1 else name
        if " " not in name:
            return self.longer(name) or name
        longer = re.search(rf"(?:\b[A-Z][a-z]+ ){{1,2}}{re.escape(name)}", self._body)
        is_name = longer is not None and not longer.group().startswith(("The ", "According "))
        return longer.group() if longer is not None and is_name else name

    def longer(self, part: str, outside: tuple[int, int] = (0, 0)) -> str | None:
        """Return the one organisation whose longer name begins or ends with `part`, if there is one.

        Names that begin within `outside` do not count: they are the words being explained.
        """
        found = {
            name
            for start, name in self._names()
            if not outside[0] <= start < outside[1]
            and name != part
            and (name.startswith(f"{part} ") or name.endswith(f" {part}"))
            and is_organisation(name)
        }
        return found.pop() if len(found) == 1 else None

    def of_kind(self, noun: str, before: int | None = None) -> str | None:
        """Return the body that "the church" goes back to: the last one named before, else the only one."""
        kind = seed("affiliations")["kinds"].get(noun)
        if kind is None:
            return None
        fitting = [(start, name) for start, name in self._names() if _has_word(name, kind)]
        earlier = [name for start, name in fitting if before is not None and start < before]
        whole = {name for _, name in fitting}
        return earlier[-1] if earlier else (whole.pop() if len(whole) == 1 else None)

    def _spelled_out(self, initials: str) -> str | None:
        """Return the body named in the article whose initials these are."""
        for _, name in self._names():
            parts = re.findall(r"[\w’'-]+", name)
            for kept in (parts, [part for part in parts if part[0].isupper()]):
                if len(kept) > 2 and "".join(part[0].upper() for part in kept) == initials:
                    return name
        return None

    def _names(self) -> list[tuple[int, str]]:
        """Return the runs of capitalised words with where they begin, without owner and article."""
        if self._runs is None:
            self._runs = []
            for match in _RUN.finditer(self._body):
                name = match.group()
                start = match.start()
                for pattern in (_PREFIX, _OWNER):
                    cut = pattern.match(name)
                    if cut is not None:
                        start, name = start + cut.end(), name[cut.end() :]
                name = re.sub(r"['’]s$", "", name)
                if " " in name:
                    self._runs.append((start, name))
        return self._runs


def is_organisation(name: str) -> bool:
    """Tell whether a name is an organisation's by its own words ("… League", "A & B", initials)."""
    parts = re.findall(r"[a-z]+", name.lower())
    is_initialled = any(len(part) > 2 and part.isupper() for part in re.findall(r"\b[A-Z]+\b", name))
    is_listed = bool(set(parts) & (words("affiliations", "organisations") | words("speakers", "unions")))
    return "&" in name or is_initialled or is_listed or is_medium(name)


def is_medium(name: str) -> bool:
    """Tell whether a name is a newspaper's or a station's."""
    return _media().search(name) is not None


def is_enforcing(name: str) -> bool:
    """Tell whether a name is that of a body which enforces the law, and whose agency the register knows."""
    parts = set(re.findall(r"[a-z]+", name.lower()))
    return bool(parts & words("speakers", "enforcing")) and not parts & words("speakers", "unions")


def is_no_name(name: str) -> bool:
    """Tell whether a run of capitals is but a day, a month, or a sentence's first word."""
    return all(
        part in listed("people", "not_names") | words("speech", "days")
        for part in re.findall(r"[\w.]+", name.lower())
    )


@cache
def _media() -> re.Pattern[str]:
    return re.compile(seed("speakers")["media_names"])


def _has_word(name: str, kind: list[str]) -> bool:
    text = f" {' '.join(re.findall(r'[a-z]+', name.lower()))} "
    return any(f" {word} " in text for word in kind)


def proper_name(text: str) -> str | None:
    """Return the first run of capitalised words of a phrase, with "of" and "and" between them."""
    match = _RUN.search(
        re.sub(r"^(?:(?:[Tt]he|[Aa]n?|[Mm]embers of|[Oo]fficials (?:at|with|of)) )+", "", text)
    )
    return re.sub(r"['’]s$", "", match.group().strip()) if match else None


_COURT = re.compile(
    r"(?:[A-Z][\w.]+ ){1,3}(?:District |Circuit |Superior |Municipal |Magistrate |Common Pleas )?Court\b"
)


def court_in(text: str) -> str | None:
    """Return the first court named in a text."""
    match = _COURT.search(text)
    return match.group() if match else None
