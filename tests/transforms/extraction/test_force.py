"""What counts as force by officers on a person, and what does not."""

from __future__ import annotations

import pytest

from transforms.extraction.actors import Cast
from transforms.extraction.document import parse
from transforms.extraction.force import find_force

GUN = "firearm"

USED = [
    ("Hours before, an officer in east Austin shot and wounded a 40-year-old man.", {"firearm"}),
    ("A man was shot by a fugitive task force in Waco on Monday.", {"firearm"}),
    # a verb with officers as its doers
    ("A deputy shot a man who came at him with a hatchet.", {GUN}),
    ("Two troopers opened fire, hitting the driver in the shoulder.", {GUN}),
    ("The officer returned fire and the gunman fell.", {GUN}),
    ("Officers then fired several rounds at the pickup as it sped toward them.", {GUN}),
    ("The sergeant drew his pistol and fired once, missing the suspect.", {GUN}),
    ("Police shoot, wound armed man outside a bakery", {GUN}),
    ("Officer fatally shoots teen after foot chase", {GUN}),
    ("Deputies were forced to shoot the man when he raised a rifle.", {GUN}),
    ("That prompted two officers to fire their weapons.", {GUN}),
    ("The detective discharged his service weapon, striking the woman in the leg.", {GUN}),
    ("Fearing for his life, the trooper shot him twice.", {GUN}),
    ("The man was shot in the hip by an off-duty officer during a robbery.", {GUN}),
    ("He was fatally shot by a county sheriff's deputy early Sunday.", {GUN}),
    ("The teen was hit by police gunfire near the school.", {GUN}),
    ("Officers used deadly force after the man ignored them.", {GUN}),
    ("The suspect exchanged gunfire with deputies before he was caught.", {GUN}),
    ("The man and two officers traded shots across the parking lot.", {GUN}),
    ("An FBI agent shot and killed the kidnapper.", {GUN}),
    ("The marshal, who fired four times, was not hurt.", {GUN}),
    ("KCPD shot a man on Tuesday.", {GUN}),
    ("One of the officers shot him in the chest.", {GUN}),
    ("A SWAT sniper killed the gunman.", {"unspecified"}),
    ("Police shot at the fleeing car but hit nobody.", {GUN}),
    ("The officers said they fired because the man reached for a gun.", {GUN}),
    ("The man whom officers shot had called 911 himself.", {GUN}),
    ("The chase ended in officers shooting and wounding the driver.", {GUN}),
    ("It is not clear which agency fired at the driver.", {GUN}),
    ("An officer was dragged by the car and shot at the two men in it.", {GUN}),
    ("Two Ames, Iowa, officers shot at the man as he drove off.", {GUN}),
    ("He was killed when officers chased him and they fired back.", {GUN}),
    ("A motorist whom a detective shot and killed had no gun.", {GUN}),
    ("The officers struck him in the face with their fists.", {"physical_force"}),
    ("A deputy kept his knee on the man's back until he stopped moving.", {"physical_force"}),
    ("An officer is charged with assault for spraying a chemical agent at a girl.", {"chemical_agent"}),
    ("One trooper, Sgt. Bo Rusk, shot back through his own windshield.", {GUN}),
    ("A trooper, an Ames officer and a Nevada officer all shot back.", {GUN}),
    ("An officer and a deputy saw a gun. They opened fire and he died.", {GUN}),
    ("The man fired at officers, and two of them returned fire.", {GUN}),
    ("The sheriff said a deputy had no choice but to shoot the woman.", {GUN}),
    (
        "Neither of the men who got into a gunfight with Ames police was hit, but two officers are on leave.",
        {GUN},
    ),
    ("Police said the Feb. 27 shooting by a deputy began with a call for help.", {GUN}),
    ("A police officer is accused of kneeing a handcuffed man in the face.", {"physical_force"}),
    ("The officer drove his knee into the face of a man in handcuffs.", {"physical_force"}),
    ("Officers took the man to the ground and delivered several knee strikes.", {"physical_force"}),
    ("The bureau identified the man a county deputy killed on Oak Road as Abel Norquist.", {"unspecified"}),
    ("Members of a drug task force shot a man during a raid.", {GUN}),
    # who did it, where several could have
    ("A K-9 bit the driver before a deputy shot him.", {GUN, "canine"}),
    ("Deputies and city police both fired at the truck.", {GUN}),
    ("An off-duty deputy shot two men who tried to rob him at a gas station.", {GUN}),
    # phrases
    ("Detectives are looking into an officer-involved shooting on Oak Street.", {GUN}),
    ("One person is dead after a police shooting near the depot.", {GUN}),
    ("A deputy-involved shooting closed the highway for hours.", {GUN}),
    ("The officers involved in the shooting were placed on leave.", {GUN}),
    ("The robber died in a shootout with police.", {GUN}),
    ("A gun battle with two deputies ended the chase.", {GUN}),
    ("Officers chased the van. Shots were exchanged and the driver was hit.", {GUN}),
    ("A grand jury cleared the officer in the fatal shooting of a motorist.", {GUN}),
    ("The district attorney ruled that the trooper was justified in shooting the man.", {GUN}),
    ("Family members protested the shooting of a young father by a state trooper.", {GUN}),
    ("Gunfire erupted between the driver and two officers.", {GUN}),
    # nobody named, but only officers can have fired
    ("A man was shot and killed during a confrontation with deputies.", {GUN}),
    ("A man who threatened officers with a machete was shot Monday night.", {GUN}),
    ("The suspect was shot after he pointed a gun at a trooper.", {GUN}),
    ("An armed woman was wounded in an encounter with city police.", {GUN}),
    # devices and bodily force
    ("An officer used a Taser on the man, who kept running.", {"electronic_control_weapon"}),
    ("Deputies deployed a Taser, but it had no effect.", {"electronic_control_weapon"}),
    ("The suspect was tased and taken to jail.", {"electronic_control_weapon"}),
    ("Officers tried to tase him twice.", {"electronic_control_weapon"}),
    ("A police dog bit the man on the arm.", {"canine"}),
    ("He was treated for bites from a K-9.", {"canine"}),
    ("Officers fired bean bag rounds at the man.", {"impact_projectile"}),
    ("Troopers sprayed him with pepper spray.", {"chemical_agent"}),
    ("Police used tear gas to drive the man from the attic.", {"chemical_agent"}),
    ("The officer struck the man with a baton.", {"baton"}),
    ("The officer put him in a chokehold.", {"neck_restraint"}),
    ("Two deputies tackled the man.", {"physical_force"}),
    ("Officers wrestled him to the ground.", {"physical_force"}),
    ("The officer punched the handcuffed man in the face.", {"physical_force"}),
    ("A trooper ended the chase with a PIT maneuver.", {"vehicle"}),
    ("SWAT officers threw flash-bangs into the room.", {"explosive_device"}),
    ("The handler let the K-9 go. Video shows the dog clamped on the man's leg.", {"canine"}),
    (
        "Police used a stun gun on the man after a police dog, Brix, bit him in the arm.",
        {"canine", "electronic_control_weapon"},
    ),
    ("A police dog held on to the man until officers came up.", {"canine"}),
    ("The man ran and a deputy's dog sank its teeth into his arm.", {"canine"}),
    ("A trooper used his car to spin the truck into a guardrail.", {"vehicle"}),
    ("A suspect died after the officers' PIT maneuver on the interstate.", {"vehicle"}),
    ("The deputy pointed his Taser at the man and then fired it.", {"electronic_control_weapon"}),
    # the officers' partner, their shots
    ("The officer's partner shot the man.", {GUN}),
    ("A man rammed the officer's car, and his partner shot the driver.", {GUN}),
    ("A man sped toward an officer, and his partner shot the driver.", {GUN}),
    ("A man stabbed an officer, and her partner shot the suspect.", {GUN}),
    ("The trooper fell, and his partner shot the man.", {GUN}),
    ("The deputy was stabbed before his partner shot the man twice.", {GUN}),
    ("The man fell in a volley of shots from officers.", {GUN}),
    ("A hail of bullets from two deputies struck the car.", {GUN}),
    ("A bullet from an officer's rifle struck the man in the neck.", {GUN}),
    ("Two men died in a gun battle with officers.", {GUN}),
]

