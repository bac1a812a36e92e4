"""What stands beside a person's name: title, role, body spoken for, age."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from transforms.extraction.lexicon import lexicon
from transforms.extraction.lexicon import words as listed
from transforms.extraction.namesakes import Found
from transforms.extraction.titles import Title, title_after
from transforms.records import Agency, AgencyMention, Person

BELONGS_TO = re.compile(r",? (?:who is |now )?(?:with|of|from|for|at|,) (?:the |an? )?")
SENTENCE_END = re.compile(r"[.!?;,\n]")
SERVES = re.compile(r", (?:who|an?|the) [^,.;:]{1,50}\b(?:with|of|for|at) (?:the )?")
REACH = 60  # characters after a name in which its body is looked for
BODY_WORD = r"[A-Z][\w’'&.-]*"
BODY_AFTER = re.compile(
    rf",? (?:with|of|for|at) (?:the )?({BODY_WORD}(?: (?:(?:of|and|for|the|&) )?{BODY_WORD}){{0,6}})"
)
BODY_BEFORE = re.compile(rf"({BODY_WORD}(?: (?:(?:of|and|&) )?{BODY_WORD}){{0,5}}) \Z")


def describe(
    body: str, person: Person, items: list[Found], mentions: list[AgencyMention], places: set[str]
) -> None:
    """Fill in title, role, organisation, agency and age from what stands beside the mentions."""
    for item in items:
        if _is_credit(body, item):
            person.role = person.role or "media"
        for title in (item.title, title_after(body, item.candidate.end)):
            if title is not None:
                if person.role == "other" and title.role not in {None, "other"}:
                    person.title, person.role = None, None  # "Dr. NAME, the county coroner"
                person.title = person.title or title.text
                person.role = person.role or title.role
            beside = _agency_beside(body, item, title, mentions)
            if beside is not None and beside.agency is not None and person.agency is None:
                person.agency = beside.agency
                person.organisation = None if beside.is_generic else beside.text
                person.role = person.role or _role_at(beside.agency)
            if title is not None and person.organisation is None:
                person.organisation = _body_beside(body, item, title, places)
        if item.age is not None and person.age is None:
            person.age, person.age_span = item.age, item.age_span
    if person.title is not None and person.role == "law_enforcement" and person.agency is None:
        person.role = _role_of_speaker(body, person, items)
    if person.agency is None and person.role in {"law_enforcement", "prosecutor"}:
        person.agency = _inherited(person, mentions)


def share_ranks(body: str, bearers: list[tuple[Person, list[Found]]]) -> None:
    """Give a rank in the plural to every name of its list: "officers NAME, NAME and NAME"."""
    named = sorted(
        ((item, person) for person, items in bearers for item in items if item.is_full),
        key=lambda pair: pair[0].candidate.start,
    )
    role, end = None, 0
    for item, person in named:
        if item.title is not None:
            last = (item.title.text or "").lower().split(" ")[-1]
            role = item.title.role if last in listed("people", "plural_ranks") else None
        elif role is not None and re.fullmatch(r",? (?:and )?", body[end : item.candidate.start]):
            person.role = person.role or role
        else:
            role = None
        end = item.candidate.end


def _is_credit(body: str, item: Found) -> bool:
    """Tell whether a name stands in a credit: "(NAME/Daily News)", "Photo/NAME"."""
    start, end = item.candidate.start, item.candidate.end
    return body[max(0, start - 1) : start] == "/" or body[end : end + 1] == "/"


def _role_at(agency: Agency) -> str:
    """Return the role of somebody "of" or "with" an agency, where no title says more."""
    roles: dict[str, str] = lexicon("people")["role_at"]
    return roles.get(agency.agency_type, "law_enforcement")


def _agency_beside(
    body: str, item: Found, title: Title | None, mentions: list[AgencyMention]
) -> AgencyMention | None:
    """Return the agency named just before the title, just after the name, or in the title itself."""
    left, right = item.candidate.start, item.candidate.end
    if title is not None:
        left, right = min(title.start, left), max(title.end, right)
    for mention in mentions[bisect_left(mentions, left - 200, key=lambda m: m.start) :]:
        if mention.start > right + REACH:
            break
        if mention.agency is None:
            continue
        if title is not None and (
            (mention.start < right and left < mention.end)
            or (0 <= left - mention.end <= 3 and not SENTENCE_END.search(body, mention.end, left))
        ):
            return mention
        if mention.start >= right and BELONGS_TO.fullmatch(body, right, mention.start):
            return mention
        is_official = title is not None and title.role in {"law_enforcement", "prosecutor"}
        if is_official and mention.start >= right and SERVES.fullmatch(body, right, mention.start):
            return mention
    return None


def _body_beside(body: str, item: Found, title: Title, places: set[str]) -> str | None:
    """Return a body that is no agency: "pastor of Word of Life Center", "Oval Spring Apartments manager"."""
    right = max(title.end, item.candidate.end)
    if title.text is None or title.role == "law_enforcement":
        return None
    before = BODY_BEFORE.search(body[max(0, title.start - REACH) : title.start])
    if before is not None and title.start < item.candidate.start:
        text = before.group(1)
        if text in places:
            return f"City of {text}" if title.text.lower() in listed("people", "city_offices") else None
        first = text.split()[0].lower()
        return text if " " in text and first not in listed("people", "not_names") else None
    after = BODY_AFTER.match(body, right, min(len(body), right + 2 * REACH))
    if after is None:
        return None
    text = after.group(1).rstrip(".")
    if text in places:
        return f"City of {text}" if title.text.lower() in listed("people", "city_offices") else None
    return text


def _role_of_speaker(body: str, person: Person, items: list[Found]) -> str:
    """Return for whom a spokesperson speaks who is beside no agency: a family, a city, else police."""
    if not any(word in (person.title or "").lower() for word in ("spokes", "information", "affairs")):
        return "law_enforcement"
    for item in items:
        around = body[item.candidate.start : item.candidate.end + 2 * REACH]
        for row in lexicon("people")["speaks_for"]:
            if re.search(row["pattern"], around):
                return str(row["role"])
    return "law_enforcement"


def _inherited(person: Person, mentions: list[AgencyMention]) -> Agency | None:
    """Return the agency that an unexplained rank belongs to: the one of its type that is named most."""
    types = _types_of((person.title or "").lower(), person.role)
    counts: Counter[str] = Counter()
    agencies: dict[str, Agency] = {}
    for mention in mentions:
        if mention.agency is not None and mention.agency.agency_type in types:
            counts[mention.agency.agency_id] += 1
            agencies.setdefault(mention.agency.agency_id, mention.agency)
    return agencies[counts.most_common(1)[0][0]] if counts else None


def _types_of(title: str, role: str | None) -> set[str]:
    """Return the types of agency that a title may belong to."""
    rows: list[dict[str, list[str]]] = lexicon("people")["agency_types"]
    for row in rows:
        if role in row["roles"] and (not row["words"] or any(word in title for word in row["words"])):
            return set(row["types"])
    return set()
