"""The privacy policy: tiers, rules for people, patterns. Read strictly; what is unknown or missing raises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from warehouse.seeds import load_yaml

TIERS = ("public", "research", "internal")
FILE = "privacy.yml"


class PolicyError(ValueError):
    """The policy is wrong; the message names the file and the rule."""


@dataclass(frozen=True, slots=True)
class PeopleRule:
    """Whom a rule protects: `words` is a regular expression for its query, if it takes one."""

    name: str
    tiers: frozenset[str]
    reason: str
    kin: bool
    words: str | None


@dataclass(frozen=True, slots=True)
class PatternRule:
    """What a rule protects in text: that which the group `hide` of its pattern matches."""

    name: str
    tiers: frozenset[str]
    reason: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Policy:
    """All rules, and what stands in the place of a value that is withheld."""

    marker: str
    people: tuple[PeopleRule, ...]
    patterns: tuple[PatternRule, ...]

    def of(self, tier: str) -> Policy:
        """Return the rules of a tier. Raises KeyError for one that there is not."""
        if tier not in TIERS:
            raise KeyError(tier)
        return Policy(
            self.marker,
            tuple(rule for rule in self.people if tier in rule.tiers),
            tuple(rule for rule in self.patterns if tier in rule.tiers),
        )


@cache
def policy() -> Policy:
    """Return the policy of `seeds/privacy.yml`. Raises PolicyError where it is wrong."""
    return read_policy(load_yaml(FILE))


def read_policy(raw: Any) -> Policy:
    """Return a policy from what its YAML holds. Raises PolicyError naming the rule that is wrong."""
    _keys("the file", raw, {"marker", "people", "patterns"}, set())
    return Policy(
        str(raw["marker"]),
        tuple(_people_rule(name, rule) for name, rule in raw["people"].items()),
        tuple(_pattern_rule(name, rule) for name, rule in raw["patterns"].items()),
    )


def _people_rule(name: str, raw: Any) -> PeopleRule:
    _keys(name, raw, {"tiers", "reason", "kin"}, {"words"})
    words = "|".join(f"(?:{word})" for word in raw["words"]) if "words" in raw else None
    return PeopleRule(name, _tiers(name, raw), _reason(name, raw), bool(raw["kin"]), words)


def _pattern_rule(name: str, raw: Any) -> PatternRule:
    _keys(name, raw, {"tiers", "reason", "pattern"}, set())
    try:
        pattern = re.compile(raw["pattern"])
    except re.error as error:
        raise PolicyError(f"seeds/{FILE}: {name}.pattern: is no regular expression: {error}.") from None
    if "hide" not in pattern.groupindex:
        raise PolicyError(f"seeds/{FILE}: {name}.pattern: has no group (?P<hide>…), which says what goes.")
    return PatternRule(name, _tiers(name, raw), _reason(name, raw), pattern)


def _tiers(name: str, raw: Mapping[str, Any]) -> frozenset[str]:
    tiers = frozenset(raw["tiers"])
    if not tiers or not tiers <= {"public", "research"}:
        raise PolicyError(f"seeds/{FILE}: {name}.tiers: must name public, research or both.")
    return tiers


def _reason(name: str, raw: Mapping[str, Any]) -> str:
    reason = " ".join(str(raw["reason"]).split())
    if not reason.endswith("."):
        raise PolicyError(f"seeds/{FILE}: {name}.reason: must be a sentence.")
    return reason


def _keys(where: str, raw: Any, required: set[str], optional: set[str]) -> None:
    if not isinstance(raw, dict):
        raise PolicyError(f"seeds/{FILE}: {where}: must be a mapping.")
    for problem, keys in (
        ("lacks", required - raw.keys()),
        ("has the unknown", raw.keys() - required - optional),
    ):
        if keys:
            raise PolicyError(f"seeds/{FILE}: {where}: {problem} {', '.join(sorted(map(str, keys)))}.")
