"""All statements of one article, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from transforms.extraction.statements.bodies import Speaker
from transforms.extraction.statements.cues import Cue, find_cues
from transforms.extraction.statements.direct import FRAGMENT_FROM, Utterance, find_utterances
from transforms.extraction.statements.hedges import hedge_of_clause
from transforms.extraction.statements.posts import find_posts
from transforms.extraction.statements.quotes import find_quotes
from transforms.extraction.statements.reported import EDGE, Clause, reported_clause
from transforms.extraction.statements.speakers import Speakers
from transforms.extraction.statements.words import words
from transforms.records import AgencyMention, Person, Setting, Statement


def find_statements(
    doc: Doc, people: Iterable[Person], mentions: Iterable[AgencyMention], setting: Setting
) -> list[Statement]:
    """Return every utterance attributed to somebody, in order; `body[start:end] == content`.

    Direct speech first claims its attributions; of the others each sentence gives one entry, that of
    its outermost attribution. Words that a page repeats are one statement.
    """
    people, mentions = list(people), list(mentions)
    quotes = find_quotes(doc.text)
    cues = find_cues(doc, quotes, _speaking(doc, people, mentions))
    clauses = {cue: reported_clause(doc, cue) for cue in cues}
    utterances = find_utterances(doc, quotes, cues, clauses)
    indirect = _indirect(doc, cues, clauses, utterances)
    speakers = Speakers(doc, people, mentions, setting)
    found: list[Statement] = []
    by_cue = {cue: speakers.resolve(cue) for cue in cues}
    for one in utterances:
        speaker = by_cue[one.cue] if one.cue is not None else _last_before(cues, by_cue, doc, one.start)
        if speaker is not None:
            found.append(_statement(doc, one.start, one.end, "direct", speaker, one.cue))
    for cue, clause in indirect:
        end = min(
            [u.outer_start for u in utterances if clause.start <= u.start < clause.end], default=clause.end
        )
        if end == clause.end or len(doc.text[clause.start : end].split()) >= FRAGMENT_FROM:
            found.append(_statement(doc, clause.start, _trimmed(doc.text, end), "indirect", by_cue[cue], cue))
    for post in find_posts(doc.text, [(s.start, s.end) for s in found]):
        author = speakers.of_author(post.author_start, post.author_end)
        found = [s for s in found if not (post.start <= s.start < post.outer_end)]
        found.append(_statement(doc, post.start, post.end, "written", author, None))
    return _once(sorted(found, key=lambda s: (s.start, s.end)))


def _trimmed(body: str, end: int) -> int:
    while end and body[end - 1] in EDGE:
        end -= 1
    return end


def _speaking(doc: Doc, people: Sequence[Person], mentions: Sequence[AgencyMention]) -> frozenset[int]:
    spans = [(m.start, m.end) for person in people for m in person.mentions]
    spans += [(m.start, m.end) for m in mentions]
    tokens: set[int] = set()
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            tokens.update(range(span.start, span.end))
    return frozenset(tokens)


def _last_before(cues: Sequence[Cue], by_cue: dict[Cue, Speaker], doc: Doc, start: int) -> Speaker | None:
    before = [cue for cue in cues if doc[cue.verb].idx < start]
    return by_cue[before[-1]] if before else None


def _indirect(
    doc: Doc, cues: Sequence[Cue], clauses: dict[Cue, Clause | None], utterances: Sequence[Utterance]
) -> list[tuple[Cue, Clause]]:
    """Return the reported clauses that are statements of their own, one a sentence."""
    attached = {one.cue for one in utterances if one.cue is not None}
    chosen: dict[int, list[tuple[Cue, Clause]]] = {}
    for cue in cues:
        clause = clauses[cue]
        if clause is None or cue in attached or doc[cue.verb].lemma_.lower() in words("speech", "quote_only"):
            continue
        chosen.setdefault(doc[cue.verb].sent.start, []).append((cue, clause))
    return [pair for rivals in chosen.values() for pair in _outermost(rivals)]


def _outermost(rivals: list[tuple[Cue, Clause]]) -> list[tuple[Cue, Clause]]:
    """Keep of one sentence's attributions those that no other one holds in its reported words."""
    kept: list[tuple[Cue, Clause]] = []
    for cue, clause in sorted(rivals, key=lambda pair: (not pair[1].is_before, pair[1].start)):
        if all(clause.end <= other.start or other.end <= clause.start for _, other in kept):
            kept.append((cue, clause))
    return kept


def _statement(doc: Doc, start: int, end: int, kind: str, speaker: Speaker, cue: Cue | None) -> Statement:
    content = doc.text[start:end]
    hedge = None
    if kind == "indirect" and cue is not None:
        hedge = cue.hedge or hedge_of_clause(content)
    verb = None if cue is None else ("according to" if cue.is_according else doc[cue.verb].lemma_.lower())
    return Statement(
        start=start,
        end=end,
        kind=kind,
        content=content,
        speaker_name=speaker.name,
        speaker_title=speaker.title,
        speaker_role=speaker.role,
        organisation=speaker.organisation,
        agency=speaker.agency,
        hedge=hedge,
        cue=verb,
    )


def _once(statements: list[Statement]) -> list[Statement]:
    """Leave out what a flattened page repeats word for word (captions, teasers), and overlaps."""
    seen: set[str] = set()
    kept: list[Statement] = []
    for statement in statements:
        key = " ".join(statement.content.split()).lower()
        if key in seen or (kept and statement.start < kept[-1].end):
            continue
        seen.add(key)
        kept.append(statement)
    return kept
