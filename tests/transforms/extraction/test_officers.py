"""Officers hurt: a number where told, 0 only where the text says none, else nothing."""

import pytest

from transforms.extraction.officers import officers_injured, officers_killed

COUNTS = [
    ("An [O:officer] was shot in the leg by the [S0:man].", "1"),
    ("Two [O:deputies] were wounded when the [S0:man] fired.", "2"),
    ("One of the [O:officers] was bitten by the [S0:man].", "1"),
    ("The [O:officer] was treated at a hospital and released.", "1"),
    ("The shooting left two [O:troopers] and the [S0:suspect] wounded.", "2"),
    ("The [O:officer] is expected to recover.", "1"),
    ("The [O:deputy] had a fractured pelvis.", "1"),
    ("The [O:trooper] has glass in one eye.", "1"),
    ("Two [O:deputies] were treated for scrapes.", "2"),
    ("The [O:officer] came away with scratches.", "1"),
    ("The [O:sergeant] tore up his knee.", "1"),
    ("A [O:deputy] and a [O:trooper] were wounded.", "2"),
    ("Each of the two [O:officers] was hurt.", "2"),
    ("No [O:officers] were injured.", "0"),
    ("None of the [O:deputies] were hurt.", "0"),
    ("The [O:officer] was not hurt.", "0"),
    ("No other injuries were reported.", "0"),
    ("One [O:officer] was struck in the leg and a second was cut by glass.", "2"),
    ("The [O:officers] are fine.", "0"),
    ("The bullets missed both [O:officers].", "0"),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_officers_hurt_are_counted(scene, text, expected):
    assert officers_injured(scene(text)).value == expected


@pytest.mark.parametrize(
    "text",
    [
        "An [O:officer] shot the [S0:man], who was taken to a hospital.",
        "The [S0:man] shot at an [O:officer] and missed.",
        "The [O:officer] was placed on leave.",
        "The [O:officers] treated the [S0:man] for wounds.",
        "[O:Officers] found the [S0:man] with burns.",
    ],
)
def test_silence_is_not_none(scene, text):
    assert officers_injured(scene(text)) is None


def test_officers_killed_only_where_said(scene):
    assert officers_killed(scene("An [O:officer] was killed and the [S0:man] was hurt.")).value == "1"
    assert officers_killed(scene("The [O:officer] shot and killed the [S0:man].")) is None


NOT_KILLED = [
    "The [S0:man] is accused of trying to kill an [O:officer].",
    "Last year three [O:officers] were killed in the state.",
    "The [S0:man] said he would kill an [O:officer].",
]


@pytest.mark.parametrize("text", NOT_KILLED)
def test_attempts_and_other_years_kill_no_officer(scene, text):
    assert officers_killed(scene(text)) is None


def test_the_death_of_whoever_shot_an_officer_is_not_the_officers(scene):
    assert officers_killed(scene("The [S0:man] suspected of shooting the [O:officer] is dead.")) is None
    assert officers_killed(scene("The [S0:man] shot the [O:officer] dead.")).value == "1"


def test_one_named_officer_unhurt_does_not_undo_the_wounds_of_another(scene):
    told = scene("The [O:deputy] was treated at a hospital for bruises. [O:Lyles] was not hurt.")
    assert officers_injured(told).value == "1"