NOT_USED = [
    "A man told an officer that his partner shot him.",
    "The suspect fled, and his partner shot the driver.",
    "A robber beat an officer, and his partner shot the clerk.",
    "A man robbed an officer, and his partner shot the driver.",
    "A man hit an officer in a car, and his partner shot the driver.",
    "An officer chased the robber while his partner shot the clerk.",
    "Police say his partner shot the driver.",
    "The officer's business partner shot a man.",
    "The deputy was home when his partner shot the burglar.",
    "The trooper's partner shot the dog.",
    "A volley of shots from the house struck an officer.",
    "No volley of shots from officers was heard.",
    "A bullet from an officer's rifle was found in the wall.",
    "A bullet from a hunter's rifle struck the man, police said.",
    "Police are investigating the killing of a man.",
    "A man is charged in the killing of a police officer.",
    "A gun battle with a rival gang killed two, police said.",
    "An officer in east Austin shot and killed by a robber was buried on Monday.",
    "The task force shot down the proposal, officers said.",
    "A stolen truck pinned an officer to a wall before a neighbor stopped the driver.",
    "A deputy was knocked to the ground before troopers caught the man.",
    # somebody else fired
    "The suspect shot at the officers and fled.",
    "Police said a man was shot outside a bar.",
    "The man shot himself as deputies closed in.",
    "Officers found a man who had been shot in the back.",
    "A security guard shot the robber before police arrived.",
    "The homeowner fired at the burglar, police said.",
    "An officer was shot and wounded during the traffic stop.",
    "The woman told officers her husband shot her.",
    "Deputies arrested a man who fired a gun into the air.",
    "A bystander tackled the gunman and held him until police came.",
    "The victim sprayed the intruder with mace before officers arrived.",
    "The clerk was shocked with a stun gun by a robber, police said.",
    "He is charged with murder in the shooting death of Orrin Vale, police said.",
    "The victim told police of it. “They dry-fired the pistol twice,” he said.",
    "Deputies found the dogs. A deputy shot one of them.",
    "Police shooting investigators collected 14 casings.",
    "A bystander with a permit shot the gunman before officers arrived.",
    "The man was shot by his own brother as deputies looked on.",
    "The deputies identified the man a clerk killed.",
    "Police working on the case said two shot a man.",
    # nobody fired, or nobody was fired at
    "Shots were exchanged near the depot, but none of the officers fired.",
    "A man fired on deputies in a shootout with police, but deputies did not return fire.",
    "Tear gas had been loaded by officers but never used.",
    "Police said no shots were fired by officers when shots rang out by the mill.",
    "A deputy shot an injured elk after a pickup hit it.",
    "The officers did not fire their weapons.",
    "No shots were fired by police.",
    "Police arrested him without firing a shot.",
    "Officers could have shot him.",
    "The man threatened to shoot the officers.",
    "He begged the deputies to shoot him.",
    "The chief said officers would fire if they had to.",
    "It was not an officer-involved shooting, the sheriff said.",
    "Deputies shot a pit bull that charged them.",
    "An officer accidentally discharged his weapon in the locker room.",
    "Officers fired at paper targets during training.",
    "The deputy was fired on Thursday for lying.",
    "The chief fired two officers.",
    "Two officers were fired by the city.",
    "Firefighters and police responded to a fire.",
    "An officer shot video of the crowd.",
    "The man fired at the house. No deputies returned fire.",
    "A deputy is accused of shooting his wife.",
    # devices that were not used on a person
    "The K-9 unit searched the field.",
    "The suspect grabbed the officer's Taser.",
    "Every officer carries a Taser.",
    "The deputy got out and pointed his Taser at the driver, who hit the gas.",
    "A K-9 was deployed to track the man, and he gave up.",
    "Her dog bit a neighbor, police said.",
    "One man rammed his car into the gate, police said.",
]


def types(text: str) -> set[str]:
    doc = parse(text)
    return {hit.force_type for hit in find_force(doc, Cast(doc, []))}


@pytest.mark.parametrize(("text", "expected"), USED)
def test_force_by_officers_is_found_with_its_type(text: str, expected: set[str]) -> None:
    assert types(text) >= expected


def test_what_is_fired_but_is_no_bullet_is_no_firearm() -> None:
    assert types("A girl was hit with rubber bullets fired by police.") == {"impact_projectile"}
    assert types("Officers fired bean bag rounds at the man.") == {"impact_projectile"}


@pytest.mark.parametrize("text", NOT_USED)
def test_no_force_by_officers_is_read_into_other_sentences(text: str) -> None:
    assert types(text) == set()
