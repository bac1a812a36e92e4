"""Where sentences begin, and how much of a text is read."""

from __future__ import annotations

import pytest

from transforms.extraction.document import (
    LONGEST_SENTENCE,
    READ_CHARACTERS,
    clause_around,
    parse,
    readable,
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Sgt. Ray Moss shot him. The man fell.", 2),
        ("It was 9:15 p.m. on Main St. when Lt. J. R. Poe fired.", 1),
        ("The chase began at 9 p.m. Officers followed it into Ames, Iowa.", 2),
        ("“He had a gun.” The officer fired.", 2),
        ("“Why did they shoot?” she asked.", 1),
        ("A headline without a stop\nThe story begins here.", 2),
        ("The man, 34, of St. Louis, Mo., died.", 1),
    ],
)
def test_sentences_begin_after_full_stops_but_not_after_ranks_and_places(text: str, sentences: int) -> None:
    assert len(list(parse(text).sents)) == sentences


def test_text_without_stops_is_cut_into_sentences_that_can_be_handled() -> None:
    doc = parse("score " * 1000)
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE


def test_tokens_count_code_points_of_the_body() -> None:
    body = "Der Täter 😀 — a trooper shot the man."
    assert all(body[token.idx : token.idx + len(token)] == token.text for token in parse(body))


def test_a_report_is_read_whole() -> None:
    body = "A deputy shot a man. " * 100
    assert readable(body) == body


def test_of_a_very_long_text_the_beginning_is_read_up_to_the_end_of_a_sentence() -> None:
    head = readable("A deputy shot a man. " * 10_000)
    assert len(head) <= READ_CHARACTERS
    assert head.endswith("man.")


def test_a_clause_ends_where_another_begins() -> None:
    text = "He fled, but an officer shot him; nobody else was hurt."
    start = text.index("shot")
    assert clause_around(text, start, start + 4).strip() == "an officer shot him"


def test_a_name_and_a_verb_of_speech_begin_a_sentence_after_a_time_of_day() -> None:
    doc = parse("A guard called at 4:10 a.m. Dell said the man ran. It was 5 p.m. Tuesday when he came.")
    assert [sentence.text.split()[0] for sentence in doc.sents] == ["A", "Dell", "It"]


def test_initials_of_a_person_end_no_sentence() -> None:
    assert len(list(parse("Smith said Trooper C.R. Hager was at a house.").sents)) == 1
