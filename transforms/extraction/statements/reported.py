"""Indirect speech: which words of an attribution's sentence are what was said.

The clause follows the attribution ("Bell said two cars …"), or stands before it to the sentence's
beginning ("…, Bell said"); after a fronted phrase ("After that, Bell said, …") only what follows counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from transforms.extraction.statements.cues import Cue
from transforms.extraction.statements.words import seed, words

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SHORTEST = 3  # words of a clause before its attribution
THAT_WITHIN = 12  # tokens after the verb in which "that" still opens its clause
DECLINING = frozenset({"decline", "refuse"})  # "declined to comment": the verb after them is the content
EDGE = " \t\r\n\xa0,;:.-–—"


@dataclass(frozen=True, slots=True)
class Clause:
    """The reported words `[start, end)` of a body, and whether they stand before their attribution."""

    start: int
    end: int
    is_before: bool


def reported_clause(doc: Doc, cue: Cue) -> Clause | None:
    """Return what an attribution reports, None where it reports nothing by itself."""
    sentence = doc[cue.verb].sent
    if cue.form == "inverted":
        return _before(doc, cue, sentence)
    if cue.is_according:
        return _of_according(doc, cue, sentence)
    if cue.form == "label":
        return _of_label(doc, cue, sentence)
    return _of_verb(doc, cue, sentence)


def _of_label(doc: Doc, cue: Cue, sentence: Span) -> Clause | None:
    """Return a headline's words after "Police:", up to the dateline that a flattened page glues on."""
    end = next((t.i for t in doc[cue.last + 2 : sentence.end] if _is_dateline(t)), sentence.end)
    return _after(doc, cue.last + 1, end) if end - cue.last > SHORTEST else None


def _is_dateline(token: Token) -> bool:
    """Tell whether a place in capitals begins here, with a comma or a dash soon after it."""
    after = token.doc[token.i + 1 : token.i + 4]
    is_city = len(token) > 3 and token.text.isalpha() and token.text.isupper()
    return is_city and any(t.text in {",", "-", "--", "–", "—"} for t in after)


def _of_according(doc: Doc, cue: Cue, sentence: Span) -> Clause | None:
    ahead = doc[_skip_comma(doc, sentence.start, cue.first) : cue.first]
    rest = _skip_comma(doc, cue.last + 1, sentence.end)
    is_fronted = doc[cue.first].text == "According" or (
        not _has_finite(ahead) and (len(ahead) == 0 or _is_fronting(ahead) or ahead[-1].text in "-–—)")
    )
    joins = len(ahead) > 0 and ahead[-1].pos_ in {"CCONJ"}
    if (is_fronted or joins) and _has_finite(doc[rest : sentence.end]):
        return _after(doc, rest, sentence.end)
    return _before(doc, cue, sentence)


def _of_verb(doc: Doc, cue: Cue, sentence: Span) -> Clause | None:
    at = _after_hearer(doc, cue, sentence.end)
    rest = _after_occasion(doc, at, sentence.end)
    follows = next((t for t in doc[rest : sentence.end] if not t.is_space), None)
    if cue.hedge is not None:
        return _hedged(doc, cue, sentence, rest)
    if follows is None or follows.text in {".", "!", "?", '"', "”", ")"}:
        return _before(doc, cue, sentence)
    if follows.text in {"A", "An", "The"} and follows.i == cue.verb + 1 and doc[cue.verb].tag_ != "VBD":
        return _before(doc, cue, sentence)  # a headline ends here, and the story begins without a full stop
    if follows.text in {",", ";", "-", "–", "—", "--"}:
        return _medial(doc, cue, sentence, follows.i + 1)
    is_set_off = cue.first > sentence.start and doc[cue.first - 1].text in {",", "”", '"', "—", "–"}
    is_adverbial = follows.tag_ in {"IN", "TO", "VBG", "WRB", "CC"} and not _opens_clause(follows)
    if is_set_off and is_adverbial:
        return _before(doc, cue, sentence)
    return _leading(doc, cue, sentence, at, rest) or (_before(doc, cue, sentence) if is_set_off else None)


