"""Who an attribution's noun phrase means: a person by the fullest name, an agency, a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from transforms.extraction.statements.cues import Cue
from transforms.extraction.statements.words import role_of_noun, seed, words
from transforms.records import Agency, AgencyMention, Person, Setting

OTHER = "other"
PRIVATE = frozenset({"family", "community", "witness", "lawyer"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name and title as far as given, role, and for whom."""

    name: str | None = None
    title: str | None = None
    role: str = OTHER
    organisation: str | None = None
    agency: Agency | None = None
    gender: str | None = None


class Speakers:
    """Resolves the attributions of one article in text order; "he said" needs what came before."""

    def __init__(
        self, doc: Doc, people: Sequence[Person], mentions: Sequence[AgencyMention], setting: Setting
    ) -> None:
        self._doc, self._people, self._mentions, self._setting = doc, people, mentions, setting
        self._named = sorted(
            ((m.start, m.end, person) for person in people for m in person.mentions),
            key=lambda item: item[:2],
        )
        self._enforcers = _distinct(m.agency for m in mentions if not m.is_generic and m.agency is not None)
        self._last_person: Speaker | None = None
        self._last_body: Speaker | None = None
        self._last_release: Speaker | None = None

    def resolve(self, cue: Cue) -> Speaker:
        """Return who speaks at an attribution, and remember it."""
        speaker = self._resolve(cue)
        if self._is_single(cue, speaker):
            self._last_person = speaker
        else:
            self._last_body = speaker
        tail = self._doc[cue.first : min(cue.last + 10, self._doc[cue.verb].sent.end)]
        if any(t.lower_ in words("speakers", "releases") for t in tail):
            self._last_release = speaker
        return speaker

    def of_author(self, start: int, end: int) -> Speaker:
        """Return who posted: a person of the article, an agency, else a body by the name it posts under."""
        named = next((p for s, e, p in self._named if s < end and start < e), None)
        if named is not None:
            return self._of_person(named)
        mention = next((m for m in self._mentions if m.agency and m.start < end and start < m.end), None)
        if mention is not None and mention.agency is not None:
            return self._of_agency(mention.agency)
        name = self._doc.text[start:end].strip()
        is_media = re.search(seed("speakers")["media_names"], name)
        return Speaker(role="media" if is_media else "government", organisation=name)

    def _is_single(self, cue: Cue, speaker: Speaker) -> bool:
        head = self._doc[cue.head]
        is_one = head.tag_ in {"NN", "NNP"}
        return speaker.name is not None or (is_one and (speaker.title is not None or self._is_private(head)))

    @staticmethod
    def _is_private(head: Token) -> bool:
        return role_of_noun(head.lower_) in PRIVATE

    def _is_release(self, cue: Cue) -> bool:
        return self._doc[cue.head].lower_ in words("speakers", "releases")

    def _resolve(self, cue: Cue) -> Speaker:
        head = self._doc[cue.head]
        person = self._person(cue)
        if person is not None:
            return self._of_person(person)
        word = head.lower_
        if word in {"he", "she"}:
            return self._of_pronoun(word)
        if word in {"they", "it"}:
            return self._last_body or Speaker()
        is_new = self._doc[cue.np_first].lower_ in {"a", "an"} or self._mention(cue) is not None
        if self._is_release(cue) and self._last_release is not None and not is_new:
            return self._last_release
        office = self._office(cue)
        if office is not None:
            return office
        return self._of_phrase(cue)

    def _person(self, cue: Cue) -> Person | None:
        """Return the person named in the speaker's phrase, the one at its head first."""
        doc = self._doc
        start, end = doc[cue.np_first].idx, doc[cue.np_last].idx + len(doc[cue.np_last])
        at = doc[cue.head].idx
        inside = [(s, e, p) for s, e, p in self._named if s < end and start < e]
        for s, e, person in inside:
            if s <= at < e:
                return person
        for s, _e, person in inside:
            between = doc.text[at + len(doc[cue.head]) : s] if s > at else ""
            if not re.search(
                r"\b(?:for|of|with|from|at|in|to|about)\b|['’]s",
                between + doc.text[s + len(person.surname) : at],
            ):
                return person
        return None

    def _of_person(self, person: Person) -> Speaker:
        role = person.role or self._role_beside(person) or OTHER
        agency, organisation = person.agency, None if person.agency else person.organisation
        if agency is None and role == "law_enforcement":
            agency = self._only(self._enforcers)
        title = person.title
        if agency is None and organisation is None and title is not None:
            organisation = self._office_name(title)
        if agency is not None and not organisation:
            organisation = agency.name
        return Speaker(person.name, title, role, organisation, agency, person.gender)

    def _role_beside(self, person: Person) -> str | None:
        """Return the role that a noun beside one of the person's mentions gives ("neighbor Ann Lee")."""
        body = self._doc.text
        for mention in person.mentions:
            near = body[max(0, mention.start - 25) : mention.start] + body[mention.end : mention.end + 40]
            for word in re.findall(r"[a-z-]+", near.lower()):
                role = role_of_noun(word)
                if role is not None:
                    return role
        return None

    def _office_name(self, title: str) -> str | None:
        for word in re.findall(r"[a-z]+", title.lower()):
            row = seed("speakers")["office_of"].get(word)
            if row is None:
                continue
            values = {"city": self._setting.city, "county": self._setting.county}
            needed = re.findall(r"\{(\w+)\}", row["name"])
            if all(values[name] for name in needed):
                return str(row["name"].format(**values))
        return None

    def _of_pronoun(self, word: str) -> Speaker:
        last = self._last_person
        wanted = {"he": "male", "she": "female"}.get(word)
        if last is None:
            return Speaker()
        if wanted and last.gender and last.gender != wanted:
            return Speaker()
        return replace(last, gender=last.gender or wanted)

    def _office(self, cue: Cue) -> Speaker | None:
        """Return who holds the office that a phrase names ("the chief", "a sheriff's spokesman")."""
        head = self._doc[cue.head]
        word = head.lemma_.lower() if head.lower_ not in words("speakers", "offices") else head.lower_
        if word not in words("speakers", "offices"):
            return None
        phrase = self._doc[cue.np_first : cue.np_last + 1]
        is_plural = head.tag_ in {"NNS", "NNPS"}
        is_definite = phrase[0].lower_ not in {"a", "an", "one", "another"} and not is_plural
        if is_definite:
            holder = self._holder(word, head.idx)
            if holder is not None:
                return self._of_person(holder)
        if head.lower_ in seed("speakers")["generic"] and (
            is_plural or head.lower_ not in {"officer", "deputy", "trooper"}
        ):
            return None
        agency = self._agency_of_phrase(cue) or self._only(self._enforcers)
        title = re.sub(r"^(?:the|an?) ", "", _text(self._doc, cue.np_first, cue.head), flags=re.IGNORECASE)
        role = "law_enforcement" if agency is not None else (role_of_noun(word) or OTHER)
        return Speaker(None, title, role, agency.name if agency else None, agency)

    def _holder(self, word: str, before: int) -> Person | None:
        """Return the person whose title holds the office's word: the last named before, else the next."""
        forms = {word, *seed("speakers")["short"].get(word, [])}
        holders = [
            (start, person)
            for start, _end, person in self._named
            if any(re.search(rf"\b{re.escape(form)}\b", _plain_title(person)) for form in forms)
        ]
        earlier = [holder for holder in holders if holder[0] < before]
        return earlier[-1][1] if earlier else (holders[0][1] if holders else None)

    def _mention(self, cue: Cue) -> AgencyMention | None:
        """Return the agency named in the speaker's phrase."""
        doc = self._doc
        start, end = doc[cue.np_first].idx, doc[cue.np_last].idx + len(doc[cue.np_last])
        inside = [m for m in self._mentions if m.start < end and start < m.end]
        named = [m for m in inside if not m.is_generic and m.agency is not None]
        return named[-1] if named else None

    def _agency_of_phrase(self, cue: Cue) -> Agency | None:
        mention = self._mention(cue)
        if mention is not None:
            return mention.agency
        for token in self._doc[cue.np_first : cue.np_last + 1]:
            scope = seed("speakers")["generic"].get(token.lower_)
            if scope is not None and (agency := self._in_scope(scope)) is not None:
                return agency
        return None

    def _of_phrase(self, cue: Cue) -> Speaker:
        mention = self._mention(cue)
        if mention is not None and mention.agency is not None:
            return self._of_agency(mention.agency)
        if self._is_paper(cue):
            return self._of_paper(cue)
        scope = seed("speakers")["generic"].get(self._doc[cue.head].lower_)
        if scope is not None:
            return self._of_generic(scope, self._doc[cue.head])
        agency = self._agency_of_phrase(cue)
        return self._of_agency(agency) if agency is not None else self._of_others(cue)

    def _of_generic(self, scope: str, head: Token) -> Speaker:
        agency = self._named_by(head) or self._in_scope(scope)
        if agency is not None:
            return self._of_agency(agency)
        if scope == "last":
            return self._last_body or self._last_person or Speaker()
        return Speaker(role="law_enforcement")

    def _of_others(self, cue: Cue) -> Speaker:
        """Return people known by what they are ("neighbors"), a medium, or a body by its name."""
        doc = self._doc
        nouns = [t.lower_ for t in doc[cue.np_first : cue.np_last + 1]]
        role = next((r for noun in nouns if (r := role_of_noun(noun))), None)
        name = _proper(doc, cue.np_first, cue.np_last)
        if name is not None and re.search(seed("speakers")["media_names"], name):
            return Speaker(role="media", organisation=name)
        if name is not None and role not in PRIVATE:
            return Speaker(role=role or "government", organisation=name)
        return Speaker(role=role or OTHER)

    def _of_agency(self, agency: Agency) -> Speaker:
        role = "prosecutor" if agency.agency_type == "prosecutor" else "law_enforcement"
        return Speaker(role=role, organisation=agency.name, agency=agency)

    def _is_paper(self, cue: Cue) -> bool:
        return self._doc[cue.head].lower_ in words("speakers", "documents")

    def _of_paper(self, cue: Cue) -> Speaker:
        """Return the body whose paper speaks: a court, or the body that the phrase names."""
        doc = self._doc
        text = _text(doc, cue.np_first, cue.np_last)
        if any(t.lower_ in words("speakers", "court_documents") for t in doc[cue.np_first : cue.np_last + 1]):
            return Speaker(role="government", organisation=_court(text) or _court(doc.text))
        agency = self._agency_of_phrase(cue)
        if agency is not None:
            return self._of_agency(agency)
        name = _proper(doc, cue.np_first, cue.np_last)
        if name is not None:
            is_media = re.search(seed("speakers")["media_names"], name)
            return Speaker(role="media" if is_media else "government", organisation=name)
        return self._last_release or Speaker(role="government")

    def _named_by(self, head: Token) -> Agency | None:
        """Return the agency whose "County detectives" came last, where "detectives" follow."""
        if head.lower_ not in seed("speakers")["narrow"]:
            return None
        before = [
            m.agency
            for m in self._mentions
            if m.agency and not m.is_generic and m.start < head.idx and m.text.lower().endswith(head.lower_)
        ]
        return before[-1] if before else None

    def _in_scope(self, scope: str) -> Agency | None:
        """Return the agency that a word for police leaves no doubt about."""
        if len(self._enforcers) == 1:
            return self._enforcers[0]
        if scope in {"any", "last"}:
            if scope == "last" and self._last_body is not None:
                return self._last_body.agency
            return None
        types = seed("speakers")["scopes"][scope]
        fitting = [agency for agency in self._enforcers if agency.agency_type in types]
        if fitting:
            return self._only(fitting)
        meant = _distinct(
            m.agency for m in self._mentions if m.is_generic and m.agency and m.agency.agency_type in types
        )
        return self._only(meant)

    @staticmethod
    def _only(agencies: list[Agency]) -> Agency | None:
        return agencies[0] if len(agencies) == 1 else None


def _plain_title(person: Person) -> str:
    return (person.title or "").lower().replace(".", "")


def _distinct(agencies: Iterable[Agency]) -> list[Agency]:
    found: dict[str, Agency] = {}
    for agency in agencies:
        if agency.agency_type != "prosecutor":
            found.setdefault(agency.agency_id, agency)
    return list(found.values())


def _text(doc: Doc, first: int, last: int) -> str:
    return doc.text[doc[first].idx : doc[last].idx + len(doc[last])]


_NAME = r"[A-Z0-9][\w’'&.-]*"
_PROPER = re.compile(rf"{_NAME}(?:(?: (?:of|the|and|for|&))* {_NAME})*")


def _proper(doc: Doc, first: int, last: int) -> str | None:
    """Return the first run of capitalised words of a phrase, with "of" and "the" between them."""
    match = _PROPER.search(re.sub(r"^(?:The|A|An) ", "", _text(doc, first, last)))
    return re.sub(r"['’]s$", "", match.group().strip()) if match else None


def _court(text: str) -> str | None:
    match = re.search(
        r"(?:[A-Z][\w.]+ ){1,3}(?:District |Circuit |Superior |Municipal |Magistrate |Common Pleas )?Court\b",
        text,
    )
    return match.group() if match else None
