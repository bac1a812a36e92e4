"""Which persons of different articles are one person, inside one incident.

Articles are taken from the one that tells most; each person of the next is given to the best fitting
person known so far. Another name never fits, and two persons of one article are never one. A subject
without a name is no new one while a known one is free: reports of one event err about age and gender
more often than they leave a subject out. Others harmed are left out often, so they must also agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transforms.incidents.identity import content_id
from transforms.incidents.mentions import Figure, Mention, position
from transforms.incidents.names import compare_names

_NAME_POINTS = {"equal": 8.0, "similar": 6.0, "surname": 4.0}
_AGE_POINTS = {0: 3.0, 1: 1.0, 2: -1.0, 3: -1.0}  # by years of difference
_FAR_AGE = -4.0
_OTHER_GENDER = -3.0
_SUBJECT_FROM, _HARMED_FROM = float("-inf"), -1.0  # the least points that fit


@dataclass(frozen=True, slots=True)
class Person:
    """One person of an incident; `told` are the places that tell of the person, in order of rank.

    Of a person whom no article tells of, `given` is the name that a correction gives.
    """

    person_id: str
    told: tuple[tuple[Mention, Figure], ...]
    given: str | None = None

    @property
    def names(self) -> set[str]:
        """Every name given."""
        told = {figure.name for _, figure in self.told if figure.name is not None}
        return told if self.given is None else told | {self.given}


def subjects_of(group: Iterable[Mention]) -> list[Person]:
    """Return the persons force was used on in one incident."""
    return _persons("sub", [(mention, mention.subjects) for mention in group], _SUBJECT_FROM)


def harmed_of(group: Iterable[Mention], subjects: list[Person]) -> list[Person]:
    """Return the third persons harmed; one who has a subject's name is that subject and left out."""
    names = {name for subject in subjects for name in subject.names}
    return [
        person
        for person in _persons("per", [(mention, mention.harmed) for mention in group], _HARMED_FROM)
        if not any(compare_names(a, b) in {"equal", "similar"} for a in person.names for b in names)
    ]


def _persons(prefix: str, told: list[tuple[Mention, tuple[Figure, ...]]], fits_from: float) -> list[Person]:
    found: list[list[tuple[Mention, Figure]]] = []
    for mention, figures in sorted(told, key=_fullest_first):
        taken: set[int] = set()
        free = set(range(len(figures)))
        fits = (
            (_fit(figure, known), at, number)
            for at, figure in enumerate(figures)
            for number, known in enumerate(found)
        )
        ranked = sorted((-fit, at, number) for fit, at, number in fits if fit is not None and fit > fits_from)
        for _, at, number in ranked:
            if at in free and number not in taken:
                found[number].append((mention, figures[at]))
                free.discard(at)
                taken.add(number)
        for at in sorted(free):
            namesakes = [known for known in found if _is_named(figures[at], known)]
            if namesakes:
                namesakes[0].append((mention, figures[at]))
            else:
                found.append([(mention, figures[at])])
    return sorted((_person(prefix, members) for members in found), key=lambda person: _order(person.told[0]))


def _person(prefix: str, members: list[tuple[Mention, Figure]]) -> Person:
    first, *_ = ranked = sorted(members, key=_order)
    mention, figure = first
    return Person(content_id(prefix, mention.article_id, mention.index, figure.entity), tuple(ranked))


def _order(member: tuple[Mention, Figure]) -> tuple[object, ...]:
    mention, figure = member
    return (mention.is_background, mention.rank, position(figure.entity))


def _fullest_first(told: tuple[Mention, tuple[Figure, ...]]) -> tuple[object, ...]:
    mention, figures = told
    named = sum(figure.name is not None for figure in figures)
    return (mention.is_background, -len(figures), -named, mention.rank)


def _is_named(figure: Figure, known: list[tuple[Mention, Figure]]) -> bool:
    """Tell whether a person is known by the figure's very name: an article may list somebody twice."""
    return any(
        figure.name and other.name and compare_names(figure.name, other.name) == "equal" for _, other in known
    )


def _fit(figure: Figure, known: list[tuple[Mention, Figure]]) -> float | None:
    """Return how well a figure fits a person, None where the names contradict."""
    others = [other for _, other in known]
    points = 0.0
    verdicts = {compare_names(figure.name, other.name) for other in others if figure.name and other.name}
    if verdicts:
        best = max(_NAME_POINTS.get(verdict, 0.0) for verdict in verdicts)
        if best == 0:
            return None
        points += best
    gaps = [
        abs(figure.age - other.age) for other in others if figure.age is not None and other.age is not None
    ]
    if gaps:
        points += _AGE_POINTS.get(min(gaps), _FAR_AGE)
    genders = {other.gender for other in others} - {None}
    if figure.gender and genders:
        points += 1.0 if figure.gender in genders else _OTHER_GENDER
    outcomes = {other.outcome for other in others} - {None, "unknown"}
    if figure.outcome not in {None, "unknown"} and outcomes:
        points += 0.5 if figure.outcome in outcomes else -1.0
    return points + 0.5 * (figure.entity == others[0].entity)
