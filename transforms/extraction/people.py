"""The persons whom an article names: every mention, and the title, body, age that stand beside the name.

A name is accepted by the sum of its evidence (title, known given name, age, verbs of speech, an initial
in the middle), since no single sign is safe in local news. A surname alone is linked afterwards.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from transforms.extraction.lexicon import words as listed
from transforms.extraction.names import (
    LONGEST_NAME,
    Candidate,
    Word,
    candidates,
    given_name_weight,
    is_capitalised,
    is_surname,
    split_words,
)
from transforms.extraction.places import place_mentions
from transforms.extraction.titles import Title, title_after, title_before, title_words
from transforms.records import Agency, AgencyMention, Person, PersonMention

ACCEPTED_FROM = 3.0
# What speaks for a run of capitals being a person, weighed by hand on annotated articles; a usual given name
# counts 2, a rare one 1.
EVIDENCE = {
    "title": 4.0, "age": 3.0, "surname": 1.0, "initial": 2.0, "speech": 1.0, "alone": 1.0, "named": 1.5,
    "apposition": 2.0, "is_place": -3.0, "after_article": -2.0, "place_like": -1.5,
}  # fmt: skip
AGE_AFTER = re.compile(
    r",? (?:\((\d{1,3})\)|(?:an? |who is |who was |age |aged |is )?(\d{1,3})"
    r"(?:[- ]years?[- ]old\b|(?=[,.;)]| of\b| from\b)))"
    r"|, an? (\d{1,3})[- ]year[- ]old|, (\d{1,3})\Z",
    re.IGNORECASE,
)
AGE_BEFORE = re.compile(r"(\d{1,3})[- ]years?[- ]old,? (?:[\w’'.-]+,? ){0,5}?\Z", re.IGNORECASE)
DESCRIBED = re.compile(r",(?: \d{1,3},)? (?:an?|the|who (?:is|was) an?) (?:[\w’'-]+ ){0,5}[\w’'-]+")
BELONGS_TO = re.compile(r",? (?:who is |now )?(?:with|of|from|for|at|,) (?:the |an? )?")
WINDOW = 60


@dataclass(slots=True)
class _Found:
    """One accepted mention with what stands beside it."""

    candidate: Candidate
    title: Title | None
    age: int | None
    age_span: tuple[int, int] | None
    is_full: bool


def find_people(doc: Doc, mentions: list[AgencyMention]) -> list[Person]:
    """Return the persons of an article in the order of their first mention.

    `mentions` are the article's agencies: their spans are no names, and they say whom an officer speaks for.
    """
    body = doc.text
    all_words = split_words(body)
    barred = [(m.start, m.end) for m in mentions if not m.is_generic]
    places = {body[m.start : m.end] for m in place_mentions(body)} if all_words else set()
    alone = _alone(all_words)
    found = [
        item
        for candidate in candidates(all_words, barred, title_words())
        if (item := _judge(body, all_words, candidate, alone, places)) is not None
    ]
    persons = _group(found)
    _link_alone(body, all_words, persons, found, places)
    for person, items in persons:
        _describe(body, person, items, mentions)
    return sorted((person for person, _ in persons), key=lambda person: person.mentions[0].start)


def _alone(all_words: list[Word]) -> Counter[str]:
    """Count the capitalised words that stand without another capitalised word beside them."""
    return Counter(
        word.key
        for number, word in enumerate(all_words)
        if is_capitalised(word) and _stands_alone(all_words, number)
    )


def _judge(
    body: str, all_words: list[Word], candidate: Candidate, alone: Counter[str], places: set[str]
) -> _Found | None:
    """Weigh what speaks for a candidate being a person; None below the threshold."""
    title = title_before(body, all_words, candidate.first)
    age, age_span = _age(body, candidate)
    core = [
        w
        for w in all_words[candidate.first : candidate.last + 1]
        if w.key not in listed("people", "suffixes")
    ]
    if len(core) > LONGEST_NAME or (len(core) == 1 and not _names_alone(title, core[0])):
        return None
    points = EVIDENCE["title"] if title is not None else 0.0
    points += EVIDENCE["age"] if age is not None else 0.0
    points += given_name_weight(core[0].text) if len(core) > 1 else 0.0
    points += EVIDENCE["surname"] if is_surname(core[-1].text) else 0.0
    points += (
        EVIDENCE["initial"]
        if any(word.is_initial for word in core[:2]) or len(core) < candidate.size
        else 0.0
    )
    points += EVIDENCE["speech"] if _speaks(all_words, candidate) else 0.0
    points += EVIDENCE["alone"] if alone[core[-1].key] else 0.0
    points += EVIDENCE["named"] if _is_named(all_words, candidate) else 0.0
    points += EVIDENCE["apposition"] if _is_described(body, candidate) else 0.0
    if title is None:
        points += EVIDENCE["is_place"] if candidate.text in places else 0.0
        points += EVIDENCE["after_article"] if _after_article(all_words, candidate) else 0.0
    points += EVIDENCE["place_like"] if candidate.is_place_like else 0.0
    return _Found(candidate, title, age, age_span, len(core) > 1) if points >= ACCEPTED_FROM else None


def _names_alone(title: Title | None, word: Word) -> bool:
    """Tell whether one word after this title is a name: "Sgt. Bell", but not "his mother Tuesday"."""
    if title is None or (title.text is None and title.role is not None):
        return False
    return is_surname(word.text) or title.text is None or title.text[0].isupper()


def _is_named(all_words: list[Word], candidate: Candidate) -> bool:
    """Tell whether the word before is one that persons' names follow ("identified as", "killed")."""
    return candidate.first > 0 and all_words[candidate.first - 1].key in listed("people", "before_persons")


