"""What speakers do not know, do not tell, or deny."""

import pytest

from tests.transforms.extraction.statements.reading import only


@pytest.mark.parametrize(
    ("sentence", "hedge", "begins"),
    [
        ("Smith could not confirm whether the man held a knife.", "unconfirmed", "the man held"),
        ("Smith said she did not know if the man had a gun.", "unconfirmed", "she did not"),
        ("It was not immediately clear who fired, Smith said.", "unconfirmed", "It was not"),
        ("Smith declined to say how many officers fired.", "declined", "say how many"),
        ("Smith refused to release any details of the case.", "declined", "release any"),
        ("Smith would not say how many officers fired.", "declined", "how many officers"),
        ("Smith would neither confirm nor deny that an officer fired.", "declined", "an officer fired"),
        ("Smith denied that the man was unarmed.", "denied", "the man was"),
        ("Smith said the man had a gun.", None, "the man had"),
    ],
)
def test_hedges_of_indirect_speech(sentence: str, hedge: str | None, begins: str) -> None:
    statement = only(f"Lt. Ann Smith spoke to the press. {sentence}")
    assert statement.hedge == hedge
    assert statement.content.startswith(begins)
