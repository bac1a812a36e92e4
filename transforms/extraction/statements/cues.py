"""Attributions: "Lt. Name said", "according to police", with the noun phrase of who speaks.

The parser proposes subject and clause; where its proposal crosses a comma or a quotation mark that news
style puts between speaker and words, the mark wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from transforms.extraction.document import sentences_of
from transforms.extraction.statements.asides import find_asides, is_aside
from transforms.extraction.statements.hedges import hedge_of_attribution
from transforms.extraction.statements.quotes import Quote
from transforms.extraction.statements.words import role_of_noun, words

FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB", "VBG"})
SUBJECTS = frozenset({"nsubj", "csubj"})
STOPS = frozenset({",", ";", ":", "-", "--", "–", "—", '"', "“", "”", "''", "``", "(", ")", "\n", "\ufffd"})
LONGEST_SENTENCE = 400  # tokens: what is longer is a table or a list, and would take quadratic time
LOOK_BACK = 25  # tokens before a verb in which its subject is looked for


@dataclass(frozen=True, slots=True)
class Cue:
    """One attribution: tokens `[first, last]` of the whole, the verb, and the speaker's noun phrase."""

    first: int
    last: int
    verb: int
    head: int  # the noun or name of the speaker
    np_first: int
    np_last: int
    form: str  # "verb": speaker before the verb; "inverted": after it; "according": according to; "label"
    hedge: str | None = None

    @property
    def is_according(self) -> bool:
        """Tell whether this is "according to"."""
        return self.form == "according"


def find_cues(doc: Doc, quotes: Sequence[Quote], speaking: frozenset[int]) -> list[Cue]:
    """Return the attributions of a document in text order, none inside a quotation.

    `speaking` are the tokens of persons and agencies: what can speak by itself.
    """
    quoted = quoted_tokens(doc, quotes)
    asides = find_asides(doc.text)
    cues = []
    for sentence in sentences_of(doc):
        if len(sentence) > LONGEST_SENTENCE:
            continue
        for token in sentence:
            if token.i in quoted or (asides and is_aside(asides, token.idx)):
                continue
            cue = _according(token, sentence) if token.lower_ == "according" else None
            cue = cue or _label(token, sentence) or _verb_cue(token, sentence, quoted, speaking)
            if cue is not None:
                cues.append(cue)
    return cues


def _label(token: Token, sentence: Span) -> Cue | None:
    """Return the attribution of a headline ("Sheriff: Man shot after chase")."""
    first = sentence.start
    is_headed = token.text == ":" and token.i == first + 1 and token.i + 2 < sentence.end
    speakers = words("speakers", "plural_police") | words("speakers", "labels")
    if not is_headed or token.doc[first].lower_ not in speakers or _is_break(token.nbor(1)):
        return None
    return Cue(first, token.i, token.i, first, first, first, "label")


def quoted_tokens(doc: Doc, quotes: Sequence[Quote]) -> frozenset[int]:
    """Return the tokens that lie inside quotation marks."""
    inside: set[int] = set()
    position = 0
    for token in doc:
        while position < len(quotes) and quotes[position].outer_end <= token.idx:
            position += 1
        if position < len(quotes) and quotes[position].outer_start <= token.idx:
            inside.add(token.i)
    return frozenset(inside)


def _according(token: Token, sentence: Span) -> Cue | None:
    if token.i + 2 >= sentence.end or token.nbor(1).lower_ not in {"to", "from"}:
        return None
    first = token.i + 2
    last = _phrase_end(token.doc, first, sentence.end)
    head = _head_of(token.doc, first, last)
    return Cue(token.i, last, token.i, head, first, last, "according")


def _phrase_end(doc: Doc, first: int, limit: int) -> int:
    """Return the last token of the noun phrase that begins at `first`: to a comma, a verb, or the limit."""
    last = first
    for token in doc[first:limit]:
        if _is_break(token) or token.text in {".", "!", "?"}:
            break
        if token.i > first and (_is_finite(token) or token.lower_ in {"that", "who", "which"}):
            break
        last = token.i
    return last


