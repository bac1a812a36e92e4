"""Who does a verb, to whom, and whether it is told as real."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from transforms.extraction.document import parse
from transforms.extraction.syntax import agents, is_passive, is_unreal, patient, subject


def verb(text: str, word: str) -> Token:
    return next(token for token in parse(text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "doer"),
    [
        ("The deputy fired.", "fired", "deputy"),
        ("The deputy stopped and fired.", "fired", "deputy"),
        ("The deputy who fired is new.", "fired", "deputy"),
        ("The deputy began firing.", "firing", "deputy"),
        ("The deputy was forced to shoot the man.", "shoot", "deputy"),
        ("That prompted the deputy to fire his gun.", "fire", "deputy"),
    ],
)
def test_the_doer_is_found_through_joined_and_governed_verbs(text: str, word: str, doer: str) -> None:
    found = subject(verb(text, word))
    assert found is not None and found.text == doer


def test_a_passive_has_a_patient_and_an_agent() -> None:
    shot = verb("The man was shot by a deputy.", "shot")
    assert is_passive(shot)
    assert [noun.text for noun in agents(shot)] == ["deputy"]
    sufferer = patient(shot)
    assert sufferer is not None and sufferer.text == "man"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The deputy did not fire.", "fire"),
        ("The deputy could have fired.", "fired"),
        ("The man threatened to shoot her.", "shoot"),
        ("They arrested him without firing.", "firing"),
        ("She asked whether the deputy fired.", "fired"),
        ("No deputy fired.", "fired"),
    ],
)
def test_what_was_denied_or_only_thought_of_is_unreal(text: str, word: str) -> None:
    assert is_unreal(verb(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The deputy fired.", "fired"),
        ("The deputy had to shoot the man.", "shoot"),
        ("The chief said the deputy fired.", "fired"),
        ("He ran before the deputy fired.", "fired"),
    ],
)
def test_what_was_done_is_real(text: str, word: str) -> None:
    assert not is_unreal(verb(text, word))


def test_an_attempt_counts_only_where_asked_for() -> None:
    tase = verb("The deputy tried to tase him.", "tase")
    assert is_unreal(tase)
    assert not is_unreal(tase, may_try=True)
