"""Who an attribution's noun phrase means: a person by the fullest name, the holder of an office, a body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from transforms.extraction.document import sentences_of
from transforms.extraction.statements.bodies import (
    OTHER,
    PRIVATE,
    Bodies,
    Speaker,
    of_agency,
    span_of,
    text_of,
)
from transforms.extraction.statements.cues import Cue
from transforms.extraction.statements.employers import BODY, is_union
from transforms.extraction.statements.named_bodies import is_organisation
from transforms.extraction.statements.words import role_of_noun, seed, words
from transforms.records import AgencyMention, Person, Setting

RECENT = 3  # sentences in which "they" looks for who spoke last
BYSTANDING = frozenset({"community", "witness", "lawyer"})  # who is named in a story in order to speak
LONGEST_NAME = 100  # characters
LONGEST_TITLE = 5  # words before an office's noun
_SET_OFF = re.compile(r", (?P<name>[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][A-Za-z’'-]+){0,2}),?$")
_MEMBERS = re.compile(
    r"\b(?i:members|leaders|organizers|representatives) (?:of|from|with) (?:the )?"
    rf"(?:[\w ]{{0,60}}? [Cc]hapter of (?:the )?)?(?P<body>{BODY})"
)
_OWNS = re.compile(r"['’]s\b|(?<=s)['’](?= )")  # "Example's", "Examples'"
_NOT_HEAD = re.compile(r"\b(?:for|of|with|from|at|in|to|about)\b|['’]s|(?<=s)['’](?= )")


class Speakers:
    """Resolves the attributions of one article in text order; "he said" needs what came before."""

    def __init__(
        self, doc: Doc, people: Sequence[Person], mentions: Sequence[AgencyMention], setting: Setting
    ) -> None:
        self._doc, self._body = doc, doc.text
        self._bodies = Bodies(doc, mentions, setting, frozenset(person.surname for person in people))
        self._named = sorted(
            ((m.start, m.end, person) for person in people for m in person.mentions),
            key=lambda item: item[:2],
        )
        self._starts = [start for start, _, _ in self._named]
        self._sentences = {sentence.start: number for number, sentence in enumerate(sentences_of(doc))}
        self._last_person: Speaker | None = None
        self._last_person_at = 0
        self._last_body: Speaker | None = None
        self._last_body_sentence = 0
        self._last_release: Speaker | None = None

    def resolve(self, cue: Cue) -> Speaker:
        """Return who speaks at an attribution, and remember it. Call in text order."""
        speaker = self._resolve(cue)
        if self._is_single(cue, speaker):
            self._last_person = speaker
            self._last_person_at = self._doc[cue.verb].idx
        else:
            self._last_body = speaker
            self._last_body_sentence = self._sentence_of(self._doc[cue.head])
        if speaker.agency is not None:
            self._bodies.note(speaker.agency)
        tail = self._doc[cue.first : min(cue.last + 10, self._doc[cue.verb].sent.end)]
        is_posting = self._doc[cue.verb].lemma_.lower() in words("speech", "release_verbs")
        if is_posting or any(token.lower_ in words("speakers", "releases") for token in tail):
            self._last_release = speaker
        return speaker

    def of_author(self, start: int, end: int) -> Speaker:
        """Return who posted: a person of the article, an agency, else a body by the name it posts under."""
        named = self._people_at(start, end)
        if named:
            return self._of_person(named[0][2])
        mention = next(iter(self._bodies.near(start, end)), None)
        if mention is not None and mention.agency is not None:
            return of_agency(mention.agency)
        return self._bodies.of_name(self._body[start:end].strip())

    def _resolve(self, cue: Cue) -> Speaker:
        head = self._doc[cue.head]
        person = self._person(cue)
        if person is not None:
            return self._of_person(person)
        if head.lower_ in {"he", "she"}:
            return self._of_pronoun(head)
        if head.lower_ in {"they", "it"}:
            return self._of_plural(cue)
        owner = self._owner(cue)
        if owner is not None:
            return replace(owner, name=None, title=None, gender=None)
        relative = self._relative(cue)
        if relative is not None:
            return relative
        release = self._release(cue)
        return release or self._office(cue) or self._bodies.speaker(cue, self._last_body or self._last_person)

    def _owner(self, cue: Cue) -> Speaker | None:
        """Return the official whose office speaks, or makes a statement ("Example's office said")."""
        head = self._doc[cue.head].lower_
        spoken = {head}
        if head in words("speakers", "releases") | words("speakers", "documents"):
            spoken = {token.lower_ for token in self._doc[cue.head : cue.np_last + 1]}
        if not any(seed("speakers")["generic"].get(word) == "last" for word in spoken):
            return None
        inside = self._people_at(*span_of(self._doc, cue.np_first, cue.np_last))
        officials = [person for _, _, person in inside if person.role not in PRIVATE | {None}]
        return self._of_person(officials[0]) if officials else None

    def _relative(self, cue: Cue) -> Speaker | None:
        """Return a private person whose name is set off ("Example's wife, Ann, said")."""
        match = _SET_OFF.search(text_of(self._doc, cue.np_first, cue.np_last))
        role = role_of_noun(self._doc[cue.head].lower_)
        if match is None or role not in PRIVATE or (role != "family" and " " not in match.group("name")):
            return None
        return Speaker(match.group("name"), role=role)

    def _is_single(self, cue: Cue, speaker: Speaker) -> bool:
        """Tell whether one person speaks, to whom "he said" may go back."""
        head = self._doc[cue.head]
        is_known = speaker.title is not None or role_of_noun(head.lower_) in PRIVATE
        return speaker.name is not None or (head.tag_ in {"NN", "NNP"} and is_known)

    def _release(self, cue: Cue) -> Speaker | None:
        """Return who made the statement that "the statement said" goes back to."""
        is_release = self._doc[cue.head].lower_ in words("speakers", "releases")
        is_new = self._doc[cue.np_first].lower_ in {"a", "an"} or self._bodies.mention(cue) is not None
        return self._last_release if is_release and not is_new else None

    def _people_at(self, start: int, end: int) -> list[tuple[int, int, Person]]:
        first, last = bisect_left(self._starts, start - LONGEST_NAME), bisect_left(self._starts, end)
        return [(s, e, person) for s, e, person in self._named[first:last] if start < e]

    def _person(self, cue: Cue) -> Person | None:
        """Return the person named in the speaker's phrase, the one at its head first."""
        head = self._doc[cue.head]
        inside = self._people_at(*span_of(self._doc, cue.np_first, cue.np_last))
        for start, end, person in inside:
            if start <= head.idx < end:
                return person
        phrase_at = self._doc[cue.np_first].idx
        if inside and inside[0][0] == phrase_at and not _OWNS.match(self._body, inside[0][1]):
            return inside[0][2]  # "NAME of the Example Police Department said": the parser took the body
        for start, end, person in inside:
            if start > head.idx and self._is_set_off(start, end, cue):
                return person
            if not _NOT_HEAD.search(self._body, min(head.idx + len(head), end), max(start, head.idx)):
                return person
        return None

    def _is_set_off(self, start: int, end: int, cue: Cue) -> bool:
        """Tell whether a name ends the phrase between commas ("a clerk at the Example Store, NAME, said")."""
        stop = self._doc[cue.np_last].idx + len(self._doc[cue.np_last])
        return self._body[:start].endswith(", ") and self._body[end:stop].strip(" ,") == ""

    def _of_person(self, person: Person) -> Speaker:
        other = self._bodies.of_employer(person)
        if other is not None:
            return replace(other, name=person.name, title=person.title, gender=person.gender)
        role = person.role or self._role_beside(person) or OTHER
        if person.agency is not None and person.agency.agency_type == "prosecutor" and role == "lawyer":
            role = "prosecutor"  # "Example County Attorney NAME"
        agency = person.agency or (self._bodies.sole() if role == "law_enforcement" else None)
        is_official = role in {"law_enforcement", "prosecutor", "government"}
        body = None if role == "family" else self._bodies.of_affiliation(person, is_official)
        if role == "law_enforcement" and body is None:
            body = self._bodies.of_city_office(person)
        if body is not None:
            return Speaker(person.name, person.title, role, body, None, person.gender)
        is_private = role in PRIVATE | {OTHER} or (person.organisation or "").endswith(("'s", "’s"))
        organisation = agency.name if agency is not None else (None if is_private else person.organisation)
        if organisation is None and person.title is not None and not is_private:
            organisation = self._bodies.of_office(person.title)
        return Speaker(person.name, person.title, role, organisation, agency, person.gender)

    def _role_beside(self, person: Person) -> str | None:
        """Return the role that a noun beside one of the person's mentions gives ("neighbor Ann Lee")."""
        for mention in person.mentions:
            before = self._body[max(0, mention.start - 25) : mention.start]
            after = self._body[mention.end : mention.end + 40]
            last = [word.lower() for word in re.findall(r"[\w-]+(?= $)", before)]
            for word in last + re.findall(r"(?<![\w-])[a-z-]+\b", before + after):
                role = role_of_noun(word)
                if role in PRIVATE | {"media"}:
                    return role
        return None

    def _of_pronoun(self, head: Token) -> Speaker:
        """Return the person who spoke last, or one named since then who is in the story to speak."""
        wanted = "male" if head.lower_ == "he" else "female"
        since = self._people_at(self._last_person_at, head.idx)
        for _, _, person in reversed(since):
            if person.role in BYSTANDING and person.gender in {None, wanted}:
                return replace(self._of_person(person), gender=wanted)
        last = self._last_person
        if last is None:
            kin = [p for _, _, p in since if p.role in PRIVATE and p.gender in {None, wanted}]
            return replace(self._of_person(kin[-1]), gender=wanted) if kin else Speaker()
        if last.gender is not None and last.gender != wanted:
            return Speaker()
        return replace(last, gender=wanted)

    def _of_plural(self, cue: Cue) -> Speaker:
        """Return the body or the people that spoke in the last sentences.

        In "police arrested a man they say …" it is the subject of the same sentence.
        """
        head = self._doc[cue.head]
        if self._doc[cue.verb].dep_ == "relcl":
            before = self._doc[head.sent.start : head.i]
            meant = next(
                (token for token in before if token.lower_ in words("speakers", "plural_police")), None
            )
            agency = self._bodies.meant(meant) if meant is not None else None
            if agency is not None:
                return of_agency(agency)
        members = self._members(head)
        if members is not None:
            return members
        if self._last_body is None or self._sentence_of(head) - self._last_body_sentence > RECENT:
            return Speaker()
        return self._last_body

    def _members(self, head: Token) -> Speaker | None:
        """Return the body whose members the sentence before is about, to whom "they" goes back."""
        before = self._body[self._doc[max(0, head.sent.start - 1)].sent.start_char : head.sent.start_char]
        found = [match for match in _MEMBERS.finditer(before) if is_organisation(match["body"])]
        is_plural = head.lower_ == "they"
        return Speaker(role="community", organisation=found[-1]["body"]) if found and is_plural else None

    def _sentence_of(self, token: Token) -> int:
        return self._sentences[token.sent.start]

    def _office(self, cue: Cue) -> Speaker | None:
        """Return who holds the office that a phrase names ("the chief", "a sheriff's spokesman")."""
        head = self._doc[cue.head]
        offices = words("speakers", "offices")
        word = head.lower_ if head.lower_ in offices else head.lemma_.lower()
        is_plural = head.tag_ in {"NNS", "NNPS"}
        if word not in offices:
            return None
        is_definite = self._doc[cue.np_first].lower_ not in {"a", "an", "one", "another"} and not is_plural
        holder = self._holder(word, head.idx) if is_definite else None
        if holder is not None:
            return self._of_person(holder)
        if is_plural or head.lower_ in words("speakers", "collective"):
            return None
        phrase = text_of(self._doc, cue.np_first, cue.np_last)
        is_private = role_of_noun(word) in PRIVATE or is_union(phrase)
        agency = None if is_private else self._bodies.agency_of_phrase(cue)
        other = (
            self._bodies.of_phrase(phrase, self._doc[cue.np_first].idx)
            if agency is None and not is_private
            else None
        )
        if other is not None:
            return replace(other, title=self._title(cue))
        if not is_private and agency is None and not self._bodies.is_other(cue, word):
            agency = self._bodies.sole()
        title = self._title(cue)
        if agency is not None:
            return replace(of_agency(agency), title=title)
        return Speaker(None, title, role_of_noun(word) or OTHER, self._bodies.of_office(phrase))

    def _title(self, cue: Cue) -> str:
        """Return an office as given, without article: its noun and what stands before it in the phrase."""
        first = max(cue.np_first, cue.head - LONGEST_TITLE)
        return re.sub(
            r"^.*?\b(?:the|an?|his|her|its|their)\b ",
            "",
            text_of(self._doc, first, cue.head),
            flags=re.IGNORECASE,
        )

    def _holder(self, word: str, before: int) -> Person | None:
        """Return the person whose title holds the office's word: the last named before, else the next."""
        forms = "|".join(re.escape(form) for form in (word, *seed("speakers")["short"].get(word, [])))
        holders = [
            (start, person)
            for start, _, person in self._named
            if re.search(rf"\b(?:{forms})\b", (person.title or "").lower().replace(".", ""))
        ]
        earlier = [person for start, person in holders if start < before]
        return earlier[-1] if earlier else (holders[0][1] if holders else None)
