"""The policy file is read strictly, and its patterns hide what they should and leave the rest."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

import transforms.privacy
from transforms.privacy.policy import PolicyError, policy, read_policy
from warehouse.seeds import load_yaml

GOOD: dict[str, Any] = {
    "marker": "[withheld]",
    "people": {"minors": {"tiers": ["public"], "reason": "Children.", "kin": True, "words": ["boy", "girl"]}},
    "patterns": {"phone": {"tiers": ["public"], "reason": "Calls.", "pattern": "(?P<hide>[0-9]+)"}},
}


def test_a_tier_has_its_rules() -> None:
    found = read_policy(GOOD)
    assert found.people[0].words == "(?:boy)|(?:girl)"
    assert [len(found.of(tier).people) for tier in ("public", "research", "internal")] == [1, 0, 0]
    with pytest.raises(KeyError):
        found.of("secret")


@pytest.mark.parametrize(
    ("rule", "change", "told"),
    [
        ("minors", {"tiers": ["everybody"]}, "minors.tiers: must name public"),
        ("minors", {"tiers": []}, "minors.tiers: must name public"),
        ("minors", {"reason": "Children"}, "minors.reason: must be a sentence"),
        ("minors", {"age": 17}, "minors: has the unknown age"),
        ("phone", {"pattern": "("}, "phone.pattern: is no regular expression"),
        ("phone", {"pattern": "[0-9]+"}, "phone.pattern: has no group"),
    ],
)
def test_a_mistake_is_told(rule: str, change: dict[str, Any], told: str) -> None:
    raw = {
        part: {name: one | (change if name == rule else {}) for name, one in GOOD[part].items()}
        for part in ("people", "patterns")
    }
    with pytest.raises(PolicyError, match=f"seeds/privacy.yml: {told}"):
        read_policy(raw | {"marker": "x"})
    with pytest.raises(PolicyError, match="the file: lacks marker"):
        read_policy(raw)


def test_every_rule_for_people_has_its_query_and_every_query_its_rule() -> None:
    folder = Path(transforms.privacy.__file__).parent / "people"
    assert {path.stem for path in folder.glob("*.sql")} == {rule.name for rule in policy().people}


HIDDEN = {
    "phone_number": {
        "Call 816-555-0134 or (816) 555-0134, 816.555.0134 or 555-0134.": [
            "816-555-0134", "(816) 555-0134", "816.555.0134", "555-0134",
        ],
        "On 2024-05-06, 2019-2020, case 24-0117, inc-1234567890123456, 1,500,200": [],
    },
    "email_address": {
        "Write to a.roe+x@news.example.": ["a.roe+x@news.example"],
        "@handle at 5, https://x.example/@roe/man-shot.html, feed@2/a.html": [],
    },
    "licence_plate": {
        "a license plate number ABC 1234 and plate XYZ123": ["ABC 1234", "XYZ123"],
        "the plate was seen; a home plate; tags from Kansas": [],
    },
    "house_number": {
        "at 2814 Oak Street, 6 West 39th Street, 634 Prospect Ave and 12 N. Elm Rd": ["14", "6", "34", "12"],
        "the 2300 block of Oak Street, 55th Street, on May 2 Police said, 18 people on Oak Street": [],
    },
    "officer_home": {
        "a deputy's home on Elm Lane, an officer’s house in the Mill area": ["Elm Lane", "the Mill"],
        "the man's home on Elm Lane": [],
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_pattern_hides_what_it_should(kind: str) -> None:
    (rule,) = [rule for rule in policy().patterns if rule.name == kind]
    for text, found in HIDDEN[kind].items():
        assert [match["hide"] for match in rule.pattern.finditer(text)] == found


def test_every_pattern_is_tested_and_scanned_for() -> None:
    assert HIDDEN.keys() == {rule.name for rule in policy().patterns} == load_yaml("privacy_scan.yml").keys()


@pytest.mark.parametrize("text", ["a" * 30_000, "a." * 15_000, "5-" * 15_000])
def test_a_long_word_is_not_walked_from_each_of_its_letters(text: str) -> None:
    patterns = [rule.pattern for rule in policy().patterns]
    patterns += [re.compile(rule["pattern"]) for rule in load_yaml("privacy_scan.yml").values()]
    before = time.process_time()
    assert [match for pattern in patterns for match in pattern.finditer(text)] == []
    assert time.process_time() - before < 1  # it took some seconds; ten times the length, some minutes


@pytest.mark.parametrize("kind", HIDDEN)
def test_the_scan_finds_it_before_and_not_after(kind: str) -> None:
    (rule,) = [rule for rule in policy().patterns if rule.name == kind]
    sought = re.compile(load_yaml("privacy_scan.yml")[kind]["pattern"])
    (text, _), (harmless, _) = HIDDEN[kind].items()
    assert sought.search(text)
    assert not sought.search(harmless)
    for match in reversed([*rule.pattern.finditer(text)]):
        text = text[: match.start("hide")] + "█" * len(match["hide"]) + text[match.end("hide") :]
    assert not sought.search(text)
