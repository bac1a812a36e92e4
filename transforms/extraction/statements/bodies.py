"""Which agency or other body a speaker's phrase means: named, meant by "police", or known by name only."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.extraction.lexicon import lexicon
from transforms.extraction.lexicon import words as listed
from transforms.extraction.place_names import place_mentions
from transforms.extraction.statements.affiliations import Affiliations
from transforms.extraction.statements.asides import find_asides, is_aside
from transforms.extraction.statements.cues import Cue
from transforms.extraction.statements.employers import body_of_phrase, employers, is_union
from transforms.extraction.statements.named_bodies import NamedBodies, court_in, is_organisation, proper_name
from transforms.extraction.statements.words import role_of_noun, seed, words
from transforms.records import Agency, AgencyMention, Person, Setting

OTHER = "other"
FAR_MORE = 3  # times as often an agency is named as another one, for "police" to mean it wherever it stands
RIVAL_FROM = 2  # times that another agency of the type is named, for "police" to be in doubt
PRIVATE = frozenset({"family", "community", "witness", "lawyer"})
LONGEST_MENTION = 200  # characters


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name and title as far as given, role, and for whom."""

    name: str | None = None
    title: str | None = None
    role: str = OTHER
    organisation: str | None = None
    agency: Agency | None = None
    gender: str | None = None


