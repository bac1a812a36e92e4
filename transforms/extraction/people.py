"""The persons whom an article names: every mention, and the title, body, age that stand beside the name.

A name is accepted by the sum of its evidence (title, known given name, age, verbs of speech, an initial
in the middle), since no single sign is safe in local news. A surname alone is linked afterwards.
"""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc

from transforms.extraction.ages import age_beside
from transforms.extraction.bearing import describe, share_ranks
from transforms.extraction.lexicon import lexicon
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
from transforms.extraction.namesakes import Found, group, speaks, stands_alone
from transforms.extraction.places import place_mentions
from transforms.extraction.titles import Title, title_after, title_before, title_words
from transforms.records import AgencyMention, Person

RESIDENCE = re.compile(r",(?: \d{1,3},)? of (?:the )?[A-Z]")
DESCRIBED = re.compile(r",(?: \d{1,3},)? (?:an?|the|who (?:is|was) an?) (?:[\w’'-]+ ){0,5}[\w’'-]+")
WINDOW = 60


def find_people(doc: Doc, mentions: list[AgencyMention]) -> list[Person]:
    """Return the persons of an article in the order of their first mention.

    `mentions` are the article's agencies: their spans are no names, and they say whom an officer speaks for.
    """
    body = doc.text
    all_words = split_words(body)
    barred = [(m.start, m.end) for m in mentions if not m.is_generic]
    places = {body[m.start : m.end] for m in place_mentions(body)} if all_words else set()
    alone = _alone(all_words)
    found = _accepted(body, all_words, candidates(all_words, barred, title_words()), alone, places)
    persons = group(body, all_words, found, places)
    for person, items in persons:
        describe(body, person, items, mentions, places)
    share_ranks(body, persons)
    return sorted((person for person, _ in persons), key=lambda person: person.mentions[0].start)


def _accepted(
    body: str, all_words: list[Word], proposed: list[Candidate], alone: Counter[str], places: set[str]
) -> list[Found]:
    """Return the candidates that are persons: by their own evidence, or named so elsewhere in the article."""
    judged = [_judge(body, all_words, candidate, alone, places) for candidate in proposed]
    names = {item.candidate.text for item in judged if item.is_accepted and item.is_full}
    return [item for item in judged if item.is_accepted or item.candidate.text in names]


def _alone(all_words: list[Word]) -> Counter[str]:
    """Count the capitalised words that stand without another capitalised word beside them."""
    return Counter(
        word.key
        for number, word in enumerate(all_words)
        if is_capitalised(word) and stands_alone(all_words, number)
    )


def _judge(
    body: str, all_words: list[Word], candidate: Candidate, alone: Counter[str], places: set[str]
) -> Found:
    """Weigh what speaks for a candidate being a person."""
    title = title_before(body, all_words, candidate.first)
    age, age_span = age_beside(body, candidate.start, candidate.end)
    core = [
        w
        for w in all_words[candidate.first : candidate.last + 1]
        if w.key not in listed("people", "suffixes")
    ]
    found = Found(candidate, title, age, age_span, is_full=len(core) > 1, is_accepted=False)
    if len(core) > LONGEST_NAME or (len(core) == 1 and not _names_alone(title, core[0])):
        return found
    weights: dict[str, float] = lexicon("people")["evidence"]
    points = weights["title"] if title is not None else 0.0
    points += weights["age"] if age is not None else 0.0
    points += given_name_weight(core[0].text) if len(core) > 1 else 0.0
    points += weights["surname"] if is_surname(core[-1].text) else 0.0
    points += (
        weights["initial"] if any(word.is_initial for word in core[:2]) or len(core) < candidate.size else 0.0
    )
    points += weights["speech"] if speaks(all_words, candidate.first, candidate.last) else 0.0
    points += weights["alone"] * min(2, alone[core[-1].key])
    points += weights["named"] if _is_named(all_words, candidate) else 0.0
    points += weights["apposition"] if _is_described(body, candidate) else 0.0
    points += weights["residence"] if RESIDENCE.match(body, candidate.end) else 0.0
    if title is None:
        points += weights["is_place"] if candidate.text in places else 0.0
        points += weights["after_article"] if _after_article(all_words, candidate) else 0.0
    points += weights["place_like"] if candidate.is_place_like else 0.0
    found.is_accepted = points >= lexicon("people")["accepted_from"]
    return found


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
