"""One person, or group, of an article, and what is known of it from the words that mean it."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.extraction.lexicon import words
from transforms.records import Person


@dataclass(slots=True, eq=False)
class Entity:
    """One person, or group, of an article, by all the words that mean it."""

    number: int
    kind: str  # civilian, officer
    person: Person | None = None
    gender: str | None = None  # as nouns and pronouns say
    leaning: str | None = None  # as the given name suggests: used to choose between persons only
    is_plural: bool = False
    is_other: bool = False
    is_kin: bool = False
    kin_of: Entity | None = None  # whose relative it was first met as
    age: int | None = None
    is_introduced: bool = False  # first met as "a man", not as "the man"
    lemmas: set[str] = field(default_factory=set)
    tokens: list[int] = field(default_factory=list)
    votes: dict[str, list[int]] = field(default_factory=lambda: {"male": [], "female": []})

    @property
    def is_suspect(self) -> bool:
        """Tell whether a word such as "suspect" or "gunman" is used of it."""
        return bool(self.lemmas & words("subjects", "suspect_words"))

    def differs(self, other: Entity) -> bool:
        """Tell whether two ages that are given say that these are two persons."""
        ages = [
            one.person.age if one.person is not None and one.person.age else one.age for one in (self, other)
        ]
        return None not in ages and ages[0] != ages[1]

    def fits(self, gender: str | None) -> bool:
        """Tell whether nothing known of it speaks against a gender."""
        known = self.gender or self.leaning
        return gender is None or known is None or known == gender
