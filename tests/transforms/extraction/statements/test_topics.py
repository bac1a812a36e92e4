from __future__ import annotations

import pytest

from transforms.extraction.statements.topics import topic_of
from transforms.extraction.statements.words import seed
from warehouse.dictionary import table


@pytest.mark.parametrize(
    ("topic", "content"),
    [
        ("who_fired", "two of the deputies fired their rifles"),
        ("who_fired", "how many officers shot"),
        ("officer_identity", "the name of the trooper"),
        ("armed", "a hatchet was found beside him"),
        ("armed", "whether the woman had a weapon"),
        ("armed", "footage from a body camera shows her holding a pistol"),
        ("pointed", "he aimed a shotgun at the deputies"),
        ("fled", "the driver would not pull over"),
        ("outcome", "she died at a hospital on Friday"),
        ("outcome", "his wounds are not life-threatening"),
        ("warning_given", "officers told him to drop the hatchet"),
        ("body_camera", "the deputies were wearing body cameras"),
        ("identity", "the name of the man who died"),
        ("investigation", "the state bureau is investigating"),
        ("investigation", "the deputy will not be charged"),
        ("leave", "both officers are on paid administrative leave"),
        ("sympathy", "Our hearts go out to his family"),
        ("policy", "the officers acted as they were trained to act"),
        ("community", "there is no further danger to the public"),
        (None, "officers came to the house at noon"),
        (None, "he was fired from his job at the bakery"),
        (None, "a judge had signed a restraining order"),
        (None, "troopers were conducting a fraud investigation"),
        (None, "detectives looked into an armed robbery"),
        (None, ""),
    ],
)
def test_the_question_that_words_speak_to(topic: str | None, content: str) -> None:
    assert topic_of(content) == topic


def test_topics_are_codes_of_the_dictionary() -> None:
    codes = table("statements").columns["topic"].codes
    assert codes is not None
    assert {row["topic"] for row in seed("topics")["topics"]} == set(codes)