class Bodies:
    """The agencies and other bodies of one article, as its attributions name or mean them."""

    def __init__(
        self, doc: Doc, mentions: Sequence[AgencyMention], setting: Setting, surnames: frozenset[str]
    ) -> None:
        self._surnames = surnames
        self._named = NamedBodies(doc.text)
        self._affiliations = Affiliations(doc.text, self._named, self._is_elsewhere)
        self._doc, self._body, self._setting = doc, doc.text, setting
        self._mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        self._starts = [m.start for m in self._mentions]
        asides = find_asides(self._body)
        named = [
            m.agency
            for m in mentions
            if m.agency is not None and not m.is_generic and not is_aside(asides, m.start)
        ]
        self._spoke_last: Agency | None = None
        # A person who speaks a hundred times is looked up once; the persons live as long as this does.
        self._employers: dict[int, list[tuple[int, int]]] = {}
        self._affiliated: dict[tuple[int, bool], str | None] = {}
        self._counts = Counter(agency.agency_id for agency in named)
        home = {setting.state, "US"}
        self.enforcers = [
            agency
            for agency in _distinct(named)
            if agency.agency_type not in {"federal", "prosecutor"}
            and (setting.state is None or agency.state in home)
        ]

    def sole(self) -> Agency | None:
        """Return the article's only agency, None where it names several or none."""
        return self.enforcers[0] if len(self.enforcers) == 1 else None

    def near(self, start: int, end: int) -> list[AgencyMention]:
        """Return the mentions with an agency that touch `[start, end)`."""
        first = bisect_left(self._starts, start - LONGEST_MENTION)
        last = bisect_left(self._starts, end)
        return [m for m in self._mentions[first:last] if m.agency is not None and start < m.end]

    def mention(self, cue: Cue) -> AgencyMention | None:
        """Return the agency named in the speaker's phrase, the last one where there are several."""
        start, end = span_of(self._doc, cue.np_first, cue.np_last)
        if is_union(self._body[start:end]):
            return None
        plain = seed("speakers")["generic"]
        told = [
            m
            for m in self.near(start, end)
            if not (m.is_generic and m.text.lower() in plain)
            and not re.search(r"\band\b", self._body[self._doc[cue.head].idx : m.start])
        ]
        told += self._of_initials(start, end) if not told else []
        named = [m for m in told if not m.is_generic]
        return named[-1] if named else (told[-1] if told else None)

    def _of_initials(self, start: int, end: int) -> list[AgencyMention]:
        """Return a mention of the agency whose initials stand in `[start, end)` ("the DOJ")."""
        first = re.split(r"\band\b", self._body[start:end])[0]
        for initials in re.findall(r"\b[A-Z]{3,5}\b", first):
            for m in self._mentions:
                if m.agency is not None and not m.is_generic and _has_initials(m.text, initials):
                    return [m]
        return []

    def meant(self, word: Token) -> Agency | None:
        """Return the agency that a word for police means where it stands, if that is beyond doubt."""
        scope = seed("speakers")["generic"].get(word.lower_)
        return self._in_scope(scope, word.idx) if scope is not None else None

    def agency_of_phrase(self, cue: Cue) -> Agency | None:
        """Return the agency that a phrase names or leaves no doubt about ("a police source")."""
        mention = self.mention(cue)
        if mention is not None:
            return mention.agency
        if self._is_other_body(cue):
            return None
        for token in self._doc[cue.np_first : cue.np_last + 1]:
            scope = seed("speakers")["generic"].get(token.lower_)
            if token.text.endswith("PD") and token.text.isupper():
                scope = "police"  # "a TPD spokesman": initials that the register cannot know
            if scope == "last":
                called = None if token.text[0].isupper() else self._called(token.lower_, token.idx)
                if called is not None:
                    return called
                continue
            if scope is not None and (agency := self._in_scope(scope, token.idx)) is not None:
                return agency
        return None

    def note(self, agency: Agency) -> None:
        """Remember the agency that spoke last: "the department", "a news release" go back to it."""
        self._spoke_last = agency

    def speaker(self, cue: Cue, last_body: Speaker | None) -> Speaker:
        """Return who speaks where no person does; `last_body` is what "the office" goes back to."""
        mention = self.mention(cue)
        head = self._doc[cue.head]
        if mention is not None and mention.agency is not None:
            is_plain = mention.is_generic and seed("speakers")["generic"].get(head.lower_) == "last"
            return of_agency((self._called(head.lower_, head.idx) if is_plain else None) or mention.agency)
        if head.lower_ in words("speakers", "documents") | words("speakers", "releases"):
            return self._of_paper(cue)
        scope = seed("speakers")["generic"].get(head.lower_)
        if scope is not None and not self._is_other_body(cue):
            agency = self._named_by(head) or self._in_scope(scope, head.idx)
            if agency is None and scope == "last" and last_body is not None:
                apart = lexicon("agencies")["not_called"].get(head.lower_, [])
                is_so_called = last_body.agency is None or last_body.agency.agency_type not in apart
                whole = Speaker(
                    role=last_body.role, organisation=last_body.organisation, agency=last_body.agency
                )
                return whole if is_so_called else Speaker(role="law_enforcement")
            return of_agency(agency) if agency is not None else Speaker(role="law_enforcement")
        agency = self.agency_of_phrase(cue)
        return of_agency(agency) if agency is not None else self._of_others(cue)

    def of_name(self, name: str, role: str | None = None) -> Speaker:
        """Return a body that the register lacks, by its name; a state after it where it is police or jail."""
        if re.search(seed("speakers")["media_names"], name):
            return Speaker(role="media", organisation=name)
        name = self._named.fullest(name)
        if is_union(name):
            return Speaker(organisation=name)
        if not set(re.findall(r"[a-z]+", name.lower())) & words("speakers", "enforcing"):
            return Speaker(role=role or "government", organisation=name)
        state = self._setting.state
        return Speaker(role="law_enforcement", organisation=f"{name}, {state}" if state else name)

    def of_office(self, title: str) -> str | None:
        """Return the body that an office stands for ("Mayor": the city), where the setting completes it."""
        county = re.search(r"[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:County|Parish)\b", title)
        if "state" in title.lower().split():
            return None
        for office, row in seed("speakers")["office_of"].items():
            if not re.search(rf"\b{office}\b", title.lower()):
                continue
            of_county = county.group() if county else self._setting.county
            values = {"city": self._setting.city, "county": of_county}
            needed = re.findall(r"\{(\w+)\}", row["name"])
            if all(values[name] for name in needed):
                return str(row["name"].format(**values))
        return None

    def of_city_office(self, person: Person) -> str | None:
        """Return the city of an officer who stands over its police ("Public Safety Director")."""
        title = (person.title or "").lower()
        if title not in words("speakers", "city_offices"):
            return None
        is_own = person.agency is not None and "public safety" in person.agency.name.lower()
        return None if is_own else self.of_office(title)

    def of_employer(self, person: Person) -> Speaker | None:
        """Return the body that somebody is said to speak for, where it is none of the agencies."""
        if id(person) not in self._employers:
            self._employers[id(person)] = list(employers(self._body, person))
        for start, end in self._employers[id(person)]:
            name = self._body[start:end].strip()
            if seed("speakers")["generic"].get(name.lower()) is not None:  # "Agency spokesman NAME"
                agency = self._called(name.lower(), start)
                if agency is not None:
                    return of_agency(agency)
                continue
            if is_union(name) or not self.near(start, end):
                return self.of_name(name)
        return None

    def of_phrase(self, phrase: str, at: int) -> Speaker | None:
        """Return the body that somebody nameless speaks for, where it is none of the agencies.

        `at` is where the phrase stands: "a manager at the complex" goes back to one named before.
        """
        name = body_of_phrase(phrase)
        if name is not None:
            return self.of_name(name) if self._is_body(name) else None
        meant = self._affiliations.of_phrase(phrase, at)
        return Speaker(organisation=meant) if meant is not None else None

    def of_affiliation(self, person: Person, is_official: bool) -> str | None:
        """Return the body that no public office, but the words beside a name say somebody speaks for."""
        key = (id(person), is_official)
        if key not in self._affiliated:
            self._affiliated[key] = self._affiliations.of(person, is_official)
        return self._affiliated[key]

    def _is_elsewhere(self, name: str, at: int) -> bool:
        """Tell whether a run of capitals is a place, a person or an agency."""
        is_person = name.rsplit(maxsplit=1)[-1] in self._surnames and not is_organisation(name)
        is_place = any(m.name == name for m in place_mentions(self._body))
        return is_person or is_place or bool(self.near(at, at + 1))

    def _is_body(self, name: str) -> bool:
        """Tell whether a name is not that of one of the article's persons."""
        return not self._surnames & set(name.split())

    def _is_person(self, name: str) -> bool:
        """Tell whether a name that nobody explains is a person's: one or two words, none that a body has."""
        parts = name.split()
        is_plain = len(parts) <= 2 and all(part.isalpha() and part.istitle() for part in parts)
        bodily = words("speakers", "other_bodies") | words("speakers", "enforcing") | words("speech", "days")
        bodily = bodily | listed("people", "place_words") | listed("people", "not_names")
        is_place = name in {self._setting.city, self._setting.county}
        return is_plain and not is_place and not {part.lower() for part in parts} & bodily

    def is_other(self, cue: Cue, office: str) -> bool:
        """Tell whether an office is not of police ("the mayor", "a hospital spokesman")."""
        return office in words("speakers", "civil_offices") or self._is_other_body(cue)

    def _is_other_body(self, cue: Cue) -> bool:
        """Tell whether officials are those of a body that is no police ("school district officials")."""
        phrase = self._doc[cue.np_first : cue.np_last + 1]
        return any(token.lower_ in words("speakers", "other_bodies") for token in phrase)

    def _of_others(self, cue: Cue) -> Speaker:
        """Return people known by what they are ("neighbors"), a medium, or a body by its name."""
        phrase = self._doc[cue.np_first : cue.np_last + 1]
        role = next((r for token in phrase if (r := role_of_noun(token.lower_))), None)
        is_named = any(token.pos_ == "PROPN" for token in phrase)
        name = proper_name(phrase.text) if is_named else None
        if name is not None and self._doc[cue.head].text in name.split() and self._is_person(name):
            return Speaker(name, role=role or OTHER)
        if name is not None and role not in PRIVATE and self._is_body(name):
            return self.of_name(name, role)
        return Speaker(role=role or OTHER)

    def _of_paper(self, cue: Cue) -> Speaker:
        """Return the body whose paper speaks: a court, or the body that the phrase names."""
        text = text_of(self._doc, cue.np_first, cue.np_last)
        phrase = self._doc[cue.np_first : cue.np_last + 1]
        if any(token.lower_ in words("speakers", "court_documents") for token in phrase):
            return Speaker(role="government", organisation=court_in(text) or court_in(self._body))
        agency = self.agency_of_phrase(cue)
        if agency is not None:
            return of_agency(agency)
        name = proper_name(text)
        papers = words("speakers", "documents") | words("speakers", "releases")
        if name is not None and self._is_body(name) and name.lower() not in papers:
            return self.of_name(name)
        if self._spoke_last is not None and self._doc[cue.head].lower_ in words("speakers", "releases"):
            return of_agency(self._spoke_last)
        is_theirs = phrase[0].lower_ == "the" or phrase[-1].lower_ in words("speakers", "releases")
        agency = self._in_scope("police") if is_theirs else None
        return of_agency(agency) if agency is not None else Speaker(role="government")

    def _dominant(self, agencies: list[Agency]) -> Agency | None:
        """Return the agency that is named far more than every other one."""
        ranked = Counter({agency: self._counts[agency.agency_id] for agency in agencies}).most_common(2)
        is_far = len(ranked) > 1 and ranked[0][1] >= FAR_MORE * ranked[1][1]
        return ranked[0][0] if is_far else None

    def _called(self, word: str, at: int) -> Agency | None:
        """Return the agency that "a department spokesman" is of: which spoke last, or was last meant.

        "The department" is who has been speaking; "the agency" explains the name just before it.
        """
        apart = lexicon("agencies")["not_called"].get(word)
        if apart is None:
            return None
        before = [m.agency for m in self._mentions[: bisect_left(self._starts, at)]]
        before.insert(len(before) if word == "department" else 0, self._spoke_last)
        called = [
            agency
            for agency in before
            if agency is not None
            and agency in self.enforcers
            and agency.agency_type not in apart
            and self._may_be(agency, word)
        ]
        return called[-1] if called else None

    def _may_be(self, agency: Agency, word: str) -> bool:
        """Tell whether an agency may be called a department: a sheriff's office where it is named so."""
        if agency.agency_type != "sheriff" or word != "department":
            return True
        return any(m.agency == agency and not m.is_generic and word in m.text.lower() for m in self._mentions)

    def _named_by(self, head: Token) -> Agency | None:
        """Return the agency whose "County detectives" came last, where "detectives" follow."""
        if head.lower_ not in seed("speakers")["narrow"]:
            return None
        before = [
            m.agency
            for m in self._mentions[: bisect_left(self._starts, head.idx)]
            if m.agency is not None and not m.is_generic and self._has_word(m, head.lower_)
        ]
        return before[-1] if before else None

    def _has_word(self, mention: AgencyMention, word: str) -> bool:
        own, after = (mention.start, mention.end), (mention.end, mention.end + len(word) + 1)
        return (
            self._body[slice(*own)].lower().endswith(word) or self._body[slice(*after)].lower() == f" {word}"
        )

    def _in_scope(self, scope: str, at: int | None = None) -> Agency | None:
        """Return the agency that a word for police leaves no doubt about; `at` is where the word stands."""
        if len(self.enforcers) == 1 and scope not in {"sheriff", "state_police"}:
            return self.enforcers[0]
        if scope in {"any", "last"} and self.enforcers:
            return None
        types = seed("speakers")["scopes"].get(scope, seed("speakers")["scopes"]["police"])
        fitting = [agency for agency in self.enforcers if agency.agency_type in types]
        meant = [m.agency for m in self.near(at, at + 1) if m.agency is not None] if at is not None else []
        if not meant or meant[0].agency_type not in types:
            generic = (m.agency for m in self._mentions if m.is_generic and m.agency is not None)
            meant = fitting or _distinct(agency for agency in generic if agency.agency_type in types)
        rivals = (
            [a for a in fitting if a != meant[0] and self._counts[a.agency_id] >= RIVAL_FROM] if meant else []
        )
        ranked = self._dominant(fitting)
        if ranked is not None:
            return ranked
        is_clear = len(meant) == 1 or self._counts[meant[0].agency_id] >= RIVAL_FROM if meant else False
        return meant[0] if is_clear and not rivals else None


def _has_initials(name: str, initials: str) -> bool:
    """Tell whether initials are those of a name or of its last words (the "DOJ" of a state)."""
    parts = re.findall(r"[A-Za-z]+", name)
    letters = ("".join(p[0].upper() for p in parts), "".join(p[0] for p in parts if p[0].isupper()))
    return any(whole == initials or whole[1:] == initials for whole in letters)


def of_agency(agency: Agency) -> Speaker:
    """Return an agency as a speaker."""
    role = "prosecutor" if agency.agency_type == "prosecutor" else "law_enforcement"
    return Speaker(role=role, organisation=agency.name, agency=agency)


def span_of(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Return the characters of the tokens `[first, last]`."""
    return doc[first].idx, doc[last].idx + len(doc[last])


def text_of(doc: Doc, first: int, last: int) -> str:
    """Return the text of the tokens `[first, last]`."""
    text = doc[first : last + 1].text
    return str(text)


def _distinct(agencies: Iterable[Agency]) -> list[Agency]:
    found: dict[str, Agency] = {}
    for agency in agencies:
        found.setdefault(agency.agency_id, agency)
    return list(found.values())
