"""Direct speech: one entry a quotation, and whose it is."""

from tests.transforms.extraction.statements.reading import only, statements

CHIEF = "Police Chief Dana Orwell of the Topeka Police Department met reporters in Topeka, Kan. "


def test_a_quotation_broken_by_its_attribution_is_one_entry() -> None:
    statement = only(f'{CHIEF}"He ran at us," Orwell said. "We had no choice."')
    assert statement.content == 'He ran at us," Orwell said. "We had no choice.'
    assert (statement.kind, statement.speaker_name, statement.speaker_title) == (
        "direct",
        "Dana Orwell",
        "Police Chief",
    )
    assert statement.agency is not None and statement.agency.name == "Topeka Police Department"


def test_a_quotation_broken_inside_its_sentence_is_one_entry() -> None:
    statement = only(f'{CHIEF}"He ran at us," Orwell told reporters, "and we had no choice."')
    assert statement.content == 'He ran at us," Orwell told reporters, "and we had no choice.'


def test_a_short_sentence_goes_on_with_a_quotation() -> None:
    statement = only(f'{CHIEF}"It was a bad night," Orwell said. "Nobody won."')
    assert statement.content.endswith("Nobody won.")


def test_words_quoted_from_a_release_are_written() -> None:
    statement = only(CHIEF + '"He ran at us with a knife," Orwell said in a statement.')
    assert (statement.kind, statement.speaker_name) == ("written", "Dana Orwell")


def test_two_quotations_with_two_speakers_are_two_entries() -> None:
    body = CHIEF + '"He ran at us," Orwell said. "He never ran," said Mary Pell, a neighbor.'
    assert [(s.content, s.speaker_name) for s in statements(body)] == [
        ("He ran at us,", "Dana Orwell"),
        ("He never ran,", "Mary Pell"),
    ]


def test_a_fragment_of_three_words_makes_a_reported_sentence_direct() -> None:
    statement = only(CHIEF + 'Orwell said the officers acted with "courage and great care."')
    assert (statement.kind, statement.content) == ("direct", "courage and great care.")


def test_a_fragment_of_two_words_does_not() -> None:
    statement = only(CHIEF + 'Orwell said the wound was "very serious" but not deadly.')
    assert (statement.kind, statement.content[:14]) == ("indirect", "the wound was ")


def test_scare_quotes_and_nicknames_are_no_statements() -> None:
    assert statements('The so-called "house of many horrors" was sold to John "Red Hot" Miller.') == []


def test_a_quotation_is_introduced_by_a_colon() -> None:
    statement = only('Sgt. Lee Marsh of the Missouri State Highway Patrol said:\n"It is hard for us all."')
    assert (statement.content, statement.speaker_name) == ("It is hard for us all.", "Lee Marsh")


def test_words_shouted_inside_a_reported_sentence_belong_to_who_shouted() -> None:
    body = 'Orwell said they met Tom Vance, 30, who yelled, "I have a bomb here," and ran.'
    told = statements(CHIEF + body)
    assert [(s.kind, s.speaker_name) for s in told] == [("indirect", "Dana Orwell"), ("direct", "Tom Vance")]


def test_a_post_is_a_statement_in_writing() -> None:
    body = (
        "Officers closed the road.\n\n"
        "Avoid the area near 5th and Main today. — Topeka Police Department (@topekapd) June 3, 2021"
    )
    statement = only(body)
    assert (statement.kind, statement.content) == ("written", "Avoid the area near 5th and Main today.")


def test_a_sentence_after_a_quotation_is_not_its_attribution() -> None:
    told = statements(
        'Smith said the man "was never in any danger." His aunt, Rosa Dell, called that "a plain lie."'
    )
    assert [s.speaker_name for s in told if s.kind == "direct"][-1] == "Rosa Dell"
    assert len({s.speaker_name for s in told}) == 2
