"""Who force was used on: named or described, one or several, and who is not; age and gender."""

from __future__ import annotations

import pytest

from transforms.extraction.actors import Cast
from transforms.extraction.document import parse
from transforms.extraction.force import find_force
from transforms.extraction.people import find_people
from transforms.extraction.subjects import Reference, Subject, complete_subjects, find_subjects


def subjects(body: str) -> list[Subject]:
    doc = parse(body)
    cast = Cast(doc, find_people(doc, []))
    sentences = set(range(len(list(doc.sents))))
    found = find_subjects(doc, cast, find_force(doc, cast, []), sentences, frozenset())
    complete_subjects(doc, cast, found, Reference(doc, cast, found, sentences))
    return found


def told(body: str) -> list[tuple[str | None, int | None, str | None]]:
    return [(s.person.name if s.person else None, s.age, s.gender) for s in subjects(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Police shot Carl Dunphy, 26, on Friday. He died.", ("Carl Dunphy", 26, "male")),
        ("Police shot a woman. She was identified as 31-year-old Lena Orr.", ("Lena Orr", 31, "female")),
        (
            "An officer shot a man who raised a gun. Police identified the man as Carl Dunphy, 40. "
            "Sgt. Ann Tully said he pointed it at her.",
            ("Carl Dunphy", 40, "male"),
        ),
        ("A deputy shot the driver, Lena Orr, as she drove off. Orr, 22, was taken to a hospital.",
         ("Lena Orr", 22, "female")),
        ("Lena Orr told police her brother, Carl Dunphy, had a knife. Officers shot Dunphy when he ran.",
         ("Carl Dunphy", None, "male")),
        ("A trooper shot a burglar. The man ran at him. Carl Dunphy, 24, is in serious condition.",
         ("Carl Dunphy", 24, "male")),
        ("Carl Dunphy, 51, was shot by police. He died. “Dad was ill,” said Amber Dunphy. “They shot him.” "
         "Dunphy had a knife when an officer fired.", ("Carl Dunphy", 51, "male")),
        ("Two Lindale officers pleaded guilty to assault for the way they arrested Lena Orr. She was struck.",
         ("Lena Orr", None, "female")),
        ("Carl Dunphy, 33, whom a detective shot in a truck, was a father.", ("Carl Dunphy", 33, "male")),
    ],
)  # fmt: skip
def test_named_person(body: str, expected: tuple[str, int | None, str | None]) -> None:
    assert told(body) == [expected]


def test_a_person_shot_once_before_is_the_subject_of_that_event_too() -> None:
    doc = parse("Police shot Carl Dunphy, 31, on Friday. In July 2015 Dunphy was shot in the leg by police.")
    cast = Cast(doc, find_people(doc, []))
    hits = find_force(doc, cast, [])
    before = [hit for hit in hits if hit.sentence == 1]
    (found,) = find_subjects(doc, cast, before, {1}, frozenset({"Carl Dunphy"}))
    assert found.person is not None
    assert found.person.name == "Carl Dunphy"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Police shot a 45-year-old man who charged at an officer.", (None, 45, "male")),
        ("Police shot a man in his 20s. Sgt. Ann Tully said officers found him there.", (None, None, "male")),
        ("An officer shot at a suspect. The driver, a woman, was taken to jail.", (None, None, "female")),
        ("Police shot a suspect between 25 and 35 years old.", (None, None, None)),
        ("Officers fired at a person in a car. Nobody was hurt.", (None, None, None)),
        ("Police shot a man. The man, 38, is in a hospital.", (None, 38, "male")),
        ("Police shot a man. The man , 38, is in a hospital.", (None, 38, "male")),
        ("Police shot a man. The man, who was 34, died.", (None, 34, "male")),
        ("Deputies shot a woman. She was 51.", (None, 51, "female")),
        (
            "A trooper shot the driver. Officials said he is a 20-year-old man from Salina.",
            (None, 20, "male"),
        ),
        ("Police shot a man. Witness Paul Ochre said he saw it all.", (None, None, "male")),
        ("Police shot a man on May 19, 29 days after a robbery.", (None, None, "male")),
    ],
)
def test_person_as_described(body: str, expected: tuple[None, int | None, str | None]) -> None:
    assert told(body) == [expected]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The suspect shot Officer Carl Dunphy before police shot the suspect.", "Carl Dunphy"),
        ("A man stabbed Lena Orr. Officers shot the man.", "Lena Orr"),
        ("Police shot a man. “I heard it,” said Lena Orr, a neighbor.", "Lena Orr"),
        ("Police shot a man. “We are sorry,” Police Chief Lena Orr said.", "Lena Orr"),
        ("Police shot a man at his home. His wife, Lena Orr, was not hurt.", "Lena Orr"),
        ("(Carl Dunphy/Daily Post) Police shot a man. He died.", "Carl Dunphy"),
        ("Officer Carl Dunphy shot a man who had a knife. Dunphy is on leave.", "Carl Dunphy"),
    ],
)
def test_others_are_no_subjects(body: str, name: str) -> None:
    assert name not in [subject[0] for subject in told(body)]


