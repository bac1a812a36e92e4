"""Laws that hold for every text: exact spans, no overlap, bounded time."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.extraction.statements.reading import statements

PIECES = [
    '"', "“", "”", "‘", "’", ", ", ". ", "\n\n", " — ", ": ", "police said",
    "Lt. Ann Smith said", "according to ",
    "the man ran", "He fired twice", "she told reporters", "could not confirm whether ", "the statement said",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_contents_are_the_words_at_their_spans_and_never_overlap(body: str) -> None:
    position = 0
    for statement in statements(body):
        assert body[statement.start : statement.end] == statement.content != ""
        assert position <= statement.start
        position = statement.end


def test_an_article_full_of_quotations_takes_bounded_time() -> None:
    begun = time.process_time()
    statements('"Stop it now," he said. ' * 800)
    assert time.process_time() - begun < 30
