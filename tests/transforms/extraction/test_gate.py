"""Which sentences of an article could tell of force by officers, before any of it is parsed."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.extraction.document import pipeline
from transforms.extraction.gate import excerpts, sentences

STORY = "Police said a man was found dead in a parked car on Elm Street early Monday. He had been shot. "


@pytest.mark.parametrize(
    "body",
    [
        "A deputy shot a man.",
        "The chief spoke at length. An officer had fired twice.",
        "A man was shot as troopers came up to him.",
        "Deputies met him at the door. They opened fire.",
        "He was bitten by a K-9.",
        "KCPD used tear gas.",
        "Two guards at the state prison beat an inmate.",
        "An officer was charged with assault over an arrest in May.",
        "A man shot by a deputy said on Monday that he was sorry.",
        "A man who pointed a rifle at troopers was shot.",
        "Officers arrived and shot the man.",
        "Police arrested him after punching him in the face.",
        "Officers called to the mill shot a man.",
        "Troopers looking for a stolen car shot its driver.",
        "The officer told a detective he fired because the man raised a gun.",
        "The sheriff said that they shot him over an ax.",
        "A man swung a bat at two officers. They shot him.",
        "Deputy Ann Lowry told the man to stop. She fired twice.",
        "Officers met him at the door. Gunfire was exchanged.",
        "The security guard called police, and an officer shot the man.",
        "The gunman hit an officer in the arm, and the officer shot back.",
        "He kicked a deputy, who tackled him.",
        "A man was shot by LCPD.",
        "The patrolman struck the boy with a baton.",
        "The grand jury cleared two troopers in the killing.",
        "A deputy was charged with assault over a blow at the jail.",
        "Two men died in a gun battle with officers.",
        "He fell in a volley of bullets from deputies.",
    ],
)
def test_the_gate_lets_through_what_may_tell_of_force(body: str) -> None:
    assert excerpts(body)


@pytest.mark.parametrize(
    "body",
    [
        "The council voted to mend the bridge.",
        "The fire killed two people and firefighters are looking for the cause.",
        "The mill opened fire sales on Monday.",
        "Two gangs fought a gun battle by the mill.",
        STORY,
        "Deputies said the two men shot at each other over a debt.",
        "A man fired two shots at deputies, who took cover.",
        "Officers were asking about the shooting on Monday.",
        "Police arrested him at noon. Neighbors spoke of a shooting on their street last year.",
        "Deputies charged him with kidnapping and assault.",
        "No shots were fired by deputies.",
        "A security guard was shot outside a bank.",
        "Lt. Ann Lowry said the two men beat a clerk.",
        "He told a detective that he killed his neighbor.",
        "A man, described by police as tall, shot a clerk.",
        "The driver led officers on a chase and struck a wall.",
        "Prosecutors say the visitor kicked a bailiff's shin and then punched a deputy.",
        "A deputy shot the dog. It had bitten a boy.",
        "Gang members got into a gunfight.",
        "A deputy was arrested and fired on Monday.",
        "Police came to the house. A woman had been hit by a bullet.",
        "The clerk was hit by a bullet while walking, police said.",
    ],
)
def test_the_gate_keeps_out_what_cannot(body: str) -> None:
    assert not excerpts(body)


def test_a_sentence_that_goes_on_comes_with_the_one_before() -> None:
    body = "It rained. Deputies met a man at the door. They opened fire. The road was closed."
    assert excerpts(body) == ["Deputies met a man at the door. They opened fire. "]


def test_an_officer_called_by_name_alone_comes_with_the_rank_told_before() -> None:
    body = "Deputy Ann Lowry was parked by the mill. A man walked up. Lowry fired twice."
    assert excerpts(body) == ["Deputy Ann Lowry was there. Lowry fired twice."]
    assert not excerpts("Ann Lowry was parked by the mill. A man walked up. Lowry fired twice.")


def test_what_stands_far_from_officers_is_not_their_deed() -> None:
    errand = "drove " + "along the river and past the old mill " * 3
    assert excerpts("Deputies drove along the river and fired.")
    assert not excerpts(f"Deputies {errand}and a boy fired a slingshot.")


def test_a_stop_after_a_rank_or_an_initial_ends_no_sentence() -> None:
    assert sentences("Sgt. J. Lowry came. He left.") == ["Sgt. J. Lowry came. ", "He left."]


@given(st.text(alphabet='aB .!?"\n', max_size=60))
def test_the_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


def test_finding_none_costs_a_twentieth_of_parsing_at_most() -> None:
    rest = "Neighbors on the street heard a car drive off and then saw nobody for half an hour. "
    body = (STORY + 3 * rest) * 15
    assert not excerpts(body)
    assert quickest(excerpts, body) < quickest(pipeline(), body) / 20


def quickest(read: Callable[[str], object], body: str) -> float:
    """Return the seconds of the quickest of three runs: the machine may be busy with other things."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        read(body)
        taken.append(time.process_time() - start)
    return min(taken)
