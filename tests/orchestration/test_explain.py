"""A span is shown inside its sentence."""

from orchestration.explain import passage

BODY = "Police came at noon. Officer Ada Lind, 31, fired twice, Sgt. Bo Ray said. Nobody was hurt.\nThe end."


def around(text: str) -> str:
    start = BODY.index(text)
    found = passage(BODY, start, start + len(text))
    return f"{found.before}[{found.span}]{found.after}"


def test_the_sentence_around_a_span() -> None:
    assert around("at noon") == "Police came [at noon]."


def test_a_span_over_two_sentences_shows_both() -> None:
    assert around("said. Nobody").startswith("Bo Ray [said. Nobody]")


def test_a_line_ends_a_sentence() -> None:
    assert around("The end.") == "[The end.]"


def test_a_very_long_sentence_is_cut_on_both_sides() -> None:
    body = "word " * 300 + "TARGET" + " word" * 300
    found = passage(body, 1500, 1506)
    assert found.span == "TARGET"
    assert found.before.startswith("…")
    assert found.after.endswith("…")


def test_line_breaks_inside_are_shown_as_spaces() -> None:
    assert passage("He said\n\tnothing.", 8, 9).span == " "