def _is_finite(token: Token) -> bool:
    """Tell whether a verb is finite; with a capital inside a sentence it is a name ("activist Will Moe")."""
    is_name = token.text[0].isupper() and not token.is_sent_start
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and not is_name


def _head_of(doc: Doc, first: int, last: int) -> int:
    """Return the noun that a phrase is about: the last of its first run of nouns and names."""
    head = first
    seen = False
    for token in doc[first : last + 1]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            head, seen = token.i, True
        elif seen and token.pos_ in {"ADP", "PUNCT", "VERB"} and not _is_inside_name(token, last):
            break
    return head


def _is_inside_name(link: Token, last: int) -> bool:
    """Tell whether "of" stands inside a body's name ("Department of Mental Health records")."""
    if link.lower_ not in {"of", "and", "&"} or link.i + 1 > last or link.i == 0:
        return False
    return link.nbor(-1).text[0].isupper() and link.nbor(1).text[0].isupper()


def _verb_cue(token: Token, sentence: Span, quoted: frozenset[int], speaking: frozenset[int]) -> Cue | None:
    lemma = token.lemma_.lower()
    sure = token.lower_ in words("speech", "sure_forms") or _is_of_paper(token, sentence)
    listed = {
        kind
        for kind in ("report_any", "report_if_speaker", "quote_only")
        if lemma in words("speech", kind) or (sure and kind == "report_any")
    }
    hedge = hedge_of_attribution(token)
    if (not listed and hedge is None) or not (sure or token.tag_ in FINITE):
        return None
    if (not sure and token.pos_ not in {"VERB", "AUX"}) or _is_bare_or_passive(token, hedge):
        return None
    found = _subject(token, sentence, quoted, speaking)
    if found is None:
        return None
    head, form = found
    if _is_nobody(token.doc[head]) or _is_subordinate(token, head):
        return None
    if "report_any" not in listed and not _can_speak(token.doc[head], speaking):
        return None
    np_first, np_last = _phrase(token, head, form, sentence)
    np_first = _with_holder(token.doc, np_first, sentence.start, speaking)
    first, last = min(np_first, token.i), max(np_last, token.i)
    return Cue(first, last, token.i, head, np_first, np_last, form, hedge)


def _is_nobody(head: Token) -> bool:
    """Tell whether a subject is the reporter's own voice, or "no one"; "one told him" is somebody."""
    is_no_one = head.lower_ == "one" and head.left_edge.i != head.i
    return head.lower_ in words("speech", "no_speakers") or is_no_one


def _is_of_paper(token: Token, sentence: Span) -> bool:
    """Tell whether a paper speaks ("the email read"), whose verb the tagger may take for a noun."""
    papers = words("speakers", "releases") | words("speakers", "documents")
    is_form = token.lower_ in words("speech", "paper_forms")
    return is_form and token.i > sentence.start and token.nbor(-1).lower_ in papers


def _is_subordinate(token: Token, head: int) -> bool:
    """Tell whether an attribution only dates or likens ("once police say …", "as witnesses said")."""
    if token.i + 1 < len(token.doc) and token.nbor(1).text in {":", '"', "“"}:
        return False
    marked = {
        child.lower_
        for child in token.children
        if child.dep_ in {"mark", "advmod"} and child.i < token.i
        and not any(_is_break(between) for between in token.doc[child.i + 1 : head])
    }  # fmt: skip
    edge = token.doc[head].left_edge.i
    before = token.doc[edge - 1].lower_ if edge else ""
    if (
        before == "after"
        and edge - 1 > token.sent.start
        and token.doc[head].lower_ in words("speakers", "plural_police")
    ):
        return False  # "A man was shot after police say he drew a gun": the claim is theirs
    return bool((marked | {before}) & words("speech", "subordinating"))


