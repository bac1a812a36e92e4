"""For which body somebody speaks: a spokesperson for any, others for a school, a union, a hospital."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.extraction.statements.words import words
from transforms.records import Person

REACH = 200  # characters beside a name in which its body stands
_NAME = r"(?:(?:St|Ft|Mt|U\.S)\.|[A-Z0-9](?:[\w’'&-]|\.(?=\w))*)"  # a full stop ends it
_LINK = r"(?: (?:of|of the|and|for|for the|at the|&))?"
BODY = rf"{_NAME}(?:{_LINK} {_NAME})*"
_SPOKES = r"(?:spokes(?:man|woman|person)|public information officer)"
_SPOKES_BEFORE = re.compile(rf"(?P<body>{BODY}) (?:[a-z]+ )?{_SPOKES} $")
_SPOKES_AFTER = re.compile(
    rf",(?: \d{{1,3}},)? (?:(?:an?|the) )?(?:[a-z]+ )?{_SPOKES} (?:at|for|with) (?:the )?(?P<body>{BODY})"
)
_OFFICE = (
    r"(?:(?:[Ii]nterim|[Aa]cting|[Vv]ice) )?"
    r"(?:[Ss]uperintendent|[Pp]resident|[Pp]rincipal|[Dd]irector|[Cc]hancellor)"
)
_OFFICE_BEFORE = re.compile(rf"(?P<body>{BODY}) (?:[a-z]+ )?{_OFFICE} $")
_OFFICE_AFTER = re.compile(
    rf"(?:,(?: \d{{1,3}},)? (?:(?:an?|the) )?(?:[a-z-]+ )?{_OFFICE} (?:at|for|of)| of)"
    rf" (?:the )?(?P<body>{BODY})"
)
_OF_BODY = re.compile(rf"\b(?:for|with|at|of) (?:the )?(?P<body>{_NAME}(?:{_LINK} {_NAME})+)")


def employers(body: str, person: Person) -> Iterator[tuple[int, int]]:
    """Yield the spans of the bodies that a person is said to speak for, or to be at the head of."""
    for mention in person.mentions:
        for before, after, is_any in (
            (_SPOKES_BEFORE, _SPOKES_AFTER, True),
            (_OFFICE_BEFORE, _OFFICE_AFTER, False),
        ):
            left = max(0, mention.start - REACH)
            for base, found in (
                (left, before.search(body[left : mention.start])),
                (0, after.match(body, mention.end, mention.end + REACH)),
            ):
                if found is None or found.group("body").endswith(("'s", "’s")):
                    continue
                if is_any or is_institution(found.group("body")):
                    yield base + found.start("body"), base + found.end("body")


def body_of_phrase(phrase: str) -> str | None:
    """Return the body that a phrase without a name speaks for ("a spokeswoman for the Example Consulate")."""
    match = _OF_BODY.search(phrase)
    return match.group("body") if match is not None else None


def is_union(name: str) -> bool:
    """Tell whether a body is one of officers, and not their agency ("Police Benevolent Association")."""
    return bool(_words(name) & words("speakers", "unions"))


def is_institution(name: str) -> bool:
    """Tell whether a name is that of a school, a hospital, a union or the like, and of no police."""
    found = _words(name)
    if is_union(name):
        return True
    kinds = words("speakers", "institutions")
    return bool(found & kinds) and not found & (words("speakers", "enforcing") - kinds)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+", name.lower()))
