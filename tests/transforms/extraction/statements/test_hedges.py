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
        ("Smith denied that the man was shot twice.", "denied", "the man was"),
        ("Smith rejected the suggestion that officers came late.", "denied", "officers came late"),
        ("Smith was unable to say who fired first.", "unconfirmed", "who fired"),
        ("Smith said she was not sure who fired.", "unconfirmed", "she was not"),
        ("Smith said it was too early to say who fired.", "unconfirmed", "it was too"),
        ("Smith said investigators have not determined who fired.", "unconfirmed", "investigators have"),
        ("Smith said she had no information on the man's injuries.", "unconfirmed", "she had no"),
        ("Whether the man fired is not yet clear, Smith said.", "unconfirmed", "Whether the man"),
        ("Smith would not comment on the family's claim.", "declined", "on the family"),
        ("Smith declined to comment.", "declined", "comment"),
        ("Smith said the department does not comment on lawsuits.", "declined", "the department"),
        ("Smith said she was not at liberty to discuss the warrant.", "declined", "she was not"),
        ("Smith said the man had a gun.", None, "the man had"),
        ("Smith said the man was not aware of the officers.", None, "the man was"),
        ("Smith said the man has no criminal record.", None, "the man has"),
    ],
)
def test_hedges_of_indirect_speech(sentence: str, hedge: str | None, begins: str) -> None:
    statement = only(f"Lt. Ann Smith spoke to the press. {sentence}")
    assert statement.hedge == hedge
    assert statement.content.startswith(begins)
