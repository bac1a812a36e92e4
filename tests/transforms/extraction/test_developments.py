"""Footage released, charges decided, lawsuits and settlements, and what only sounds like them."""

import pytest

from transforms.extraction.developments import developments

CHARGES = [
    ("The [O:officer] was charged Friday with manslaughter.", "charged"),
    ("Prosecutors charged the [O:deputy] with assault in the shooting.", "charged"),
    ("The district attorney has filed murder charges against the [O:officer].", "charged"),
    ("The [O:trooper] faces a charge of reckless homicide.", "charged"),
    ("A grand jury indicted the [O:officer] on a murder charge.", "indicted"),
    ("The [O:deputy] who shot [S0:Lowe] was indicted on Monday.", "indicted"),
    ("The district attorney declined to file charges against the [O:officers].", "not_charged"),
    ("A grand jury declined on Thursday to indict the [O:officer].", "not_charged"),
    ("The [O:officers] will not face charges, the county attorney said.", "not_charged"),
    ("The [O:officers] will not be charged in the death of [S0:Lowe].", "not_charged"),
    ("No charges will be filed against the [O:deputy].", "not_charged"),
    ("Jurors voted not to indict the [O:officer].", "not_charged"),
    ("A grand jury no-billed the [O:officer].", "not_charged"),
    ("Prosecutors decided not to charge the [O:officers].", "not_charged"),
    ("The district attorney ruled the shooting justified.", "cleared"),
    ("The county attorney ruled that the [O:officers] were justified when they shot [S0:Lowe].", "cleared"),
    ("Prosecutors cleared the [O:officers] who shot [S0:Lowe].", "cleared"),
    ("The [O:deputy] was cleared of wrongdoing.", "cleared"),
    ("A grand jury found no wrongdoing by the [O:officer].", "cleared"),
    ("The shooting was ruled justified.", "cleared"),
]
NO_CHARGES = [
    "The [S0:man] was charged with assault on an [O:officer].",
    "The [S0:man] charged the [O:officers] with a knife.",
    "Prosecutors declined to file charges against [S0:Lowe].",
    "No charges will be filed against the [S0:driver].",
    "The prosecutor has not decided whether to charge the [O:officer].",
    "The district attorney will decide whether the shooting was justified.",
    "The [O:officer] has not been charged.",
    "The [O:officer] could be charged with murder.",
    "The family wants the [O:officer] charged.",
    "A grand jury will review whether to indict the [O:officer].",
    "The chief said that the shooting was justified.",
    "The county attorney has cleared the [O:officers] in the first case.",
    "An internal review cleared the [O:officers].",
    "The [O:officer] was cleared to return to duty.",
    "The [O:officers] cleared the house.",
    "In another case, an [O:officer] was charged with murder.",
    "The shooting was not justified, the district attorney ruled.",
    "[S0:Lowe] will not be charged, prosecutors said.",
]
SUITS = [
    "The family of [S0:Lowe] sued the city on Tuesday.",
    "His mother filed a federal wrongful-death lawsuit against the department.",
    "A wrongful-death lawsuit was filed by the family.",
    "[S0:Lowe] is suing the county and the [O:deputy].",
    "Lawyers for the family have filed a lawsuit.",
    "The family's lawsuit says that the [O:officer] fired without a warning.",
    "The mother of [S0:Lowe] sued Kansas City.",
    "The family sued the [O:officers] and the county.",
    "The family filed a federal lawsuit against Kansas City.",
    "[S0:Lowe] filed a lawsuit against [O:Orrin].",
    "The family filed a lawsuit against Rusk Arms and the city.",
    "A lawsuit filed by the family of [S0:Lowe] says that the [O:officers] lied.",
    "The lawsuit by [S0:Lowe]'s family says that he was unarmed.",
    "The city is being sued by [S0:Lowe]'s mother.",
    "The family has taken the city to court.",
    "A federal lawsuit filed in May accuses the [O:officer] of excessive force.",
]
NO_SUITS = [
    "The family plans to sue the city.",
    "The family's lawyer said they will file a lawsuit.",
    "The mother threatened to sue the department.",
    "The family has not filed a lawsuit.",
    "In another case, a man sued the city.",
    "The city sued the maker of the gun.",
    "The [O:officer] sued the city over his pay.",
    "A newspaper filed a lawsuit for the body camera video.",
    "In 2017, a woman sued the department.",
    "The family could sue the city.",
    "The family filed a lawsuit against the maker of the stun gun.",
    "The family filed a lawsuit against Rusk Arms.",
    "The mother of [S0:Lowe] sued Rusk Arms.",
    "[S0:Lowe] sued the city over a zoning dispute.",
    "[S0:Lowe] filed a lawsuit against his employer over wages.",
    "A lawsuit filed by the union accuses the [O:chief] of lying.",
    "The possible lawsuit would accuse the [O:officer] of lying.",
    "The family has not taken the city to court.",
    "The family took the report to the court clerk of the city.",
]
SETTLED = [
    ("The city agreed to pay $2.5 million to the family of [S0:Lowe].", "$2.5 million"),
    ("The county settled the lawsuit for $950,000.", "$950,000"),
    ("The council approved a $1,200,000 settlement with the family.", "$1.2 million"),
    ("The city has settled with the widow.", "amount_not_told"),
    ("The family's lawsuit was settled for $3 million.", "$3 million"),
    ("The city will pay $4 million to settle the lawsuit.", "$4 million"),
    ("A settlement was reached on Monday.", "amount_not_told"),
    (f"The county settled the lawsuit for ${'9' * 400}.", "amount_not_told"),
    ("The city will pay $900,000 to the mother of [S0:Lowe].", "$900,000"),
    ("Kansas City paid [S0:Lowe]'s family $1.2 million.", "$1.2 million"),
    ("Under the agreement, the county will pay $400,000 to his estate.", "$400,000"),
    ("The parents of [S0:Lowe] will receive $2 million from the city.", "$2 million"),
    ("The family of [S0:Lowe] received a $2 million settlement.", "$2 million"),
    ("The county has agreed to a $3 million settlement.", "$3 million"),
    ("City commissioners signed off on a $250,000 settlement.", "$250,000"),
]
NOT_SETTLED = [
    "The city refused to settle the lawsuit.",
    "The council will vote on a settlement.",
    "The council rejected a $2 million settlement.",
    "The family settled in the area years ago.",
    "The city settled another lawsuit for $2 million.",
    "The city could pay $2 million to settle the lawsuit.",
    "The city has paid $9 million to settle lawsuits since 2015.",
    "The family is asking the city to pay $5 million.",
    "The city refused to pay $900,000 to the mother of [S0:Lowe].",
    "The city will not pay $900,000 to the mother of [S0:Lowe].",
    "If the council agrees, the city will pay $900,000 to the mother of [S0:Lowe].",
    "The proposal says the city will pay $900,000 to the mother of [S0:Lowe].",
    "[S0:Lowe] paid $50,000 bail to the county.",
    "[S0:Lowe] will pay a $15,000 fine to the city.",
    "The department will pay $2 million for new cameras.",
    "The county will pay $12,000 to bury [S0:Lowe].",
    "The city will pay $2,000 to the father for the car.",
    "A foundation will pay $50,000 to the family of [S0:Lowe].",
    "The city will pay $900,000 to a family whose house burned down.",
    "The city will pay a lawyer $200,000 to review the shooting.",
    "The family of [S0:Lowe] received $20,000 from friends.",
    "The council voted on a settlement.",
    "The council passed on a settlement.",
    "The city has not agreed to a settlement.",
]
FOOTAGE = [
    "[O:Police] released body camera video of the shooting on Friday.",
    "Body camera footage was made public by the city.",
    "Video released by the department shows the [S0:man] with a knife.",
    "The sheriff's office posted dashcam footage online.",
    "Newly released body camera footage shows the shooting.",
    "The department released surveillance video of the shooting.",
]
NO_FOOTAGE = [
    "The department has not released body camera footage.",
    "[O:Police] plan to release the video next week.",
    "The mother is asking [O:police] to release the video.",
    "A bystander's video was released on Tuesday.",
    "A witness posted cellphone video of the shooting.",
    "[O:Police] declined to release the footage.",
    "[O:Police] released surveillance video in hopes of identifying the robber.",
    "[O:Officers] were reviewing body camera video.",
    "The [S0:man] was released from a hospital, and video shows him walking.",
]


