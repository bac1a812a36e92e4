"""What the words of one article stand for: the same person, spokesman and day in every sentence."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from tests.bench.text import wording, written
from tests.bench.world import Incident, person, street_fields

KIN = (("son", "mother"), ("brother", "sister"), ("nephew", "aunt"), ("grandson", "grandmother"))
PASSIVE = {
    "firearm": "shot", "electronic_control_weapon": "stunned with a Taser", "canine": "attacked with a dog",
    "physical_force": "punched",
}  # fmt: skip
ACTIVE = {
    "electronic_control_weapon": "used a Taser on", "canine": "set a police dog on",
    "physical_force": "punched",
}  # fmt: skip
AGE_SHOWN = 0.5
TRIES = 4  # for a sentence that the article does not have yet
RECENT = 6  # days after an event up to which a report tells the weekday


class Fields(dict[str, Any]):
    """The fields of `wording.yml` for one article on an incident, published on a day."""

    def __init__(self, told: Incident, published: date, dice: random.Random) -> None:
        super().__init__()
        self._told, self._dice = told, dice
        self._said: set[str] = set()
        self.outlet = f"{told.town.city} {dice.choice(wording()['papers'])}"
        self.update(_place(told), **_deed(told), **street_fields(dice))
        self.update(_time(told, published, dice))
        self.update(self._people(), **self._things())

    def opening(self, templates: list[str]) -> str:
        """Return the first sentence, which tells the city with its state, before it or in it."""
        town = self._told.town
        if self._dice.random() < 0.7:
            return f"{town.dateline} — {self.say(templates)}"
        self["spot"] = f"{self._told.spot} in {town.city}, {town.state_name},"
        sentence = self.say(templates).replace(",.", ".").replace(",,", ",")
        self["spot"] = self._told.spot
        has_state = f", {town.state_name}" in sentence
        return sentence if has_state else f"{sentence} It happened in {town.city}, {town.state_name}."

    def say(self, templates: list[str]) -> str:
        """Return one sentence, a new one if there is; who was named in full is called by surname then on."""
        for _ in range(TRIES):
            sentence = written(templates, self, self._dice)
            if sentence not in self._said:
                break
        self._said.add(sentence)
        if self["spokes"][1:] in sentence:
            self["spokes"] = self["Spokes"] = self["spokes"].split()[-1]
        return sentence

    def in_passing(self, older: Incident, templates: list[str]) -> str:
        """Return a sentence on an older incident, with its month, place and person."""
        self.update(
            other_city=older.town.city, other_state=older.town.state_name, other_name=older.name,
            other_age=older.age, other_month=f"{older.day:%B %Y}", other_shot=_active(older),
            other_police="a sheriff's deputy" if older.is_sheriff else "a police officer",
        )  # fmt: skip
        return self.say(templates)

    def _people(self) -> dict[str, Any]:
        told, dice = self._told, self._dice
        who = f"a {told.age}-year-old man" if dice.random() < AGE_SHOWN else "a man"
        titles = wording()["deputy_titles" if told.is_sheriff else "titles"]
        spokes = f"{dice.choice(titles)} {person(dice, dice.choice(['male', 'female']))}"
        kin, elder = dice.choice(KIN)
        relative = f"his {elder}, {person(dice, 'female')}"
        according = dice.choice([f"according to the {told.agency.name}", f"according to {spokes}"])
        return {
            "name": told.name, "Name": told.name, "surname": told.name.split()[-1],
            "Surname": told.name.split()[-1], "age": told.age, "person": who, "Person": who, "him_age": "him",
            "spokes": spokes, "Spokes": spokes, "according": according, "According_up": according,
            "son_like": kin, "relative": relative, "Relative_up": relative,
            "neighbor": (neighbor := person(dice, "female")), "Neighbor": neighbor,
        }  # fmt: skip

    def _things(self) -> dict[str, Any]:
        told, dice, words = self._told, self._dice, wording()
        agency = (
            "the department's internal affairs unit" if not told.is_sheriff else "the sheriff's detectives"
        )
        other = person(dice, "male").split()[-1]
        return {
            "call": told.call, "Call_up": told.call,
            "call_short": told.call.split(" at ")[0].removeprefix("a "),
            "place_of_call": dice.choice(["to the area", "to the neighborhood", "there"]),
            "weapon": told.weapon, "Weapon_up": told.weapon, "weapon_who": f"who had {told.weapon}",
            "spot": told.spot, "hospital": dice.choice(["a hospital", f"{told.town.city} General Hospital"]),
            "investigator": f"the {told.town.bureau.name}" if told.is_bureau else agency,
            "Investigator": f"the {told.town.bureau.name}" if told.is_bureau else agency,
            "money": dice.choice(["$40,000", "$250,000", "$900,000", "$1.2 million", "$3 million"]),
            "crime": dice.choice(words["crimes"]), "color": dice.choice(words["colors"]),
            "phone": f"555-01{dice.randrange(100):02}", "other_city": f"{other} Falls",
        }  # fmt: skip


def _place(told: Incident) -> dict[str, Any]:
    town = told.town
    deputies = told.is_sheriff
    adj = f"{town.county} sheriff's" if deputies else f"{town.city} police"
    many = "deputies" if deputies else "officers"
    return {
        "city": town.city, "City": town.city, "state": town.state_name, "population": f"{town.population:,}",
        "agency": told.agency.name, "adj": adj, "adj_up": adj, "Adj_up": adj,
        "officer": "deputy" if deputies else "officer", "officer_up": "Deputy" if deputies else "Officer",
        "Officer_up": "Deputy" if deputies else "Officer",
        "officers": many, "Officers": many, "officer_s": many,
        "police": "deputies" if deputies else "police",
        "Police": f"{adj} deputies" if deputies else adj,
    }  # fmt: skip


def _deed(told: Incident) -> dict[str, Any]:
    killed = told.outcome == "killed"
    shot = "shot and killed" if killed else "shot and wounded"
    return {
        "shot": shot, "shot_ed": _active(told), "did_to": _active(told),
        "shot_only": "killed" if killed else "wounded", "dead": "dead" if killed else "wounded",
        "state_now": "dead" if killed else "in a hospital",
        "fate": "died" if killed else "was taken to a hospital with injuries",
        "who_was": PASSIVE[told.force], "was_only": f"was {PASSIVE[told.force]}",
        "shot_title": "killed" if killed else "hurt",
        "shot_short": ("kills" if killed else "wounds") if told.force == "firearm" else "uses force on",
    }  # fmt: skip


def _active(told: Incident) -> str:
    if told.force == "firearm":
        return "shot and killed" if told.outcome == "killed" else "shot and wounded"
    return ACTIVE[told.force]


def _time(told: Incident, published: date, dice: random.Random) -> dict[str, Any]:
    day = told.day
    if 0 <= (published - day).days <= RECENT:
        parts = {range(5): "early {}", range(5, 12): "{} morning", range(12, 18): "{} afternoon"}
        form = next((form for hours, form in parts.items() if told.hour in hours), "{} night")
        when = form.format(f"{day:%A}")
        when = when if when.startswith("early") else f"on {when}"
    else:
        when = f"on {_date(day)}, {day.year},"
    hour, half = (told.hour - 1) % 12 + 1, "a.m." if told.hour < 12 else "p.m."
    return {
        "when": when, "date": _date(day), "full_date": f"{_date(day)}, {day.year}",
        "today": f"{published:%A}", "weekday": f"{published + timedelta(days=2):%A}",
        "clock": f"{hour}:{dice.randrange(0, 60, 5):02} {half}",
    }  # fmt: skip


def _date(day: date) -> str:
    return f"{day:%B} {day.day}"
