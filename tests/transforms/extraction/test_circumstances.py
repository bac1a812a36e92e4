"""Reason for contact, flight and cameras."""

import pytest

from transforms.extraction.circumstances import body_camera, contact_reason, fled

REASONS = [
    ("A [O:deputy] pulled the [S0:driver] over for speeding.", "traffic_stop"),
    ("The [S0:driver] would not stop, and a chase began.", "pursuit"),
    ("[O:Marshals] came to serve a warrant on the [S0:man].", "warrant_or_wanted"),
    ("[O:Officers] responded to a domestic dispute.", "domestic"),
    ("A caller said her son was threatening his father.", "domestic"),
    ("[O:Officers] were sent on a report of a suicidal [S0:man].", "welfare_or_mental_health"),
    ("[O:Police] were called about a robbery at a shop.", "crime_in_progress"),
    ("[O:Deputies] were called to a disturbance at a bar.", "disturbance"),
    ("[O:Officers] on patrol saw a [S0:man] run.", "patrol"),
    ("A [O:trooper] stopped a blue van on Route 9, and the [S0:driver] got out.", "traffic_stop"),
    ("The [O:deputy] had seen a truck drifting between lanes.", "traffic_stop"),
    ("[O:Deputies] tried to stop a stolen jeep and the [S0:man] jumped out.", "pursuit"),
    ("[O:Officers] were there with a warrant on a charge of theft.", "warrant_or_wanted"),
    ("[O:Officers] found her husband bleeding in the hall.", "domestic"),
    ("[O:Officers] found the [S0:man] bleeding from his wrists.", "welfare_or_mental_health"),
    ("[O:Officers] spent an hour trying to talk him down.", "welfare_or_mental_health"),
    ("A chase began when a [O:trooper] tried to stop a fast car.", "pursuit"),
    ("[O:Officers] were breaking up a large fight.", "disturbance"),
    ("The [O:deputy] pulled over to talk to him after he saw a [S0:man] walking in the road.", "patrol"),
    ("The [S0:man] kicked in a back door and held up two clerks.", "crime_in_progress"),
    ("The [S0:man] stabbed a [T:clerk] in the arm.", "crime_in_progress"),
    ("A neighbor told a dispatcher that somebody was throwing bottles.", "disturbance"),
    ("Callers phoned about a [S0:man] with a rifle.", "disturbance"),
    ("The [O:deputy] was writing a report when the [S0:man] walked up.", "ambush"),
    ("[O:Deputies] were serving an eviction notice on the [S0:man].", "other"),
    ("Neighbors called to say a couple was fighting.", "domestic"),
    ("A woman called 911 to say her husband had hit her.", "domestic"),
    ("[O:Officers] went to the home because a cousin was worried about him.", "welfare_or_mental_health"),
    ("A caller said her brother had not been seen since Friday.", "welfare_or_mental_health"),
    ("The [S0:man] told a nurse that he did not want to live.", "welfare_or_mental_health"),
    ("A burglar alarm went off at a shop.", "crime_in_progress"),
    ("[O:Detectives] were watching the house because he was accused of a killing.", "warrant_or_wanted"),
    ("[O:Officers] had been following the car since noon.", "pursuit"),
    ("[O:Officers] on bicycle patrol approached a group in a lot.", "patrol"),
    ("The [S0:man] walked up to the [O:officer] and started shooting.", "ambush"),
    ("The [O:trooper] stopped to help a man whose car had slid into a ditch.", "other"),
    ("The [S0:man] ambushed two [O:officers] as they got out of their car.", "ambush"),
]


@pytest.mark.parametrize(("text", "expected"), REASONS)
def test_the_call_tells_the_reason(scene, text, expected):
    assert contact_reason(scene(text)).value == expected


def test_the_shooting_itself_and_old_charges_are_no_reason(scene):
    told = (
        "An [O:officer]-involved shooting is under investigation. Records show a robbery conviction in 2009."
    )
    assert contact_reason(scene(told)) is None