def told(scene, text):
    return [(slot, fact.value) for slot, fact in developments(scene(text))]


@pytest.mark.parametrize(("text", "value"), CHARGES)
def test_a_decision_on_charges_against_officers(scene, text, value):
    assert ("charging_decision", value) in told(scene, text)
    assert len(told(scene, text)) == 1


@pytest.mark.parametrize("text", SUITS)
def test_a_lawsuit_by_the_person_or_kin(scene, text):
    assert told(scene, text) == [("lawsuit", "filed")]


@pytest.mark.parametrize(("text", "amount"), SETTLED)
def test_a_settlement_with_its_sum(scene, text, amount):
    assert ("settlement", amount) in told(scene, text)


@pytest.mark.parametrize("text", FOOTAGE)
def test_police_footage_made_public(scene, text):
    assert told(scene, text) == [("footage_released", "released")]


@pytest.mark.parametrize("text", NO_CHARGES + NO_SUITS + NOT_SETTLED + NO_FOOTAGE)
def test_what_is_open_meant_or_of_others_is_none(scene, text):
    assert told(scene, text) == []


def test_a_city_by_its_bare_name_is_sued_and_pays_but_a_company_does_not(scene):
    start = "Police in Ames, Iowa, shot [S0:Lowe]. "
    assert told(scene, start + "His mother sued Ames.") == [("lawsuit", "filed")]
    assert told(scene, start + "Ames will pay $900,000 to the mother of [S0:Lowe].") == [
        ("settlement", "$900,000")
    ]
    assert told(scene, start + "Rusk Arms will pay $900,000 to the mother of [S0:Lowe].") == []


def test_sentences_after_another_case_stay_with_it_until_the_person_comes_back(scene):
    other = (
        "[O:Officers] shot [S0:Lowe] in May. Last year another shooting cost the city. "
        "It agreed to pay the family $2 million."
    )
    assert told(scene, other) == []
    back = f"{other} The mother of [S0:Lowe] sued the city on Monday."
    assert told(scene, back) == [("lawsuit", "filed")]


def test_a_claim_rests_on_the_words_that_tell_it(scene):
    text = "It rained. The family of [S0:Lowe] sued the city on Tuesday."
    ((_, fact),) = developments(scene(text))
    body = text.replace("[S0:Lowe]", "Lowe")
    assert (body[fact.start : fact.end], fact.sentence) == ("sued the city", 1)


def test_a_ruling_rests_on_the_verb_and_whom_it_clears(scene):
    text = "The county attorney ruled that the [O:officers] were justified."
    ((_, fact),) = developments(scene(text))
    assert text.replace("[O:officers]", "officers")[fact.start : fact.end] == "ruled that the officers"


def test_what_is_only_said_to_be_so_is_alleged(scene):
    ((_, fact),) = developments(scene("Police reportedly released body camera video of the shooting."))
    assert fact.modality == "alleged"
