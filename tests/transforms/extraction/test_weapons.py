"""What a person had: by who holds it, not by what is named."""

import pytest

from transforms.extraction.weapons import armed, armed_question

HELD = [
    ("The [S0:man] pointed a rifle at the [O:deputies].", "firearm"),
    ("The [S0:man] was armed with a handgun.", "firearm"),
    ("The [S0:driver] opened fire on the [O:troopers].", "firearm"),
    ("The [S0:suspect] shot an [O:officer] in the arm.", "firearm"),
    ("The [S0:man] came out holding what appeared to be a gun. A pistol lay beside [S0:him].", "firearm"),
    ("[O:Officers] told the [S0:woman] to drop the knife.", "knife"),
    ("A [S0:man] with a machete charged at an [O:officer].", "knife"),
    ("A knife-wielding [S0:man] walked toward [O:police].", "knife"),
    ("The [S0:man] threatened [O:deputies] with a kitchen knife.", "knife"),
    ("The [S0:man] swung a baseball bat at the [O:officer].", "blunt"),
    ("The [S0:man] ran at the [O:officers] with a hatchet.", "other"),
    ("The [S0:driver] accelerated toward an [O:officer].", "vehicle"),
    ("The [S0:driver] backed [S0:his] truck into an [O:officer].", "vehicle"),
    ("The [S0:man] sped at an [O:officer] who was on foot.", "vehicle"),
    ("The [S0:man] pinned the [O:officer] between two cars.", "vehicle"),
    ("The [S0:woman] rammed two patrol cars.", "vehicle"),
    ("The [S0:suspect] used his pickup as a weapon.", "vehicle"),
    ("The [S0:man] steered a van toward the [O:officers]. A pistol was found under the seat.", "vehicle"),
    ("The [S0:man] did not obey and backed [S0:his] truck into an [O:officer].", "vehicle"),
    ("The [S0:man] climbed out of the car firing.", "firearm"),
    ("The [S0:man], knife in hand, walked on.", "knife"),
    ("The [S0:man] grabbed the [O:deputy]'s flashlight and swung it.", "blunt"),
    ("The [S0:man] hit the [O:deputy] with a metal chair.", "blunt"),
    ("The [S0:man] had a phone in his hand, not a gun.", "unarmed"),
    ("The [S0:man]'s pistol was a toy.", "replica"),
    ("The [S0:boy] raised a pistol. It was a BB gun.", "replica"),
    ("The [S0:man] was unarmed.", "unarmed"),
    ("The [S0:man] had nothing but a phone in [S0:his] hand.", "unarmed"),
    ("[O:Officers] found only a wallet on the [S0:man].", "unarmed"),
    ("The [S0:man] charged. It was a flashlight that [S0:he] held.", "unarmed"),
    ("What the [S0:man] pointed at the [O:officers] was a toy.", "replica"),
    ("The [S0:man] yanked a pistol from a bag.", "firearm"),
    ("Gunfire came from inside the house where the [S0:man] hid.", "firearm"),
    ("The [S0:man] charged them, knife raised.", "knife"),
    ("The [S0:man] struck the [O:officer] on the head with a bottle.", "blunt"),
    ("The [S0:woman] drove forward with an [O:officer] in front of the bumper.", "vehicle"),
    ("The [S0:man] put the truck in drive and headed for the [O:officer].", "vehicle"),
]


@pytest.mark.parametrize(("text", "expected"), HELD)
def test_a_weapon_belongs_to_who_holds_it(scene, text, expected):
    found = armed(scene(text), 0)
    assert found is not None
    assert found[0].value == expected


NOT_HELD = [
    "An [O:officer] drew a pistol and shot the [S0:man].",
    "The [O:officers] pointed their rifles at the [S0:man].",
    "A [T:neighbor] with a shotgun watched the [S0:man].",
    "It is not clear whether the [S0:man] had a gun.",
    "Asked if the [S0:man] was armed with a gun, the [O:sergeant] said she did not know.",
    "[O:Police] could not confirm that the [S0:man] had a knife.",
    "The [S0:man] suffered a gunshot wound.",
    "Little is known of what the [S0:man] came for before the shooting.",
    "The [S0:man] grabbed the [O:officer]'s Taser.",
    "The [S0:man] drove away from the [O:officer].",
]


@pytest.mark.parametrize("text", NOT_HELD)
def test_no_value_from_officers_bystanders_or_open_questions(scene, text):
    assert armed(scene(text), 0) is None


def test_an_open_question_is_told_as_one(scene):
    question = armed_question(scene("[O:Police] could not confirm whether the [S0:man] had a gun."), 0)
    assert (question.value, question.modality) == ("firearm", "unconfirmed")


def test_an_open_question_without_a_kind_has_no_kind(scene):
    question = armed_question(scene("Asked if the [S0:man] was armed, she said she did not know."), 0)
    assert (question.value, question.modality) == ("unknown", "unconfirmed")


def test_a_gun_whose_owner_is_not_known_is_an_open_question(scene):
    told = scene("The [S0:man] was hurt. [O:Police] could not confirm if the gun was his.")
    assert armed(told, 0) is None
    assert armed_question(told, 0).modality == "unconfirmed"


def test_a_gun_that_was_only_thought_of_gives_way_to_none(scene):
    told = scene("The [O:officer] thought the [S0:man] was pointing a gun. The [S0:man] had no weapon.")
    assert armed(told, 0)[0].value == "unarmed"


BASES = [
    ("The [S0:man] pointed a rifle at the [O:deputies].", "alleged"),
    ("The [S0:man] pointed a rifle. [O:Police] recovered the rifle beside [S0:him].", "confirmed"),
    ("The [S0:man] pointed a rifle. The family says the [S0:man] was unarmed.", "disputed"),
]


@pytest.mark.parametrize(("text", "basis"), BASES)
def test_the_basis_tells_word_from_find_from_dispute(scene, text, basis):
    assert armed(scene(text), 0)[1] == basis