NO_REASONS = [
    "A pastor led a prayer at the steps.",
    "The [S0:man] had been shot more than once.",
    "[O:Officers] did not say whether a crash had happened.",
    "[O:Police] are looking for a second [T:man].",
]


@pytest.mark.parametrize("text", NO_REASONS)
def test_what_followed_or_stands_beside_is_no_reason(scene, text):
    assert contact_reason(scene(text)) is None


FLIGHTS = [
    "The [S0:driver] drove off at high speed.",
    "The [S0:man] made a run for it.",
    "The [S0:man] hopped two fences.",
    "The [S0:man] tried to elude [O:officers].",
    "A blue car took off from the [O:trooper].",
    "The [S0:man] fled on foot.",
    "The [S0:driver] sped away from the [O:officer].",
    "The [S0:man] ran into the woods.",
    "[O:Officers] chased the [S0:man] through a yard.",
    "The [S0:driver] refused to stop.",
    "The shooting ended a police chase.",
]


@pytest.mark.parametrize("text", FLIGHTS)
def test_running_off_and_being_chased_is_flight(scene, text):
    assert fled(scene(text)).value == "true"


NO_FLIGHTS = [
    "[O:Officers] ran to the back and jumped over a fence.",
    "The [S0:man] refused to sit down.",
    "The [S0:man] never tried to drive away.",
    "The [S0:man] ran toward the [O:officers] with a knife.",
    "A [T:bystander] fled on foot.",
    "The device did not stop the [S0:man].",
    "The [S0:man] came out with a bat and did not stop.",
    "An [O:officer] fired and hit the [S0:woman]. The [S0:woman] then ran across a field.",
]


@pytest.mark.parametrize("text", NO_FLIGHTS)
def test_running_at_officers_or_after_the_force_is_no_flight(scene, text):
    assert fled(scene(text)) is None


def test_a_man_who_runs_is_not_the_woman_who_was_shot(scene):
    assert fled(scene("A [S0:man] fled on foot.", ("female",))) is None


def test_cameras_worn_and_not_worn(scene):
    assert body_camera(scene("The [O:officers] were wearing body cameras.")).value == "true"
    assert body_camera(scene("The [O:troopers] do not wear body cameras.")).value == "false"
    assert body_camera(scene("Any body cameras will be checked, if any.")) is None


FOOTAGE = [
    "Both [O:officers] had their BWCs on.",
    "Bodycam footage shows the [S0:man] with a bat.",
    "Body-worn video will be reviewed.",
    "The [O:deputy]'s lapel camera recorded the struggle.",
    "He dropped the rake, according to video from the [O:officers].",
    "The [S0:man] can be heard shouting in footage recorded by the [O:deputies].",
    "Video taken by one of the [O:troopers] will be released.",
    "Investigators have the [O:officer]'s video.",
    "Footage from the [O:officers]' cameras was turned over.",
    "The cameras worn by both [O:officers] were running.",
]


@pytest.mark.parametrize("text", FOOTAGE)
def test_footage_that_officers_took_is_a_body_cameras(scene, text):
    assert body_camera(scene(text)).value == "true"


NO_FOOTAGE = [
    "Video released by [O:police] shows the [S0:man] in the shop.",
    "[O:Police] released surveillance video of the [S0:man].",
    "Footage from the [O:deputy]'s dash camera was turned over.",
    "Video from the [O:officer]'s cruiser shows the crash.",
    "A neighbor's video of the [O:officers] was shared online.",
    "Video from the [O:officer]-involved shooting is under review.",
    "A video recorded by a bystander shows the [O:officers] firing.",
    "It is unclear whether the [O:officers] were wearing body cameras.",
    "[O:Police] did not say if the [O:officers] wore body cameras.",
    "The chief spoke in the [O:sergeant]'s video message.",
]


@pytest.mark.parametrize("text", NO_FOOTAGE)
def test_other_footage_and_open_questions_tell_of_no_body_camera(scene, text):
    assert body_camera(scene(text)) is None
