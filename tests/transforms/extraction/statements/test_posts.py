"""Statements in writing that stand on a page without quotation marks."""

import pytest

from tests.transforms.extraction.statements.reading import statements

WORDS = "Officers stopped a car on Elm Street. The driver, who said he was lost, was taken to a hospital."


@pytest.mark.parametrize(
    ("line", "organisation"),
    [
        ("The Topeka Police Department released the following statement:", "Topeka Police Department"),
        ("Topeka police later issued a written statement on the shooting:", "Topeka Police Department"),
        ("Copper Kettle Diner posted this message to its guests:", "Copper Kettle Diner"),
    ],
)
def test_the_paragraph_after_the_line_that_leads_in_is_theirs(line: str, organisation: str) -> None:
    body = f"TOPEKA, Kan. — A man was shot on Monday.\n\n{line}\n\n{WORDS}\n\nA neighbor said she saw it."
    written, neighbor = statements(body)
    assert (written.kind, written.content, written.organisation) == ("written", WORDS, organisation)
    assert neighbor.kind == "indirect"


def test_a_paragraph_in_quotation_marks_is_direct_speech() -> None:
    body = "TOPEKA, Kan. — Topeka police released the following statement:\n\n“We mourn with them.”"
    (only,) = statements(body)
    assert only.content == "We mourn with them."
