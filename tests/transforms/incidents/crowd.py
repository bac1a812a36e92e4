"""Event mentions in any number, drawn from invented events: how linking behaves when the house is full.

As many as newspapers would give: some 10,000 events a year in fifty states, up to 200 of them in one city,
two reports an event on average, of which some tell no day, no city, no name, no spot.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import accumulate

from transforms.incidents.mentions import Mention
from transforms.records import Agency, Claim

_EVENTS_A_YEAR = 10_000
_FIRST_DAY = date(2015, 1, 1)
_STATES = [f"{a}{b}" for a in "ABCDEFGHIJ" for b in "VWXYZ"]
_GIVEN = [
    f"{a}{b}{c}" for a in ("mar", "dan", "jo", "wil", "ter", "lu") for b in "aeiou" for c in ("n", "l", "s")
]
_SURNAMES = [
    f"{a}{b}{c}"
    for a in ("har", "bel", "cor", "mun", "sto", "wag", "fen", "dra", "lin", "pet")
    for b in ("ders", "ring", "man", "low", "tes", "vil", "gar", "nock")
    for c in ("", "er", "son", "ton", "ley", "a")
]
_STREETS = [
    f"{a}{b}"
    for a in ("oak", "elm", "mill", "ridge", "lake", "fair")
    for b in ("wood", "view", "ton", "dale")
]
_REASONS = ("domestic", "traffic_stop", "crime_in_progress", "warrant_or_wanted", "disturbance", "unknown")


def crowd(size: int, seed: int = 7) -> list[Mention]:
    """Return `size` mentions of about half as many events; as many years as so many events take."""
    draw = random.Random(seed)
    events = size // 2
    days = max(1, events * 365 // _EVENTS_A_YEAR)
    cities = [(state, f"{state} city {at}") for state in _STATES for at in range(60)]
    # Zipf's law (1949): the largest of 3,000 places has some 200 of 10,000 events a year.
    weights = list(accumulate(1 / (10 + at) for at in range(len(cities))))
    draw.shuffle(cities)
    told: list[Mention] = []
    while len(told) < size:
        event = _event(draw, cities, weights, days)
        for _ in range(draw.choice((1, 1, 1, 2, 2, 5))):
            told.append(_mention(draw, len(told), event))
    return told[:size]


def _event(
    draw: random.Random, cities: list[tuple[str, str]], weights: list[float], days: int
) -> dict[str, str]:
    state, city = draw.choices(cities, cum_weights=weights)[0]
    return {
        "state": state,
        "city": city,
        "county": f"{city} County",
        "occurred_on": (_FIRST_DAY + timedelta(draw.randrange(days))).isoformat(),
        "place": f"{draw.choice(_STREETS)} street and {draw.randrange(1, 90)}th avenue",
        "force_type": "firearm",
        "contact_reason": draw.choice(_REASONS),
        "name": f"{_skewed(draw, _GIVEN)} {_skewed(draw, _SURNAMES)}".title(),
        "age": str(draw.randrange(17, 65)),
        "gender": draw.choice(("male", "male", "male", "female")),
        "outcome": draw.choice(("killed", "killed", "injured")),
        "armed": draw.choice(("firearm", "firearm", "knife", "unarmed")),
    }


def _skewed(draw: random.Random, names: list[str]) -> str:
    """The first of 90 and of 480 names are borne by some 3 and 1 per cent, as in a census."""
    return names[int(len(names) * draw.random() ** 1.6)]


def _mention(draw: random.Random, number: int, event: dict[str, str]) -> Mention:
    day = date.fromisoformat(event["occurred_on"])
    later = draw.choice((0, 1, 1, 2, 30, 400))
    left_out = {slot for slot, share in _LEFT_OUT.items() if draw.random() < share}
    told = {slot: value for slot, value in event.items() if slot not in left_out}
    if "occurred_on" not in told and draw.random() < 0.5:
        month = day.replace(day=1)
        told |= {"occurred_from": month.isoformat(), "occurred_to": month.replace(day=28).isoformat()}
        told["date_precision"] = "month"
    of_person = ("name", "age", "gender", "outcome", "armed")
    police, bureau = f"{event['city']} police", f"{event['state']} bureau"
    roles = {police: "used_force"} | ({bureau: "investigating"} if draw.random() < 0.3 else {})
    claims = [
        Claim(slot, value, at, at + 1, "subject:0" if slot in of_person else None)
        for at, (slot, value) in enumerate(told.items())
    ]
    claims += [Claim("agency_role", role, 90, 91, f"agency:{name}") for name, role in roles.items()]
    agencies = tuple(
        Agency(name, None, name, "municipal_police", None, None, event["state"], True) for name in roles
    )
    article = f"art-{number:07d}"
    return Mention(article, 0, day + timedelta(later), later == 400, article, tuple(claims), agencies)


_LEFT_OUT = {
    "occurred_on": 0.2,
    "city": 0.1,
    "county": 0.7,
    "place": 0.4,
    "name": 0.4,
    "age": 0.4,
    "armed": 0.3,
}