def _is_bare_or_passive(token: Token, hedge: str | None) -> bool:
    """Tell whether a verb is an infinitive or participle of another verb's clause, or passive."""
    auxiliaries = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in token.children):
        return True
    if hedge is None and any(child.dep_ == "neg" and _is_beside(child, token) for child in token.children):
        return True
    if token.tag_ == "VBG":
        return not auxiliaries & {"is", "are", "was", "were"} or _is_deed(token)
    if token.tag_ == "VB":
        before = {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
        return not (hedge or (auxiliaries | before) & {"did", "does", "do", "can", "will"}) or (
            "to" in auxiliaries and hedge is None
        )
    return False


def _is_deed(token: Token) -> bool:
    """Tell whether somebody was at work on an object, and said nothing ("was writing a ticket")."""
    after = {child.dep_ for child in token.children if child.i > token.i}
    is_speech = token.lemma_.lower() in words("speech", "report_any")
    return "dobj" in after and "ccomp" not in after and not is_speech


def _is_beside(negation: Token, verb: Token) -> bool:
    """Tell whether a negation belongs to a verb, and not to what is quoted before it."""
    between = verb.doc[min(negation.i, verb.i) : verb.i]
    return not any(_is_break(token) for token in between)


def _subject(
    token: Token, sentence: Span, quoted: frozenset[int], speaking: frozenset[int]
) -> tuple[int, str] | None:
    """Return the speaker's noun, and whether it stands before the verb or after it."""
    after_break = token.i > sentence.start and _is_break(token.nbor(-1)) and token.i + 1 < sentence.end
    if (
        after_break
        and not _has_subject_before(token)
        and token.lemma_.lower() not in words("speech", "with_hearer")
    ):
        inverted = _noun_after(token, sentence)
        if inverted is not None:
            return inverted, "inverted"
    plain = _noun_before(token, sentence, quoted)
    if plain is not None and token.doc[plain[0]].lower_ in words("speakers", "plural_police"):
        return plain
    governor = token
    for _ in range(3):
        subjects = [
            c for c in governor.children if c.dep_ in SUBJECTS and c.i < token.i and c.i not in quoted
        ]
        if subjects and sentence.start <= subjects[-1].i:
            if _has_dash(token.doc, subjects[-1].i, token.i):
                break
            return _antecedent(subjects[-1], speaking), "verb"
        if governor.dep_ not in {"conj", "xcomp", "acomp"}:
            break
        governor = governor.head
    return _noun_before(token, sentence, quoted)


def _is_break(token: Token) -> bool:
    is_hyphen = token.text in {"-", "–"} and token.i > 0 and not token.nbor(-1).whitespace_
    return (token.text in STOPS and not is_hyphen) or token.is_space


def _has_subject_before(token: Token) -> bool:
    """Tell whether the parser sees a subject before a verb and none after it."""
    subjects = [child.i for child in token.children if child.dep_ in SUBJECTS]
    return bool(subjects) and all(i < token.i for i in subjects)


def _has_dash(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a dash stands between a noun and a verb: then the noun is a dateline's."""
    return any(t.text in {"-", "--", "–", "—"} and doc[t.i - 1].whitespace_ for t in doc[first:last])


def _antecedent(subject: Token, speaking: frozenset[int]) -> int:
    """Return the noun that "who" stands for, else the subject itself.

    The parser takes the nearest noun: where that cannot speak, the person it explains is meant.
    """
    if subject.lower_ not in {"who", "which", "that"} or subject.head.dep_ != "relcl":
        return subject.i
    noun = subject.head.head
    if noun.i in speaking:
        return noun.i
    return next((a.i for a in noun.ancestors if a.i in speaking), noun.i)


def _noun_after(token: Token, sentence: Span) -> int | None:
    """Return the noun after an inverted verb ("said Sgt. Name"), which no clause follows."""
    first = token.i + 1
    if token.doc[first].pos_ not in {"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM", "X"} or _is_break(
        token.doc[first]
    ):
        return None
    if token.doc[first].lower_ in {"that", "it", "there"} | words("speech", "days"):
        return None
    last = _phrase_end(token.doc, first, sentence.end)
    head = _head_of(token.doc, first, last)
    after = token.doc[last + 1] if last + 1 < len(token.doc) else None
    if after is not None and _is_finite(after):
        return None
    return head


def _noun_before(token: Token, sentence: Span, quoted: frozenset[int]) -> tuple[int, str] | None:
    """Return the noun just before a verb whose subject the parser did not see."""
    at = token.i - 1
    if at - 2 > sentence.start and token.doc[at].text == "," and token.doc[at - 1].like_num:
        at -= 2 + (token.doc[at - 2].text == ",")  # "NAME, 32, posted"
        at += token.doc[at].text == ","
    while at >= sentence.start and token.doc[at].pos_ in {"ADV", "AUX", "PART"}:
        at -= 1
    if at < sentence.start or at in quoted or token.doc[at].pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    return at, "verb"


def _can_speak(head: Token, speaking: frozenset[int]) -> bool:
    if head.i in speaking or head.pos_ == "PROPN":
        return True
    word = head.lower_
    listed = any(word in words("speakers", kind) for kind in ("generic", "offices", "documents", "releases"))
    return listed or role_of_noun(word) is not None or word in {"he", "she", "they", "it"}


def _phrase(token: Token, head: int, form: str, sentence: Span) -> tuple[int, int]:
    """Return first and last token of the speaker's noun phrase."""
    doc = token.doc
    if form == "inverted":
        return token.i + 1, _with_apposition(doc, token.i + 1, sentence.end)
    if head > token.i:
        return head, head
    first = head
    while first - 1 >= max(sentence.start, head - LOOK_BACK) and not _is_break(doc[first - 1]):
        before = doc[first - 1]
        if (
            before.tag_ in {"VBD", "VBZ", "VBP", "MD", "IN", "CC", "WRB", "TO", "WP"}
            and before.i < doc[head].left_edge.i
        ):
            break
        if before.lower_ in {"and", "but", "that", "when", "who", "while", "as"}:
            break
        if before.i < doc[head].left_edge.i and before.pos_ not in {"PROPN", "NOUN", "ADJ", "DET", "PART"}:
            break
        first -= 1
    return _with_paper(doc, first, sentence.start), token.i - 1


def _with_holder(doc: Doc, first: int, start: int, speaking: frozenset[int]) -> int:
    """Return where the phrase of "NAME of the Example City, Example State, Police Department" begins."""
    if first not in speaking or first - 1 < start or first - 1 not in speaking:
        return first
    body = first
    while body - 1 >= start and body - 1 in speaking:
        body -= 1
    link = body - 1 - (doc[body - 1].lower_ == "the")
    if link - 1 < start or doc[link].lower_ not in {"of", "with", "for", "from"} or link - 1 not in speaking:
        return first
    first = link - 1
    while first - 1 >= start and doc[first - 1].pos_ == "PROPN":
        first -= 1
    return first


def _with_paper(doc: Doc, first: int, start: int) -> int:
    """Return where "a news release from" begins, which the parser leaves to what stands before."""
    paper = first - 2
    nouns = words("speakers", "releases") | words("speakers", "documents")
    if paper < start or doc[first - 1].lower_ not in {"from", "of", "by"} or doc[paper].lower_ not in nouns:
        return first
    while paper - 1 >= start and doc[paper - 1].pos_ in {"DET", "ADJ", "NOUN"}:
        paper -= 1
    return paper


def _with_apposition(doc: Doc, first: int, limit: int) -> int:
    """Return the last token of an inverted speaker with what explains the name, up to the clause's end."""
    last = _phrase_end(doc, first, limit)
    while last + 1 < limit and doc[last + 1].text == "," and last + 2 < limit:
        opener = doc[last + 2]
        if opener.lower_ not in {"a", "an", "the", "who", "whose"} and opener.pos_ not in {
            "NUM",
            "PROPN",
            "NOUN",
        }:
            break
        last = (
            _phrase_end(doc, last + 2, limit)
            if opener.lower_ not in {"who", "whose"}
            else _clause_end(doc, last + 2, limit)
        )
    return last


def _clause_end(doc: Doc, first: int, limit: int) -> int:
    last = first
    for token in doc[first:limit]:
        if token.text in {",", ".", "!", "?", ";"} or token.is_space:
            break
        last = token.i
    return last