def _is_described(body: str, candidate: Candidate) -> bool:
    """Tell whether a noun for a person, or a title, follows in apposition."""
    if title_after(body, candidate.end) is not None:
        return True
    opening = DESCRIBED.match(body, candidate.end, candidate.end + 2 * WINDOW)
    return opening is not None and any(
        word in listed("people", "person_nouns") for word in re.findall(r"[\w-]+", opening.group().lower())
    )


def _after_article(all_words: list[Word], candidate: Candidate) -> bool:
    before = all_words[candidate.first - 1] if candidate.first else None
    return before is not None and before.key in {"the", "a", "an", "this", "that"} and before.gap == " "


def _speaks(all_words: list[Word], candidate: Candidate) -> bool:
    near = (
        all_words[max(0, candidate.first - 1) : candidate.first]
        + all_words[candidate.last + 1 : candidate.last + 2]
    )
    return any(word.text in listed("people", "speech") for word in near)


def _age(body: str, candidate: Candidate) -> tuple[int | None, tuple[int, int] | None]:
    after = AGE_AFTER.match(body, candidate.end, candidate.end + WINDOW)
    if after is not None:
        number = next(g for g in after.groups() if g is not None)
        if 0 < int(number) <= 110:
            start = after.start() + after.group().index(number)
            return int(number), (start, start + len(number))
    left = max(0, candidate.start - 2 * WINDOW)
    before = AGE_BEFORE.search(body[left : candidate.start])
    if before is not None and 0 < int(before.group(1)) <= 110:
        return int(before.group(1)), (left + before.start(1), left + before.end(1))
    return None, None


def _parts(text: str) -> tuple[str, list[str], str]:
    """Return given name, what is between, and surname, in lower case."""
    pieces = [p.strip(".,\"“”'‘’()").lower().replace("’", "'") for p in text.split()]
    pieces = [p for p in pieces if p and p not in listed("people", "suffixes")]
    return pieces[0], pieces[1:-1], pieces[-1]


