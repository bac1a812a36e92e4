"""Which names of an article mean one person: full names joined, and surnames alone given to their bearer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.extraction.ages import age_beside
from transforms.extraction.lexicon import words as listed
from transforms.extraction.names import Candidate, Word, given_name_weight, is_capitalised
from transforms.extraction.titles import Title, title_words
from transforms.records import Person, PersonMention

MOST_NAMESAKES = 40  # full names with one surname that a new one is compared with


@dataclass(slots=True)
class Found:
    """One name in a body with what stands beside it."""

    candidate: Candidate
    title: Title | None
    age: int | None
    age_span: tuple[int, int] | None
    is_full: bool
    is_accepted: bool


Bearer = tuple[Person, list[Found]]


def group(body: str, all_words: list[Word], found: list[Found], places: set[str]) -> list[Bearer]:
    """Join the names that mean one person, then add the mentions by surname or given name alone."""
    bearers = _joined([item for item in found if item.is_full])
    by_surname: dict[str, list[Bearer]] = {}
    for bearer in bearers:
        by_surname.setdefault(_plain(bearer[0].surname), []).append(bearer)
    for item in found:
        if item.is_full:
            continue
        known = by_surname.get(_plain(item.candidate.text), [])
        if known:
            chosen = _chosen(item, known)
            chosen[0].mentions.append(_mention(item.candidate))
            chosen[1].append(item)
        else:
            bearers.append((_person([item]), [item]))
            by_surname.setdefault(_plain(item.candidate.text), []).append(bearers[-1])
    _link_alone(body, all_words, bearers, found, places)
    for person, items in bearers:
        person.mentions.sort(key=lambda mention: mention.start)
        items.sort(key=lambda item: item.candidate.start)
    return bearers


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _joined(found: list[Found]) -> list[Bearer]:
    """Join full names that may mean one person; only those with one surname are compared."""
    groups: list[list[Found]] = []
    of_text: dict[str, list[Found]] = {}
    by_surname: dict[str, list[tuple[str, list[Found]]]] = {}
    for item in found:
        text = item.candidate.text
        if text not in of_text:
            alike = by_surname.setdefault(_parts(text)[2], [])
            home = next((one for other, one in alike[:MOST_NAMESAKES] if _same(text, other)), None)
            if home is None:
                home = []
                groups.append(home)
            alike.append((text, home))
            of_text[text] = home
        of_text[text].append(item)
    return [(_person(one), one) for one in groups]


def _parts(text: str) -> tuple[str, list[str], str]:
    """Return given name, what is between, and surname, in lower case."""
    pieces = [_plain(piece).strip(".,\"“”'‘()") for piece in text.split()]
    pieces = [piece for piece in pieces if piece and piece not in listed("people", "suffixes")]
    return pieces[0], pieces[1:-1], pieces[-1]


def _same(one: str, other: str) -> bool:
    """Tell whether two full names with one surname may mean one person."""
    first, middle, _ = _parts(one)
    first2, middle2, _ = _parts(other)
    if [first, *middle] in (middle2, middle2[1:]) or [first2, *middle2] in (middle, middle[1:]):
        return True  # "Garcia Lopez" after "Jose Garcia Lopez"
    if first == first2:
        return not (middle and middle2) or middle[0][0] == middle2[0][0]
    short, long = sorted((first, first2), key=len)
    return len(short) >= 3 and long.startswith(short)


def _mention(candidate: Candidate) -> PersonMention:
    return PersonMention(candidate.start, candidate.end, candidate.text)


def _person(items: list[Found]) -> Person:
    fullest = max(items, key=lambda item: (len(item.candidate.text.split()), len(item.candidate.text)))
    pieces = [
        piece.strip(",") for piece in fullest.candidate.text.split()
        if _plain(piece).strip(".,") not in listed("people", "suffixes")
    ]  # fmt: skip
    return Person(fullest.candidate.text, pieces[-1], [_mention(item.candidate) for item in items])


def _chosen(item: Found, known: list[Bearer]) -> Bearer:
    """Return who of several with one surname is meant: whose title has the same role, else the last named."""
    role = item.title.role if item.title is not None else None
    known = known[:MOST_NAMESAKES]
    fitting = [
        b
        for b in known
        if role is not None and any(i.title and i.title.role == role for i in b[1][:MOST_NAMESAKES])
    ]
    before = [b for b in (fitting or known) if b[0].mentions[0].start < item.candidate.start]
    return max(before or fitting or known, key=lambda bearer: bearer[0].mentions[0].start)


def _link_alone(
    body: str, all_words: list[Word], bearers: list[Bearer], found: list[Found], places: set[str]
) -> None:
    """Add the mentions of a person by surname alone, or by a given name that only one person has.

    Of several bearers the one named last before is meant; a name alone never comes before its full form,
    save in a caption or headline.
    """
    taken = {n for item in found for n in range(item.candidate.first, item.candidate.last + 1)}
    by_key = _keys(bearers, places)
    named = sorted(
        (mention.start, number) for number, (person, _) in enumerate(bearers) for mention in person.mentions
    )
    keys_of: dict[int, list[str]] = {}
    for key, numbers in by_key.items():
        for number in numbers:
            keys_of.setdefault(number, []).append(key)
    tellers = {number for number, (_, items) in enumerate(bearers) if _tells(all_words, items)}
    latest: dict[str, int] = {}
    position = 0
    for number, word in _lone_words(all_words, by_key, taken):
        while position < len(named) and named[position][0] < word.start:
            latest |= dict.fromkeys(keys_of.get(named[position][1], []), named[position][1])
            position += 1
        told = _told_of(all_words, number, by_key[word.key], tellers)
        bearer = latest.get(word.key) if told is None else told
        bearer = by_key[word.key][0] if bearer is None else bearer
        latest |= dict.fromkeys(keys_of[bearer], bearer)
        candidate = Candidate(number, number, word.start, word.end, word.text, is_place_like=False)
        age, age_span = age_beside(body, candidate.start, candidate.end)
        bearers[bearer][0].mentions.append(_mention(candidate))
        bearers[bearer][1].append(Found(candidate, None, age, age_span, is_full=False, is_accepted=True))


def speaks(all_words: list[Word], first: int, last: int) -> bool:
    """Tell whether a verb of speech stands just before or after the words `[first, last]`."""
    near = all_words[max(0, first - 1) : first] + all_words[last + 1 : last + 2]
    return any(word.text in listed("people", "speech") for word in near)


def _tells(all_words: list[Word], items: list[Found]) -> bool:
    return any(
        item.is_full and speaks(all_words, item.candidate.first, item.candidate.last)
        for item in items[:MOST_NAMESAKES]
    )


def _told_of(all_words: list[Word], number: int, bearers: list[int], tellers: set[int]) -> int | None:
    """Return who of two namesakes a surname means by what it does: one who tells speaks, the other does not.

    "Orr said" is the daughter who is quoted by her full name; "Orr had a knife" is the father told of.
    """
    told = [bearer for bearer in bearers if bearer not in tellers]
    telling = [bearer for bearer in bearers if bearer in tellers]
    if len(told) != 1 or len(telling) != 1:
        return None
    return telling[0] if speaks(all_words, number, number) else told[0]


def _keys(bearers: list[Bearer], places: set[str]) -> dict[str, list[int]]:
    """Return the words that may stand for a person alone, with the persons' numbers."""
    by_key: dict[str, list[int]] = {}
    for number, (person, _) in enumerate(bearers):
        if len(person.surname.rstrip(".")) > 1:
            by_key.setdefault(_plain(person.surname), []).append(number)
    surnames = set(by_key)
    for number, (person, _) in enumerate(bearers):
        given = person.name.split()[0]
        if (
            given != person.name
            and given_name_weight(given)
            and given not in places
            and _plain(given) not in surnames
        ):
            by_key.setdefault(_plain(given), []).append(number)
    return {key: numbers for key, numbers in by_key.items() if key in surnames or len(numbers) == 1}


def _lone_words(
    all_words: list[Word], by_key: dict[str, list[int]], taken: set[int]
) -> Iterator[tuple[int, Word]]:
    for number, word in enumerate(all_words):
        if (
            word.key in by_key
            and number not in taken
            and is_capitalised(word)
            and stands_alone(all_words, number)
        ):
            yield number, word


def stands_alone(all_words: list[Word], number: int) -> bool:
    """Tell whether a word is not part of a longer name: of a street, a place, another person."""
    word = all_words[number]
    if number + 1 < len(all_words) and word.gap == " ":
        after = all_words[number + 1]
        if is_capitalised(after) or after.text in listed("people", "place_nouns"):
            return False
    if number and all_words[number - 1].gap == " " and is_capitalised(all_words[number - 1]):
        before = all_words[number - 1]
        known = listed("people", "not_names") | title_words()
        return before.key in known and before.key not in listed("people", "directions")
    return True
