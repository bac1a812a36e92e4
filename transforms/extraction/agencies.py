"""The agencies that an article names or means, each resolved to the register where it can be told.

Names come first: they resolve by the state and the places of the article. What is only meant ("police",
"the department") then resolves by what was named and by the setting. Where nothing tells which agency
is meant, the mention stands with no agency.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from transforms.extraction.agency_names import AgencyName, agency_names
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.records import Agency, AgencyMention, Setting
from transforms.reference.gazetteer import County, Gazetteer, Place, distance_km, fold
from transforms.reference.register import Register

SAME_STATE = 4.0  # in units of the logarithm of a place's population
FAR_KM = 150.0  # a place farther off than this from the story's gains nothing from nearness
LOCAL = {"municipal_police", "county_police", "campus", "tribal"}
KINDS = {
    "sheriff": {"sheriff"}, "state_police": {"state_police"}, "prosecutor": {"prosecutor"}, "prosecutors": {"prosecutor"},
}  # fmt: skip


def find_agencies(body: str, setting: Setting) -> list[AgencyMention]:
    """Return every mention of an agency in text order; spans do not overlap."""
    resolver = _Resolver(body, setting)
    names = agency_names(body)
    for name in names:
        resolver.read_name(name)
    for name in names:
        resolver.read_abbreviation(name)
    for name in names:
        resolver.read_generic(name)
    return _apart(resolver.mentions)


def _apart(mentions: list[AgencyMention]) -> list[AgencyMention]:
    """Keep mentions in text order; of two that overlap the one that starts first."""
    kept: list[AgencyMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


@dataclass
class _Resolver:
    """What is known of the agencies of one article while it is read."""

    body: str
    setting: Setting
    mentions: list[AgencyMention] = field(default_factory=list)
    introduced: dict[str, Agency] = field(default_factory=dict)
    _done: set[int] = field(default_factory=set)

    def read_name(self, name: AgencyName) -> None:
        """Resolve a name with a place, or an exact one."""
        start, agency = name.start, None
        if name.kind == "exact":
            agency = self._of_options(name)
        elif name.kind == "department":
            agency = self._state_department(name)
        elif name.kind == "team":
            agency = self._team(name)
        else:
            kind = name.kind.removeprefix("joined ")
            for at, place in name.places:
                agency = self._of_place(place, kind, name)
                if agency is not None:
                    start = at
                    break
        if agency is not None:
            self._add(name, start, agency, is_generic=False)
        elif name.kind.startswith("joined ") or name.kind in {"exact", "department", "team"}:
            self._done.add(name.head)

    def _add(self, name: AgencyName, start: int, agency: Agency | None, is_generic: bool) -> None:
        self._done.add(name.head)
        self.mentions.append(AgencyMention(start, name.end, self.body[start : name.end], agency, is_generic))
        bracket = re.match(r"(?:['’]s)?(?: Department| Office)?,? \((?:the )?([A-Z][A-Za-z]{1,7})\)", self.body[name.end : name.end + 40])
        if agency is not None and bracket and not is_generic:
            self.introduced[bracket.group(1)] = agency

    def _of_options(self, name: AgencyName) -> Agency | None:
        """Of the bodies that bear a name, take the one of the state given or of the story."""
        text = fold(self.body[name.start : name.end])
        if len(name.options) == 1 and self.body[name.start : name.end] in Register.load().aliases:
            return name.options[0]
        for agency in name.options:
            state = Gazetteer.load().state_names.get(agency.state or "", "united states")
            if agency.state == "US" or text.startswith(fold(state)):
                return agency
        wanted = name.state or self.setting.state
        here = [agency for agency in name.options if agency.state == wanted]
        if here:
            return here[0]
        return name.options[0] if len(name.options) == 1 and wanted is None else None

    def _state_department(self, name: AgencyName) -> Agency | None:
        state = name.state or self.setting.state
        if state is None or name.title is None:
            return None
        full = f"{Gazetteer.load().state_names[state]} {name.title}"
        register = Register.load()
        return register.find(full, state) or register.find(name.title, state) or register.unregistered(full, state, "state_other")

    def _team(self, name: AgencyName) -> Agency | None:
        title = name.title or ""
        register = Register.load()
        found = register.find(title, self.setting.state) if self.setting.state else None
        return found or register.unregistered(title, self.setting.state, "task_force")

    def _of_place(self, place: str, kind: str, name: AgencyName) -> Agency | None:
        if fold(place) in words("places", "never") or not place:
            return None
        if kind in {"custody", "nobody"}:
            return None
        if kind == "state_police":
            state = Gazetteer.load().state(place)
            return Register.load().state_police(state) if state else None
        if kind == "prosecutor":
            return self._prosecutor(place, name.title or "", name.state)
        if kind == "sheriff":
            return self._sheriff(place, name.state)
        return self._police(place, name)

    def _sheriff(self, place: str, stated: str | None) -> Agency | None:
        register, gazetteer = Register.load(), Gazetteer.load()
        counties = [c for c in gazetteer.counties(place) if stated in {None, c.state}]
        county = self._nearest(counties)
        if county is not None:
            return register.county_agency(county.name, county.state, "sheriff")
        state = stated or self.setting.state
        return register.find(f"{place} Sheriff's Office", state) if state and gazetteer.candidates(place) else None

    def _police(self, place: str, name: AgencyName) -> Agency | None:
        register, gazetteer = Register.load(), Gazetteer.load()
        stated, head = name.state, self.body[name.head : name.end]
        last = fold(place).split(" ")[-1]
        if last in words("agencies", "institution_words") or fold(place).split(" ")[0] in words("agencies", "institution_words"):
            return self._institution(place, stated, head)
        if fold(place).endswith((" county", " parish")):
            county = self._nearest([c for c in gazetteer.counties(place) if stated in {None, c.state}])
            if county is None:
                return None
            own = register.county_agency(county.name, county.state, "county_police")
            if own is None and "detective" in head.lower():
                own = register.find(f"County Detective: {county.name}", county.state)
            return own or register.county_agency(county.name, county.state, "sheriff")
        options = [
            p for p in gazetteer.candidates(place) if stated in {None, p.state} and p.state != name.not_state
        ]
        policed = [p for p in options if register.city_police(place, p.state, p.county)]
        town = self._nearest(policed)
        if town is not None:
            return register.city_police(place, town.state, self._county_for(town))
        state = stated or self.setting.state
        if state is None:
            return None
        own = register.city_police(place, state) or register.county_agency(place, state, "county_police")
        if own is not None:
            return own
        if any(p.state == state for p in options) and re.search("department|dept", head, re.IGNORECASE):
            return register.unregistered(f"{place} Police Department", state, "municipal_police")
        return None

    def _county_for(self, town: Place) -> str | None:
        """Return the county that tells towns of one name in one state apart."""
        return self.setting.county if self.setting.state == town.state and self.setting.county else town.county

    def _institution(self, place: str, stated: str | None, head: str) -> Agency | None:
        register = Register.load()
        state = stated or self.setting.state
        options = register.campus(place)
        here = [a for a in options if a.state == state]
        if here or len(options) == 1:
            return (here or options)[0]
        by_city = [a for a in register.campus(f"{place} {self.setting.city or ''}") if a.state == state]
        if by_city:
            return by_city[0]
        if len(place.split()) > 1 and re.match("police|pd|department", head, re.IGNORECASE):
            return register.unregistered(f"{place} Police Department", state, "campus")
        return None

    def _prosecutor(self, place: str, title: str, stated: str | None) -> Agency | None:
        gazetteer = Gazetteer.load()
        code = gazetteer.state_of_text.get(place.lower())
        if code and title.startswith("Attorney General"):
            return self._body(f"{place} {title}", code)
        county = self._nearest([c for c in gazetteer.counties(place) if stated in {None, c.state}])
        if county is not None and (fold(county.name) == fold(place) or not gazetteer.candidates(place)):
            return self._body(f"{county.name} {title.removeprefix('County ')}", county.state)
        town = self._nearest([p for p in gazetteer.candidates(place) if stated in {None, p.state}])
        return self._body(f"{town.name} {title}", town.state) if town is not None and town.population else None

    def _body(self, name: str, state: str | None) -> Agency:
        register = Register.load()
        found = register.find(name, state) if state else None
        return found or register.unregistered(name, state, "prosecutor")

    def _nearest(self, options: list[Place] | list[County]) -> Place | County | None:
        """Of namesakes take the largest, the story's own state and neighbourhood weighing in."""
        scored = [(self._likelihood(option), option) for option in options]
        if not scored:
            return None
        scored.sort(key=lambda row: -row[0])
        if self.setting.state is None and len(scored) > 1 and scored[0][0] - scored[1][0] < math.log(4):
            return None
        return scored[0][1]

    def _likelihood(self, option: Place | County) -> float:
        people = option.population or 3000 if isinstance(option, Place) else 20_000
        score = math.log(people + 100)
        if isinstance(option, Place) and option.is_township:
            score -= 1.0
        score += SAME_STATE if option.state == self.setting.state else 0.0
        here = self._here()
        distance = distance_km(option, here) if here is not None else None
        if distance is not None and distance < FAR_KM:
            score += SAME_STATE * (1 - distance / FAR_KM)
        return score

    def _here(self) -> Place | County | None:
        gazetteer, setting = Gazetteer.load(), self.setting
        if setting.state is None:
            return None
        city = gazetteer.place(setting.city, setting.state) if setting.city else None
        return city or (gazetteer.county(setting.county, setting.state) if setting.county else None)

    def read_abbreviation(self, name: AgencyName) -> None:
        """Resolve initials: as introduced in brackets, by the agencies named, or by the table of aliases."""
        if name.kind != "alias":
            return
        text = self.body[name.start : name.end]
        agency = self.introduced.get(text) or self._by_initials(text) or self._by_alias(name)
        self._done.add(name.head)
        if agency is not None:
            self._add(name, name.start, agency, is_generic=False)

    def _by_initials(self, text: str) -> Agency | None:
        found = {m.agency.agency_id: m.agency for m in self.mentions if m.agency and text in _initials(m.agency)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _by_alias(self, name: AgencyName) -> Agency | None:
        options = {a.agency_id: a for a in name.options}
        if len(options) == 1:
            agency = next(iter(options.values()))
            text = self.body[name.start : name.end]
            return agency if agency.state in {"US", self.setting.state} or len(text) > 3 else None
        here = [a for a in options.values() if a.state == self.setting.state]
        if len(here) > 1:
            here = [a for a in here if self.setting.city and fold(a.city or "") == fold(self.setting.city)]
        if len(here) == 1:
            return here[0]
        return self._initials_of_setting(self.body[name.start : name.end])

    def _initials_of_setting(self, text: str) -> Agency | None:
        """ "SPD" in a story from Salem, though nobody has listed it."""
        own = (self._city_police(), self._county_sheriff())
        found = [agency for agency in own if agency is not None and text in _initials(agency)]
        return found[0] if len(found) == 1 else None

    def read_generic(self, name: AgencyName) -> None:
        """Resolve what is meant only: heads without a place, units, "the department"."""
        kind = name.kind
        if name.head in self._done or kind in {"alias", "nobody"}:
            return
        if kind in {"police", "officers", "pd", "unit"}:
            agency = self._meant_police(name)
        elif kind == "custody":
            agency = self._meant_custody()
        elif kind == "the":
            agency = self._last_named(name)
        elif kind in {"prosecutor", "prosecutors"}:
            agency = self._meant_prosecutor(name)
        else:
            agency = self._most(KINDS[kind], name.head) or self._own(kind)
        self._add(replace(name, start=name.head), name.head, agency, is_generic=True)

    def _named(self, types: set[str]) -> list[AgencyMention]:
        return [m for m in self.mentions if not m.is_generic and m.agency is not None and m.agency.agency_type in types]

    def _most(self, types: set[str], at: int) -> Agency | None:
        """Return the agency named far most, else the one named last before `at`, else the first."""
        named = self._named(types)
        counts = Counter(m.agency.agency_id for m in named if m.agency)
        if not counts:
            return None
        ranked = counts.most_common(2)
        if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
            return next(m.agency for m in named if m.agency and m.agency.agency_id == ranked[0][0])
        before = [m for m in named if m.start < at]
        return (max(before, key=lambda m: m.start) if before else min(named, key=lambda m: m.start)).agency

    def _meant_police(self, name: AgencyName) -> Agency | None:
        own = self._city_police()
        local = self._named(LOCAL)
        if own is not None and any(m.agency == own for m in local):
            return own
        if local:
            return self._most(LOCAL, name.head)
        others = [m for m in self._named({"sheriff", "state_police"}) if not self._investigates(m)]
        before = [m for m in others if m.start < name.head]
        if before:
            return max(before, key=lambda m: m.start).agency
        return own or self._county_sheriff_of_city() or (others[0].agency if others else None)

    def _investigates(self, mention: AgencyMention) -> bool:
        around = self.body[max(0, mention.start - 40) : mention.end + 60]
        return compiled(lexicon("agencies")["only_investigates"]).search(around) is not None

    def _meant_custody(self) -> Agency | None:
        """Parole agents and prison officers belong to the one such body that the article names."""
        bodies = {
            m.agency.agency_id: m.agency
            for m in self._named({"state_other", "federal"})
            if m.agency and words("agencies", "custody_words") & set(fold(m.agency.name).split())
        }
        return next(iter(bodies.values())) if len(bodies) == 1 else None

    def _city_police(self) -> Agency | None:
        setting = self.setting
        if setting.state is None or setting.city is None:
            return None
        return Register.load().city_police(setting.city, setting.state, setting.county)

    def _county_sheriff(self) -> Agency | None:
        setting = self.setting
        if setting.state is None:
            return None
        here = self._here()
        county = setting.county or (here.county if isinstance(here, Place) else None)
        return Register.load().county_agency(county, setting.state, "sheriff") if county else None

    def _county_sheriff_of_city(self) -> Agency | None:
        """A city without police of its own is policed by its county's sheriff."""
        return self._county_sheriff() if self.setting.city is not None else None

    def _own(self, kind: str) -> Agency | None:
        if kind == "state_police" and self.setting.state is not None:
            return Register.load().state_police(self.setting.state)
        return self._county_sheriff() if kind == "sheriff" else None

    def _last_named(self, name: AgencyName) -> Agency | None:
        """ "The bureau" is the one last named that is called so; "the department" is no highway patrol."""
        word = self.body[name.start : name.end].lower().split()[-1]
        apart = set(lexicon("agencies")["not_called"].get(word, ()))
        before = [m for m in self.mentions if m.start < name.head and m.agency and m.agency.agency_type not in apart]
        return max(before, key=lambda m: m.start).agency if before else None

    def _meant_prosecutor(self, name: AgencyName) -> Agency | None:
        named = [m for m in self._named({"prosecutor"})]
        title = name.title
        if title is not None:
            named = [m for m in named if m.agency and fold(title) in fold(m.agency.name)]
        if named:
            return named[0].agency
        if title is None or self.setting.state is None:
            return None
        if title.startswith("State Attorney"):
            return self._body(title, self.setting.state)
        if title.startswith("Attorney General"):
            return self._body(f"{Gazetteer.load().state_names[self.setting.state]} {title}", self.setting.state)
        here = self._here()
        county = self.setting.county or (here.county if isinstance(here, Place) else None)
        return self._body(f"{county} {title.removeprefix('County ')}", self.setting.state) if county else None


def _initials(agency: Agency) -> set[str]:
    """Return the abbreviations that an agency's own name makes: "KCPD", "JCSO", "MSHP"."""
    text = re.sub(r"[^\w\s-]", "", agency.name)
    parts = [word for word in re.split(r"[\s-]+", text) if word and word[0].isupper()]
    letters = "".join(word[0] for word in parts)
    found = {letters, letters.replace("S", "", 1) if agency.agency_type == "state_police" else letters}
    if agency.agency_type == "municipal_police":
        found.add("".join(word[0] for word in fold(agency.city or "").upper().split()) + "PD")
    if agency.agency_type == "sheriff":
        found |= {letters[:-1] + "D", letters[:-2] + "SD" if len(letters) > 2 else letters}
    return {one for one in found if len(one) > 2}
