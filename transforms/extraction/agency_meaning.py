"""Which agency a word means that names none: "police", "deputies", "the department"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from transforms.extraction.agency_names import AgencyName
from transforms.extraction.agency_resolution import Jurisdiction
from transforms.extraction.lexicon import compiled, lexicon, words
from transforms.records import Agency, AgencyMention
from transforms.reference.gazetteer import fold

LOCAL = frozenset({"municipal_police", "county_police", "campus", "tribal"})
AREA = frozenset({"sheriff", "state_police"})
CAMPUS = frozenset({"campus"})
SHERIFF = frozenset({"sheriff"})
STATE_POLICE = frozenset({"state_police"})
PROSECUTOR = frozenset({"prosecutor"})
POLICE_KINDS = {"police", "officers", "pd", "unit"}


class _Named:
    """The mentions of agencies of some kinds, in text order, and how often each agency is named."""

    def __init__(self, mentions: Iterable[AgencyMention]) -> None:
        rows = [(m.start, m.agency) for m in sorted(mentions, key=lambda m: m.start) if m.agency is not None]
        self.starts = [start for start, _ in rows]
        self.agencies = [agency for _, agency in rows]
        self._ranked = Counter(agency.agency_id for agency in self.agencies).most_common(2)

    def before(self, at: int) -> Agency | None:
        """Return the agency named last before a position."""
        found = bisect_left(self.starts, at)
        return self.agencies[found - 1] if found else None

    def most(self, at: int) -> Agency | None:
        """Return the agency named far most, else the one named last before `at`, else the first."""
        if not self.agencies:
            return None
        if len(self._ranked) == 1 or self._ranked[0][1] >= 2 * self._ranked[1][1]:
            return next(agency for agency in self.agencies if agency.agency_id == self._ranked[0][0])
        return self.before(at) or self.agencies[0]


class Meaning:
    """What generic words mean in one article, given the agencies that it names."""

    def __init__(self, body: str, jurisdiction: Jurisdiction, named: list[AgencyMention]) -> None:
        self._body = body
        self._jurisdiction = jurisdiction
        self._named = [mention for mention in named if mention.agency is not None]
        self._local = self._acting(LOCAL)
        self._campus = self._of_types(CAMPUS)
        self._sheriff = self._of_types(SHERIFF)
        self._state_police = self._of_types(STATE_POLICE)
        self._prosecutors = self._of_types(PROSECUTOR)
        self._area = self._acting(AREA)
        self._own = jurisdiction.city_police()
        self._called: dict[str, _Named] = {}
        self._custody = self._custody_body()

    def of(self, name: AgencyName) -> Agency | None:
        """Return the agency that a generic word means at its place, None where that cannot be told."""
        kind, at = name.kind, name.head
        if kind in POLICE_KINDS:
            return self._police(at)
        if kind == "campus":
            return self._campus.most(at) or self._jurisdiction.institution(self._body)
        if kind == "sheriff":
            return self._sheriff.most(at) or self._jurisdiction.sheriff()
        if kind == "state_police":
            return self._state_police.most(at) or self._jurisdiction.state_police()
        if kind in {"prosecutor", "prosecutors"}:
            return self._prosecutor(name.title)
        return (
            self._custody
            if kind == "custody"
            else self._called_so(self._body[name.start : name.end].lower().split()[-1]).before(at)
        )

    def _of_types(self, types: frozenset[str]) -> _Named:
        return _Named(m for m in self._named if m.agency is not None and m.agency.agency_type in types)

    def _acting(self, types: frozenset[str]) -> _Named:
        """Return those of some kinds that do more in the story than look into the matter."""
        of_type = [m for m in self._named if m.agency and m.agency.agency_type in types]
        does_more = {m.agency for m in of_type if not self._only_investigates(m)}
        return _Named(m for m in of_type if m.agency in does_more)

    def _police(self, at: int) -> Agency | None:
        """The city's own police where named, else the local police named, else who polices the place."""
        if self._own is not None and self._own in self._local.agencies:
            return self._own
        if self._local.agencies:
            return self._local.most(at)
        before = self._area.before(at)
        if before is not None:
            return before
        if self._own is not None:
            return self._own
        if self._jurisdiction.setting.city is not None:  # a city without police of its own
            return self._jurisdiction.sheriff()
        return self._area.agencies[0] if self._area.agencies else None

    def _only_investigates(self, mention: AgencyMention) -> bool:
        around = self._body[max(0, mention.start - 40) : mention.end + 60]
        return compiled(lexicon("agencies")["only_investigates"]).search(around) is not None

    def _prosecutor(self, title: str | None) -> Agency | None:
        same = [a for a in self._prosecutors.agencies if title is None or fold(title) in fold(a.name)]
        if same:
            return same[0]
        return self._jurisdiction.prosecutor(title) if title is not None else None

    def _called_so(self, word: str) -> _Named:
        """ "The bureau" is the one last named that is called so; "the department" is no highway patrol."""
        if word not in self._called:
            apart = set(lexicon("agencies")["not_called"][word])
            self._called[word] = _Named(
                m for m in self._named if m.agency and m.agency.agency_type not in apart
            )
        return self._called[word]

    def _custody_body(self) -> Agency | None:
        """Parole agents and prison officers belong to the one such body that the article names."""
        guards = words("agencies", "custody_words")
        bodies = {
            m.agency
            for m in self._named
            if m.agency and m.agency.agency_type in {"state_other", "federal"}
            and guards & set(fold(m.agency.name).split())
        }  # fmt: skip
        return next(iter(bodies)) if len(bodies) == 1 else None