def _leading(doc: Doc, cue: Cue, sentence: Span, at: int, rest: int) -> Clause | None:
    """Return the clause that follows its attribution, where one follows."""
    that = _that(doc, cue, at, sentence.end)
    if that is not None:
        return _after(doc, that + 1, sentence.end)
    if rest < sentence.end and doc[rest].lower_ == "that" and (doc[rest].dep_ == "mark" or rest > at):
        return _after(doc, rest + 1, sentence.end)
    if rest >= sentence.end or _tells_what_of(doc, cue, rest):
        return None
    is_gerund = doc[rest].tag_ == "VBG" and doc[cue.verb].lemma_.lower() in words("speech", "with_gerund")
    is_relative = (
        doc[rest].pos_ == "VERB" and doc[cue.verb].dep_ == "relcl"
    )  # "who police say hit an officer"
    is_clause = any(c.dep_ == "ccomp" and c.i >= rest for c in doc[cue.verb].children)
    if _has_finite(doc[rest : sentence.end]) or is_clause or is_gerund or is_relative:
        return _after(doc, rest, sentence.end)
    return None


def _tells_what_of(doc: Doc, cue: Cue, rest: int) -> bool:
    """Tell whether a verb names an order or a subject matter only ("told her to stop", "reported on")."""
    verb = doc[cue.verb].lemma_.lower()
    if verb in words("speech", "with_hearer"):
        return doc[rest].lower_ in words("speech", "of_what")
    if verb in words("speech", "report_any"):
        return False
    return doc[rest].lower_ in words("speech", "of_what") or not _has_clause(doc[cue.verb])


def _has_clause(verb: Token) -> bool:
    """Tell whether the parser sees a clause that the verb governs, or at least no mere object."""
    after = [child.dep_ for child in verb.children if child.i > verb.i]
    return any(dep in {"ccomp", "xcomp", "advcl", "parataxis"} for dep in after) or "dobj" not in after


def _opens_clause(token: Token) -> bool:
    """Tell whether a preposition or conjunction opens the reported clause ("said when they came, he …")."""
    clause = next((a for a in [token.head, *token.ancestors] if a.dep_ == "ccomp"), None)
    return clause is not None and clause.left_edge.i <= token.i


def _hedged(doc: Doc, cue: Cue, sentence: Span, rest: int) -> Clause | None:
    """Return what could not be said: the object of the attribution."""
    first = rest
    if cue.hedge == "denied":  # "rejected the suggestion that …"
        opening = (t.i for t in doc[rest : min(rest + THAT_WITHIN, sentence.end)] if t.lower_ == "that")
        first = next(opening, rest)
    skipped = {"if", "whether", "that", "to", "nor", "deny"}
    while first < sentence.end and doc[first].lower_ in skipped:
        first += 1
    told = _after(doc, first, sentence.end) or _before(doc, cue, sentence)
    return told or _after(doc, cue.verb + (doc[cue.verb].lemma_ in DECLINING), sentence.end)


def _medial(doc: Doc, cue: Cue, sentence: Span, after: int) -> Clause | None:
    """Choose for an attribution between commas: the words after it, before it, or both sides."""
    ahead = doc[_skip_comma(doc, sentence.start, cue.first) : cue.first]
    behind = doc[_skip_adverbs(doc, after, sentence.end) : sentence.end]
    if (
        len(behind) == 0
        or behind[0].lower_ in words("speech", "carry_on")
        or behind[0].tag_ in {"VBG", "CC", "WP", "WDT"}
    ):
        return _before(doc, cue, sentence)
    if not _has_finite(behind):
        return _before(doc, cue, sentence)
    if len(ahead) == 0:
        return _after(doc, after, sentence.end)
    if behind[0].tag_ in FINITE and not _is_fronting(ahead):
        clause = _after(doc, _opening(doc, sentence.start, cue.first), sentence.end)
        return clause
    if _is_fronting(ahead) or not _has_finite(ahead):
        return _after(doc, after, sentence.end)
    return _before(doc, cue, sentence)


def _skip_adverbs(doc: Doc, at: int, end: int) -> int:
    while at < end and doc[at].pos_ == "ADV":
        at += 1
    return at


def _is_fronting(tokens: Span) -> bool:
    return len(tokens) > 0 and tokens[0].lower_.removesuffix("'s").removesuffix("’s") in words(
        "speech", "fronting"
    )


def _has_finite(tokens: Span) -> bool:
    return any(token.tag_ in FINITE for token in tokens)