def _group(found: list[_Found]) -> list[tuple[Person, list[_Found]]]:
    """Join full names that mean one person; a title with a surname joins the person of that surname."""
    groups: list[list[_Found]] = []
    for item in found:
        if not item.is_full:
            continue
        home = next((group for group in groups if any(_same(item, other) for other in group)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    persons = [(_person(group), group) for group in groups]
    for item in found:
        if item.is_full:
            continue
        bearers = [pair for pair in persons if pair[0].surname.lower() == item.candidate.text.lower()]
        if bearers:
            chosen = _bearer(item, bearers)
            chosen[0].mentions.append(_mention(item.candidate))
            chosen[1].append(item)
        else:
            persons.append((_person([item]), [item]))
    return persons


def _bearer(item: _Found, bearers: list[tuple[Person, list[_Found]]]) -> tuple[Person, list[_Found]]:
    """Return who of several with one surname is meant: whose title has the same role, else the last named."""
    role = item.title.role if item.title is not None else None
    fitting = [b for b in bearers if role is not None and any(i.title and i.title.role == role for i in b[1])]
    before = [b for b in (fitting or bearers) if b[0].mentions[0].start < item.candidate.start]
    return max(before or fitting or bearers, key=lambda b: b[0].mentions[0].start)


def _same(one: _Found, other: _Found) -> bool:
    first, middle, last = _parts(one.candidate.text)
    first2, middle2, last2 = _parts(other.candidate.text)
    if last != last2:
        return False
    if [first, *middle] in (middle2, middle2[1:]) or [first2, *middle2] in (middle, middle[1:]):
        return True  # "Garcia Lopez" after "Jose Garcia Lopez"
    if first == first2:
        return not (middle and middle2) or middle[0][0] == middle2[0][0]
    short, long = sorted((first, first2), key=len)
    return len(short) >= 3 and long.startswith(short)


def _mention(candidate: Candidate) -> PersonMention:
    return PersonMention(candidate.start, candidate.end, candidate.text)


def _person(group: list[_Found]) -> Person:
    fullest = max(group, key=lambda item: (len(item.candidate.text.split()), len(item.candidate.text)))
    surname = _surname(fullest.candidate.text)
    return Person(fullest.candidate.text, surname, [_mention(item.candidate) for item in group])


def _surname(text: str) -> str:
    pieces = [p for p in text.split() if p.strip(".,").lower() not in listed("people", "suffixes")]
    return pieces[-1].strip(",")


def _link_alone(
    body: str,
    all_words: list[Word],
    persons: list[tuple[Person, list[_Found]]],
    found: list[_Found],
    places: set[str],
) -> None:
    """Add the mentions of a person by surname alone, or by a given name that only one person has."""
    taken = {n for item in found for n in range(item.candidate.first, item.candidate.last + 1)}
    by_word: dict[str, list[Person]] = {}
    for person, _ in persons:
        if len(person.surname.rstrip(".")) > 1:
            by_word.setdefault(person.surname.lower().replace("’", "'"), []).append(person)
    for person, _ in persons:
        given = person.name.split()[0].lower()
        if (
            len(person.name.split()) > 1
            and given not in by_word
            and given_name_weight(given)
            and person.name.split()[0] not in places
        ):
            by_word.setdefault(given, []).append(person)
    for number, word in enumerate(all_words):
        bearers = by_word.get(word.key, [])
        if not bearers or number in taken or not is_capitalised(word) or not _stands_alone(all_words, number):
            continue
        before = [p for p in bearers if p.mentions[0].start < word.start]
        person = max(
            before or bearers,
            key=lambda p: max([m.start for m in p.mentions if m.start < word.start], default=-1),
        )
        person.mentions.append(PersonMention(word.start, word.end, word.text))
    for person, _ in persons:
        person.mentions.sort(key=lambda mention: mention.start)


def _stands_alone(all_words: list[Word], number: int) -> bool:
    """Tell whether a word is not part of a longer name: of a street, a place, another person."""
    word = all_words[number]
    if number + 1 < len(all_words) and word.gap in {" ", ". "}:
        after = all_words[number + 1]
        if word.gap == " " and (is_capitalised(after) or after.text in listed("people", "place_nouns")):
            return False
    if number and all_words[number - 1].gap == " " and is_capitalised(all_words[number - 1]):
        before = all_words[number - 1]
        known = listed("people", "not_names") | title_words()
        return before.key in known and before.key not in {"north", "south", "east", "west", "new"}
    return True


def _describe(body: str, person: Person, items: list[_Found], mentions: list[AgencyMention]) -> None:
    """Fill in title, role, age, organisation and agency from what stands beside the mentions."""
    for item in items:
        for title in (item.title, title_after(body, item.candidate.end)):
            if title is not None:
                person.title = person.title or title.text
                person.role = person.role or title.role
            beside = _agency_beside(body, item, title, mentions)
            if beside is not None and person.agency is None:
                person.agency = beside.agency
                person.organisation = None if beside.is_generic else beside.text
                person.role = person.role or "law_enforcement"
        if item.age is not None and person.age is None:
            person.age, person.age_span = item.age, item.age_span
    if person.agency is None and person.role in {"law_enforcement", "prosecutor"}:
        person.agency = _inherited(person, mentions)


def _agency_beside(
    body: str, item: _Found, title: Title | None, mentions: list[AgencyMention]
) -> AgencyMention | None:
    """Return the agency named just before the title, just after the name, or in the title itself."""
    left, right = item.candidate.start, item.candidate.end
    if title is not None:
        left, right = min(title.start, left), max(title.end, right)
    for mention in mentions[max(0, bisect_left(mentions, left - 200, key=lambda m: m.start)) :]:
        if mention.start > right + WINDOW:
            break
        if mention.agency is None:
            continue
        if title is not None and (
            (mention.start < right and left < mention.end) or 0 <= left - mention.end <= 3
        ):
            return mention
        if mention.start >= right and BELONGS_TO.fullmatch(body, right, mention.start):
            return mention
    return None


def _inherited(person: Person, mentions: list[AgencyMention]) -> Agency | None:
    """Return the agency that an unexplained rank belongs to: the one of its type that is named most."""
    title = (person.title or "").lower()
    types = _types_of(title)
    counts: Counter[str] = Counter()
    agencies: dict[str, Agency] = {}
    for mention in mentions:
        if mention.agency is not None and mention.agency.agency_type in types:
            counts[mention.agency.agency_id] += 1
            agencies.setdefault(mention.agency.agency_id, mention.agency)
    if not counts:
        return None
    return agencies[counts.most_common(1)[0][0]]


def _types_of(title: str) -> set[str]:
    if "sheriff" in title or "deput" in title:
        return {"sheriff"}
    if "trooper" in title:
        return {"state_police"}
    if "police" in title or "chief" in title:
        return {"municipal_police", "county_police", "campus"}
    return {"municipal_police", "county_police", "sheriff", "state_police", "campus"}