def test_what_a_person_says_in_the_mouth_of_another_makes_him_no_source() -> None:
    body = (
        "Police shot a man on Monday. It began when a 49-year-old man broke a door at his home. "
        "“He announced that he would not leave,” Sgt. Ann Tully said."
    )
    assert told(body) == [(None, 49, "male")]


def test_several_suspects_are_several_subjects() -> None:
    body = (
        "Police shot at two suspects after a chase. The driver, Carl Dunphy, 25, was arrested. He fled. "
        "The passenger was identified as Lena Orr, 32. Orr was arrested and charged."
    )
    assert [subject[0] for subject in told(body)] == ["Carl Dunphy", "Lena Orr"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("An officer fired at a truck, killing Carl Dunphy and wounding a passenger, Lena Orr.",
         ["Carl Dunphy", "Lena Orr"]),
        ("Police shot two men after a chase. Troopers arrested Carl Dunphy, 25, and Tyler Webb, 23.",
         ["Carl Dunphy", "Tyler Webb"]),
        ("Police shot Carl Dunphy, who had a gun. Officers Ada Tully, Tyler Webb and Owen Sharp shot.",
         ["Carl Dunphy"]),
        ("Two men were shot by officers outside a bar on Sunday.", [None, None]),
        ("Police shot a man. Two men ran away.", [None]),
        ("Police shot at two men. A passenger ran. Troopers arrested Carl Dunphy, 25, and Tyler Webb, 23.",
         ["Carl Dunphy", "Tyler Webb"]),
    ],
)  # fmt: skip
def test_each_person_force_was_used_on_is_a_subject(body: str, expected: list[str | None]) -> None:
    assert {subject[0] for subject in told(body)} == set(expected)
    assert len(told(body)) == len(expected)


def test_group_of_men_says_the_gender_of_each() -> None:
    body = "Police shot at two suspects. Both men fled. Carl Dunphy, 25, and Owen Sharp, 23, were arrested."
    assert {subject[2] for subject in told(body)} == {"male"}


def test_stranger_told_of_after_a_name_is_not_its_bearer() -> None:
    body = (
        "Carl Dunphy, 38, was found dead on Monday, and a friend is charged. " + "He liked pool. " * 20
        + "It was the third death of the year, after a Lindale police officer shot a man in May."
    )  # fmt: skip
    assert told(body)[0][0] is None


def test_force_without_a_person_told_still_has_a_subject() -> None:
    assert told("There was an officer-involved shooting on Monday.") == [(None, None, None)]


def test_every_span_is_in_the_body() -> None:
    body = "Police shot Carl Dunphy, 26, on Friday. He died."
    (subject,) = subjects(body)
    assert body[slice(*subject.span)] == "Carl Dunphy"
    assert subject.age_span is not None
    assert body[slice(*subject.age_span)] == "26"
    assert subject.gender_span is not None
    assert body[slice(*subject.gender_span)] == "He"
