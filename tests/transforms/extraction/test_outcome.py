"""What became of a person: killed outweighs injured, injured outweighs unharmed, silence says nothing."""

import pytest

from transforms.extraction.outcome import outcome, race

TOLD = [
    ("[O:Officers] fatally shot a [S0:man] behind a bakery.", "killed"),
    ("The [S0:man] was taken to a hospital, where [S0:he] died an hour later.", "killed"),
    ("The [S0:suspect] was pronounced dead at the scene.", "killed"),
    ("[O:Deputies] shot and killed [S0:Rourke] after a standoff.", "killed"),
    ("The [S0:driver] is dead after a confrontation with [O:police].", "killed"),
    ("The death of [S0:Rourke] is being reviewed by the prosecutor.", "killed"),
    ("The [S0:man] did not survive.", "killed"),
    ("The [S0:man] could not be revived.", "killed"),
    ("An autopsy on the [S0:man] is set for Monday.", "killed"),
    ("The coroner identified the [S0:man] on Sunday.", "killed"),
    ("The [S0:man] should recover.", "injured"),
    ("The [S0:man] was bleeding from the shoulder.", "injured"),
    ("The [S0:man] lost two teeth and had a broken cheekbone.", "injured"),
    ("The [S0:man] is in intensive care.", "injured"),
    ("An [O:officer] fired at the [S0:man] but missed.", "unharmed"),
    ("An [O:officer] shot the [S0:man] in the leg.", "injured"),
    ("The [S0:woman] was airlifted to a trauma center.", "injured"),
    ("[S0:She] was listed in stable condition.", "injured"),
    ("The wounded [S0:suspect] crawled under a truck.", "injured"),
    ("An [O:officer] fired once, but the [S0:driver] was not hit.", "unharmed"),
    ("DAYTON, Ohio — A [S0:man] was shot to death by [O:police] on Sunday.", "killed"),
    ("The man shot to death by an [O:officer] on Sunday has been identified as [S0:Rourke].", "killed"),
    ("The [S0:man] was deceased.", "killed"),
    ("An [O:officer] and the [S0:man] exchanged gunfire. Neither was hit.", "unharmed"),
    ("Nobody was injured when an [O:officer] fired at the [S0:driver].", "unharmed"),
    ("[O:Police] shot a [S0:man], who was taken to a hospital. [S0:His] condition is not known.", "injured"),
    ("[O:Police] shot and killed a [S0:man]. The condition of a bystander was unknown.", "killed"),
    ("[O:Police] shot a [S0:man]. The [O:officer]'s condition was not known.", "injured"),
    ("[O:Police] shot a [S0:man]. The conditions of two [O:officers] were not released.", "injured"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_outcome_is_what_the_verb_says_of_the_person(scene, text, expected):
    found = outcome(scene(text), 0)
    assert found is not None
    assert found.value == expected


SILENT = [
    "The [S0:man] had shot and killed a [T:neighbor] before [O:officers] came.",
    "[O:Officers] fired at the [S0:driver], who drove on.",
    "The [S0:man] was shot at by [O:officers].",
    "The [S0:man] was taken to a hospital for a mental evaluation.",
    "It is unclear whether the [S0:man] was hit.",
    "The [S0:man] was later killed in a shooting unrelated to the arrest.",
    "An [O:agent] shot a [S0:man]. The condition of the [S0:man] was not immediately known.",
    "An [O:officer] shot the [S0:driver]. There was no word on the [S0:driver]'s condition.",
    "[O:Police] shot a [S0:woman] on Sunday. [S0:Her] condition has not been released.",
]


@pytest.mark.parametrize("text", SILENT)
def test_harm_to_others_and_open_questions_say_nothing_of_the_person(scene, text):
    assert outcome(scene(text), 0) is None


def test_each_of_two_subjects_has_an_outcome_of_its_own(scene):
    told = scene("[S0:Rourke] was killed and [S1:Bellamy] was taken to a hospital with wounds.", (None, None))
    first, second = outcome(told, 0), outcome(told, 1)
    assert (first.value, second.value) == ("killed", "injured")


def test_the_value_stands_on_the_characters_that_say_so(scene):
    told = scene("A quiet street. The [S0:man] was pronounced dead there.")
    found = outcome(told, 0)
    assert "pronounced" in told.doc.text[found.start : found.end]


def test_race_only_where_it_is_stated(scene):
    assert race(scene("A Black [S0:man] was shot by [O:police]."), 0).value == "black"
    assert race(scene("A [S0:man] in a black car was shot by [O:police]."), 0) is None
    assert race(scene("[S0:Orr], a 26-year-old black [S0:man], was shot."), 0).value == "black"
    assert race(scene("The dead [S0:man], described as white, had a gun."), 0).value == "white"
    assert race(scene("The [S0:man], described as a Latino in his 20s, fled."), 0).value == "hispanic"
    assert race(scene("The [S0:man] who was shot was a white adult."), 0).value == "white"
    assert race(scene("The [S0:driver] was in a white van."), 0) is None
