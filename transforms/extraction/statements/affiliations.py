"""For which body somebody speaks who holds no public office: as its owner, pastor, coach, reporter, lawyer.

It is told beside the name ("NAME, owner of the Example Diner", "Example Ledger editor NAME"), by what the
person does ("who runs the Example Inn"), or by a noun that goes back to a body ("pastor of the church").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from transforms.extraction.statements.employers import BODY, REACH
from transforms.extraction.statements.named_bodies import (
    NamedBodies,
    is_enforcing,
    is_no_name,
    is_organisation,
)
from transforms.extraction.statements.words import seed, words
from transforms.records import Person


@dataclass(frozen=True, slots=True)
class _Told:
    """A body as one place tells it: a name, or a noun that goes back to one; `at` is where it stands."""

    at: int
    name: str | None = None
    noun: str | None = None
    is_plain: bool = True  # an office's noun stands by: the name need not be an organisation's by its words


class Affiliations:
    """The bodies for which the persons of one article speak.

    `is_elsewhere(name, start, end)` tells whether a run of capitals is a place, a person or an agency.
    """

    def __init__(self, body: str, named: NamedBodies, is_elsewhere: Callable[[str, int], bool]) -> None:
        self._body, self._named, self._is_elsewhere = body, named, is_elsewhere

    def of(self, person: Person, is_official: bool = False) -> str | None:
        """Return the body a person speaks for; of an official only one that is an organisation by name."""
        for mention in person.mentions:
            for told in (*self._before(mention.start), *self._after(mention.end)):
                name = self._resolved(told, is_official)
                if name is not None:
                    return name
        return None if is_official else self._seat(person)

    def of_phrase(self, phrase: str, at: int) -> str | None:
        """Return the body that "a manager at the complex" goes back to; `at` is where the phrase stands."""
        match = _phrase_noun().search(phrase)
        return self._named.of_kind(match["noun"], at) if match is not None else None

    def _resolved(self, told: _Told, is_official: bool) -> str | None:
        if told.noun is not None:
            return self._named.of_kind(told.noun, told.at)
        name = re.sub(r"^The ", "", (told.name or "").strip())
        is_owned = name.endswith(("'s", "’s"))
        name = name[:-2] if is_owned else name
        if not name or is_no_name(name) or is_enforcing(name) or (is_owned and " " not in name):
            return None
        if self._is_elsewhere(name, told.at):
            return None
        needs_word = is_official or not told.is_plain
        whole = self._named.fullest(name)
        return whole if is_organisation(whole) or not needs_word else None

    def _after(self, end: int) -> Iterator[_Told]:
        """Yield what stands after a name that ends at `end`."""
        for pattern, is_plain in _patterns_after():
            match = pattern.match(self._body, end, end + REACH)
            if match is not None:
                yield _told(match, is_plain)

    def _before(self, start: int) -> Iterator[_Told]:
        """Yield what stands before a name that begins at `start`."""
        left = max(0, start - REACH)
        ahead = self._body[left:start]
        for pattern, is_plain in _patterns_before():
            match = pattern.search(ahead)
            if match is not None:
                yield _told(match, is_plain, left)
        match = _CAPITALISED.search(ahead)
        if match is not None:
            yield from self._of_title(match["run"].split(), left + match.start(), start)

    def _of_title(self, parts: list[str], at: int, start: int) -> Iterator[_Told]:
        """Yield the body of a run of capitals that ends with an office ("Example Ledger Senior Editor NAME").

        Where its words do not tell where the body ends and the title begins, a longer name elsewhere does.
        """
        if parts[-1].lower() not in words("affiliations", "heads"):
            return
        for size in range(len(parts) - 1, 0, -1):
            part = " ".join(parts[:size])
            longer = self._named.longer(part, (at, start))
            if longer is not None:
                yield _Told(at, longer)
                return
        for size in range(len(parts) - 1, 0, -1):
            if is_organisation(parts[size - 1]):
                yield _Told(at, " ".join(parts[:size]), is_plain=False)
                return

    def _seat(self, person: Person) -> str | None:
        """Return the only body of the kind that a title without one belongs to ("Pastor NAME")."""
        for word in re.findall(r"[a-z]+", (person.title or "").lower()):
            kind = seed("affiliations")["seats"].get(word)
            if kind is not None:
                return self._named.of_kind(kind)
        return None


def _told(match: re.Match[str], is_plain: bool, base: int = 0) -> _Told:
    groups = match.groupdict()
    at = match.start("body") if groups.get("body") is not None else match.start()
    return _Told(base + at, groups.get("body"), groups.get("noun"), is_plain)


_CAPITALISED = re.compile(r"(?P<run>(?:[A-Z][\w’'&-]* (?:(?:of|and|the|for|&) )?){2,9})$")


def _either(section: str) -> str:
    return (
        "(?:" + "|".join(sorted(map(re.escape, words("affiliations", section)), key=len, reverse=True)) + ")"
    )


@cache
def _rest() -> str:
    """Return the pattern of a body or of a noun that goes back to one, with what may stand before it."""
    of_owner = r"(?:(?:[\w-]+ ){1,4}[a-z]+['’]s )?"
    small = rf"(?:{_either('modifiers')} ){{0,2}}"
    return (
        rf"(?:the |an? |its |his |her |their )?{of_owner}{small}(?:(?P<body>{BODY})|(?P<noun>{_nouns()})\b)"
    )


def _nouns() -> str:
    return "|".join(sorted(seed("affiliations")["kinds"], key=len, reverse=True))


@cache
def _patterns_after() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return what tells the body after a name, and whether any name will do."""
    by = r" (?:of|at|for|with) "
    opening = r",(?: \d{1,3},)?(?: who (?:is|was))?(?: (?:an?|the|its|their|his|her|[A-Z][\w-]+['’]s))? "
    held = r"(?:[\w’'.-]+ ){0,5}?"
    field = r"(?: of [a-z]+(?: and [a-z]+)?)?"
    heads, counsels, deeds = (_either(section) for section in ("heads", "counsels", "deeds"))
    joined = rf"{heads}{field}(?: and (?:[\w-]+ )?{heads})?"
    rest = _rest()
    return tuple(
        (re.compile(pattern), is_plain)
        for pattern, is_plain in (
            (rf"{opening}{held}(?i:{joined}){by}{rest}", True),
            (rf",(?: \d{{1,3}},)? who (?:also |now |has |had |helped )*{deeds} (?:at |for )?{rest}", True),
            (rf",(?: \d{{1,3}},)? the (?P<noun>{_nouns()})['’]s {held}{heads}\b", True),
            (rf"{opening}{held}(?i:{counsels}){by}{rest}", False),
            (rf",?(?: \d{{1,3}},)? (?:of|with) (?:the )?(?P<body>{BODY})", False),
        )
    )


@cache
def _patterns_before() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return what tells the body before a name, and whether any name will do."""
    held, field = r"(?:[a-z-]+ ){0,3}", r"(?: of [a-z]+)?"
    heads, counsels = _either("heads"), _either("counsels")
    return tuple(
        (re.compile(pattern), is_plain)
        for pattern, is_plain in (
            (rf"\b(?P<body>{BODY})(?:['’]s)? {held}{heads}{field},? $", True),
            (rf"\b(?:[Tt]he|[Tt]hat|[Tt]his) (?P<noun>{_nouns()})['’]s {held}{heads}{field},? $", True),
            (rf"\b{heads}{field} (?:of|at|for|with) {_rest()}, $", True),
            (rf"\b{counsels} (?:of|at|for|with) {_rest()}, $", False),
            (rf"\b(?P<body>{BODY}) {held}{counsels},? $", False),
        )
    )


@cache
def _phrase_noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:at|for|with|of) (?:the|this|that) (?P<noun>{_nouns()})\b")
