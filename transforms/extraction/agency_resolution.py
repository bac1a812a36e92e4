"""Which agency a name means, by the places beside it and the setting of the story."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from transforms.extraction.agency_names import AgencyName
from transforms.extraction.lexicon import lexicon, words
from transforms.records import Agency, Setting
from transforms.reference.gazetteer import County, Gazetteer, Place, distance_km, fold
from transforms.reference.register import Register

SAME_STATE = 4.0  # what the story's own state weighs, in units of the logarithm of a place's population
FAR_KM = 150.0  # a place farther off than this from the story's gains nothing from nearness
UNCOUNTED = 3000  # people taken for a place whose population the gazetteer lacks
COUNTY_SIZE = 20_000  # people taken for any county
BIG = 100_000  # people of a city that is meant by its name although a state has it too
CLEAR_LEAD = math.log(4)  # without a setting a namesake must be four times the next to be meant

_UNIVERSITY = re.compile(
    r"(?:[A-Z][\w'’-]+ ){1,4}(?:University|College)\b|(?:University|College) of(?: [A-Z][\w'’-]+){1,4}"
)
Spot = TypeVar("Spot", Place, County)


class Jurisdiction:
    """The setting of a story as it decides which of several namesakes is meant."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.register = Register.load()
        self.gazetteer = Gazetteer.load()
        self.here = self._here()
        self._known: dict[tuple[str, str, str | None, str | None, str | None, bool], Agency | None] = {}

    def agency_of(self, body: str, name: AgencyName) -> tuple[int, Agency | None]:
        """Return where a name starts and the agency that it means, None where it names none."""
        text = body[name.start : name.end]
        if name.kind == "exact":
            return name.start, self._of_options(text, name) or self._bureau(text, name.state)
        if name.kind == "department":
            return name.start, self._state_department(name)
        if name.kind == "team":
            return name.start, self._team(name.title or "")
        if name.kind == "circuit":
            state = self.setting.state
            return name.start, self._body(name.title or "", state) if state else None
        head = body[name.head : name.end]
        for start, place in name.places:
            agency = self._of_place(place, name, head)
            if agency is not None and not self._is_cut(agency, start, name):
                return start, agency
        return name.start, None

    def _is_cut(self, agency: Agency, start: int, name: AgencyName) -> bool:
        """ "East Bay cops" are not those of a far town called Bay: the name began before the place."""
        is_cut = name.run is not None and start > name.run and name.state is None
        return is_cut and self.setting.state is not None and agency.state not in {self.setting.state, "US"}

    def of_alias(
        self, text: str, options: Iterable[Agency], initials_of: Callable[[Agency], set[str]],
        stated: str | None = None,
    ) -> Agency | None:  # fmt: skip
        """Return the agency that initials mean: the setting's own, the only one, or the one of the state."""
        known = {agency.agency_id: agency for agency in options}
        told = [agency for agency in known.values() if stated is not None and agency.state == stated]
        if len(told) == 1:
            return told[0]
        own = [a for a in (self.city_police(), self.sheriff()) if a is not None and text in initials_of(a)]
        if len(own) == 1:
            return own[0]
        if len(known) == 1:
            agency = next(iter(known.values()))
            is_plain = len(text) > 3 and text not in self.register.ambiguous
            return agency if is_plain or agency.state in {"US", self.setting.state} else None
        here = [agency for agency in known.values() if agency.state == self.setting.state]
        if len(here) > 1:
            here = [agency for agency in here if fold(agency.city or "") == fold(self.setting.city or "-")]
        return here[0] if len(here) == 1 else None

    def city_police(self) -> Agency | None:
        """Return the police of the story's city."""
        setting = self.setting
        if setting.state is None or setting.city is None:
            return None
        return self.register.city_police(setting.city, setting.state, setting.county)

    def county(self) -> str | None:
        """Return the story's county, as told or as its city lies in it."""
        return self.setting.county or (self.here.county if isinstance(self.here, Place) else None)

    def sheriff(self) -> Agency | None:
        """Return the sheriff of the story's county."""
        county = self.county()
        if county is None or self.setting.state is None:
            return None
        return self.register.county_agency(county, self.setting.state, "sheriff")

    def state_police(self) -> Agency | None:
        """Return the police or patrol of the story's state."""
        return self.register.state_police(self.setting.state) if self.setting.state else None

    def prosecutor(self, title: str) -> Agency | None:
        """Return the prosecutor of the story's county; Florida's and attorneys general have none."""
        state = self.setting.state
        if state is None:
            return None
        if title.startswith("State Attorney"):
            return self._body(title, state)
        if title.startswith("Attorney General"):
            return self._body(f"{self.gazetteer.state_names[state]} {title}", state)
        county = self.county()
        return self._body(f"{county} {title.removeprefix('County ')}", state) if county else None

    def _here(self) -> Place | County | None:
        setting = self.setting
        if setting.state is None:
            return None
        city = self.gazetteer.place(setting.city, setting.state) if setting.city else None
        return city or (self.gazetteer.county(setting.county, setting.state) if setting.county else None)

    def _of_options(self, text: str, name: AgencyName) -> Agency | None:
        """Of the bodies that bear a name, take the one of the state given or of the story."""
        if len(name.options) == 1 and text in self.register.aliases and text not in self.register.ambiguous:
            return name.options[0]
        for agency in name.options:
            state = self.gazetteer.state_names.get(agency.state or "", "united states")
            if agency.state == "US" or fold(text).startswith(fold(state)):
                return agency
        wanted = name.state or self.setting.state
        here = [agency for agency in name.options if agency.state == wanted]
        if here:
            return here[0]
        return name.options[0] if len(name.options) == 1 and wanted is None else None

    def _bureau(self, title: str, stated: str | None) -> Agency | None:
        state = stated or self.setting.state
        return self.register.bureau(title, state) if state is not None else None

    def _state_department(self, name: AgencyName) -> Agency | None:
        state = name.state or self.setting.state
        if state is None or name.title is None:
            return None
        full = f"{self.gazetteer.state_names[state]} {name.title}"
        found = self.register.find(full, state) or self.register.find(name.title, state)
        found = found or self.register.bureau(name.title, state)
        return found or self.register.unregistered(full, state, "state_other")

    def _team(self, title: str) -> Agency:
        state = self.setting.state
        found = self.register.find(title, state) if state else None
        return found or self.register.unregistered(title, state, "task_force")

    def _of_place(self, place: str, name: AgencyName, head: str) -> Agency | None:
        """Return the agency of one place for one kind of head, computed once for each pair."""
        is_department = re.search("department|dept|detective", head, re.IGNORECASE) is not None
        key = (place, name.kind, name.state, name.not_state, name.title, is_department)
        if key not in self._known:
            self._known[key] = self._by_kind(place, name, head)
        return self._known[key]

    def _by_kind(self, place: str, name: AgencyName, head: str) -> Agency | None:
        kind = name.kind.removeprefix("joined ")
        if kind in {"custody", "nobody"} or fold(place) in words("places", "never"):
            return None
        if kind == "campus":
            return self._institution(f"{place} {head.split(' ', maxsplit=1)[0]}", name.state, "")
        if kind == "state_police":
            state = self.gazetteer.state(place)
            return self.register.state_police(state) if state else None
        if kind == "prosecutor":
            return self._prosecutor_of(place, name.title or "", name.state)
        if kind == "sheriff":
            return self._sheriff_of(place, name.state)
        return self._police_of(place, name, head)

    def _sheriff_of(self, place: str, stated: str | None) -> Agency | None:
        county = self._nearest([c for c in self.gazetteer.counties(place) if stated in {None, c.state}])
        if county is not None:
            own = self.register.county_agency(county.name, county.state, "sheriff")
            is_told = fold(place) == fold(county.name)
            return own or (self._unlisted_sheriff(county) if is_told else None)
        state = stated or self.setting.state
        if state is None or not self.gazetteer.candidates(place):
            return None
        return self.register.find(f"{place} Sheriff's Office", state)

    def _unlisted_sheriff(self, county: County) -> Agency:
        return self.register.unregistered(f"{county.name} Sheriff's Office", county.state, "sheriff")

    def _police_of(self, place: str, name: AgencyName, head: str) -> Agency | None:
        """Return the police of whatever bears a name: an institution, a county, a town."""
        folded = fold(place).split(" ")
        if self.gazetteer.state_of_text.get(place.lower()) and name.state is None and not self._is_big(place):
            return None
        if {folded[0], folded[-1]} & words("agencies", "institution_words"):
            return self._institution(place, name.state, head)
        if folded[-1] in {"county", "parish"}:
            return self._county_police(place, name.state, head)
        return self._town_police(place, name, head)

    def _town_police(self, place: str, name: AgencyName, head: str) -> Agency | None:
        options = [
            p
            for p in self.gazetteer.candidates(place)
            if name.state in {None, p.state} and p.state != name.not_state
        ]
        town = self._nearest([p for p in options if self.register.city_police(place, p.state, p.county)])
        if town is not None:
            return self.register.city_police(place, town.state, self._county_for(town))
        state = name.state or self.setting.state
        if state is None:
            return None
        own = self.register.city_police(place, state) or self.register.county_agency(
            place, state, "county_police"
        )
        if own is None and any(p.state == state for p in options) and re.search("dep", head, re.IGNORECASE):
            return self.register.unregistered(f"{place} Police Department", state, "municipal_police")
        return own

    def _is_big(self, place: str) -> bool:
        """ "Ohio police" are no town's; New York and Washington are cities as well as states."""
        return any(town.population >= BIG for town in self.gazetteer.candidates(place))

    def _county_police(self, place: str, stated: str | None, head: str) -> Agency | None:
        county = self._nearest([c for c in self.gazetteer.counties(place) if stated in {None, c.state}])
        if county is None:
            return None
        own = self.register.county_agency(county.name, county.state, "county_police")
        if own is None and "detective" in head.lower():
            own = self.register.find(f"County Detective: {county.name}", county.state)
        return own or self.register.county_agency(county.name, county.state, "sheriff")

    def _county_for(self, town: Place) -> str | None:
        """Return the county that tells towns of one name in one state apart."""
        return (
            self.setting.county if self.setting.state == town.state and self.setting.county else town.county
        )

    def institution(self, body: str) -> Agency | None:
        """Return the police of the university that a story names, if it names but one that has police."""
        names = {match.group() for match in _UNIVERSITY.finditer(body)}
        found = {agency for name in sorted(names) for agency in self.register.campus(name)
                 if agency.state == self.setting.state}  # fmt: skip
        return next(iter(found)) if len(found) == 1 else None

    def _institution(self, place: str, stated: str | None, head: str) -> Agency | None:
        """Police of a university, a school district, an airport, a tribe."""
        state = stated or self.setting.state
        options = self.register.campus(place)
        here = [agency for agency in options if agency.state == state]
        if here or len(options) == 1:
            return (here or options)[0]
        by_city = self.register.campus(f"{place} {self.setting.city or ''}")
        local = [agency for agency in by_city if agency.state == state]
        if local:
            return local[0]
        if len(place.split()) > 1 and re.match("police|pd|department", head, re.IGNORECASE):
            return self.register.unregistered(f"{place} Police Department", state, _institution_type(place))
        return None

    def _prosecutor_of(self, place: str, title: str, stated: str | None) -> Agency | None:
        code = self.gazetteer.state_of_text.get(place.lower())
        if code and title.startswith("Attorney General"):
            return self._body(f"{self.gazetteer.state_names[code]} {title}", code)
        county = self._nearest([c for c in self.gazetteer.counties(place) if stated in {None, c.state}])
        if county is not None and (fold(county.name) == fold(place) or not self.gazetteer.candidates(place)):
            return self._body(f"{county.name} {title.removeprefix('County ')}", county.state)
        town = self._nearest([p for p in self.gazetteer.candidates(place) if stated in {None, p.state}])
        return self._body(f"{town.name} {title}", town.state) if town is not None else None

    def _body(self, name: str, state: str) -> Agency:
        return self.register.find(name, state) or self.register.unregistered(name, state, "prosecutor")

    def _nearest(self, options: list[Spot]) -> Spot | None:
        """Of namesakes take the largest, the story's own state and neighbourhood weighing in."""
        scored = sorted(((self._likelihood(option), option) for option in options), key=lambda row: -row[0])
        if not scored:
            return None
        is_open = self.setting.state is None and len(scored) > 1
        return None if is_open and scored[0][0] - scored[1][0] < CLEAR_LEAD else scored[0][1]

    def _likelihood(self, option: Place | County) -> float:
        people = option.population or UNCOUNTED if isinstance(option, Place) else COUNTY_SIZE
        score = math.log(people + 100) + (SAME_STATE if option.state == self.setting.state else 0.0)
        score -= 1.0 if isinstance(option, Place) and option.is_township else 0.0
        distance = distance_km(option, self.here) if self.here is not None else None
        if distance is not None and distance < FAR_KM:
            score += SAME_STATE * (1 - distance / FAR_KM)
        return score


def _institution_type(name: str) -> str:
    """Return what kind of body an institution outside the register is, by the words of its name."""
    told = set(fold(name).split())
    types = lexicon("agencies")["institution_types"]
    return next((kind for kind, marks in types.items() if told & set(marks)), "campus")