def _after_hearer(doc: Doc, cue: Cue, end: int) -> int:
    """Return the token after the verb and, with "told", after who was told."""
    verb = doc[cue.verb]
    at = cue.verb + 1
    if verb.lemma_.lower() not in words("speech", "with_hearer") or at >= end:
        return at
    if re.fullmatch(CALL_SIGN, doc[at].text):
        at += 1
        while at < end and re.fullmatch(r"\d{1,2}|News|TV|-", doc[at].text):
            at += 1
        return at
    hearer = next((c for c in verb.children if c.dep_ in {"dobj", "dative", "obj"} and c.i >= at), None)
    if hearer is not None and hearer.left_edge.i == at:
        last = hearer.i
        return last + 1
    while (
        at < end
        and doc[at].pos_ in {"DET", "ADJ", "NOUN", "PROPN"}
        and doc[at].dep_ in {"dobj", "det", "compound", "amod"}
    ):
        at += 1
    return max(at, cue.verb + 2) if doc[cue.verb + 1].pos_ in {"PRON", "NOUN"} else at


CALL_SIGN = r"[KW][A-Z]{2,3}(?:-TV)?\d{0,2}|ABC\d*|CBS\d*|NBC\d*|FOX\d*|CNN|AP"


def _after_occasion(doc: Doc, at: int, end: int) -> int:
    """Return the token after "in a statement Thursday", "at Friday's news conference", "Friday"."""
    while at < end:
        token = doc[at]
        is_infinitive = token.lower_ == "to" and at + 1 < end and doc[at + 1].tag_ == "VB"
        if is_infinitive:
            break
        if token.lower_ in words("speech", "days") or (token.pos_ == "ADV" and token.lower_ != "there"):
            at += 1
        elif token.lower_ in words("speech", "occasion_prepositions") and (
            noun := _occasion(doc, at + 1, end)
        ):
            at = noun + 1
        else:
            break
    return at


def _occasion(doc: Doc, first: int, end: int) -> int | None:
    """Return the last noun of an occasion in the phrase that begins at `first`."""
    found = None
    for token in doc[first : min(first + 8, end)]:
        if (
            token.tag_ in FINITE
            or token.text in {",", ".", ":"}
            or (token.lower_ in {"that", "the"} and token.i > first)
        ):
            break
        if token.lower_ in words("speech", "occasions") | words("speech", "days"):
            found = token.i
    return found


def _that(doc: Doc, cue: Cue, at: int, end: int) -> int | None:
    """Return the "that" which opens the reported clause."""
    for token in doc[at : min(at + THAT_WITHIN, end)]:
        if (
            token.lower_ == "that"
            and token.dep_ == "mark"
            and (token.i == at or token.head.head.i == cue.verb)
        ):
            return token.i
        if token.tag_ in FINITE:
            return None
    return None


def _skip_comma(doc: Doc, at: int, end: int) -> int:
    while at < end and (doc[at].text in {",", ":"} or doc[at].is_space):
        at += 1
    return at


def _after(doc: Doc, first: int, end: int) -> Clause | None:
    return _trimmed(doc, first, end, is_before=False)


def _before(doc: Doc, cue: Cue, sentence: Span) -> Clause | None:
    """Return the words from the sentence's beginning to the attribution, unless they only open it."""
    first = _opening(doc, sentence.start, cue.first)
    tokens = doc[first : cue.first]
    size = sum(token.is_alpha or token.like_num for token in tokens)
    if size < SHORTEST or (_is_fronting(tokens) and not _has_finite(tokens)):
        return None
    return _trimmed(doc, first, cue.first, is_before=True)


def _trimmed(doc: Doc, first: int, end: int, is_before: bool) -> Clause | None:
    if first >= end:
        return None
    text, base = doc[first:end].text, doc[first].idx
    start = base + len(text) - len(text.lstrip(EDGE))
    stop = base + len(text.rstrip(EDGE))
    return Clause(start, stop, is_before) if stop > start else None


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in seed("openings")["openings"])


def _opening(doc: Doc, first: int, end: int) -> int:
    """Return the token at which a sentence begins after dateline, photo credit or label."""
    if first >= end:
        return first
    text, start = doc[first:end].text, 0
    for pattern in _openings():
        for match in pattern.finditer(text, start):
            start = match.end()
    begin = doc[first].idx + start
    while first < end and doc[first].idx < begin:
        first += 1
    return first
