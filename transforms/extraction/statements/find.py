"""All statements of one article, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from transforms.extraction.statements.bodies import Speaker
from transforms.extraction.statements.cues import Cue, find_cues
from transforms.extraction.statements.direct import FRAGMENT_FROM, Utterance, find_utterances
from transforms.extraction.statements.hedges import hedge_of_clause
from transforms.extraction.statements.layout import Layout
from transforms.extraction.statements.posts import find_posts
from transforms.extraction.statements.quotes import find_quotes
from transforms.extraction.statements.reported import EDGE, Clause, reported_clause
from transforms.extraction.statements.speakers import Speakers
from transforms.extraction.statements.topics import topic_of
from transforms.extraction.statements.words import seed, words
from transforms.records import AgencyMention, Person, Setting, Statement

OCCASION = 6  # tokens after an attribution in which "in a statement" belongs to it


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
    layout = Layout(doc, cues, {cue: reported_clause(doc, cue) for cue in cues})
    utterances = find_utterances(layout, quotes)
    speakers = Speakers(doc, people, mentions, setting)
    by_cue = {cue: speakers.resolve(cue) for cue in cues}
    found = list(_directs(layout, utterances, by_cue))
    found += _indirects(layout, utterances, by_cue)
    found = _with_posts(layout, found, speakers)
    return _once(sorted(found, key=lambda s: (s.start, s.end)))


def _directs(
    layout: Layout, utterances: Sequence[Utterance], by_cue: dict[Cue, Speaker]
) -> Iterator[Statement]:
    """Yield the quotations; one without an attribution goes on with who spoke last."""
    for one in utterances:
        cue = one.cue or layout.last_before(one.start)
        if cue is not None and not _is_command(layout.doc, one.cue, by_cue):
            kind = "written" if one.cue is not None and _is_written(layout.doc, one.cue) else "direct"
            yield _statement(layout, one.start, one.end, kind, by_cue[cue], one.cue)


def _is_command(doc: Doc, cue: Cue | None, by_cue: dict[Cue, Speaker]) -> bool:
    """Tell whether an officer whom nobody names called the words out at the scene ("an officer shouts")."""
    if cue is None or by_cue[cue].name is not None:
        return False
    is_called = doc[cue.verb].lemma_.lower() in words("speech", "called_out")
    return is_called and doc[cue.head].lower_ in seed("speakers")["generic"]


def _is_written(doc: Doc, cue: Cue) -> bool:
    """Tell whether an attribution is of a paper, a release or a post ("said in a statement")."""
    papers = words("speakers", "releases") | words("speakers", "documents")
    spoken = doc[cue.first : min(cue.last + OCCASION, doc[cue.verb].sent.end)]
    return any(token.lower_ in papers for token in spoken)


def _indirects(
    layout: Layout, utterances: Sequence[Utterance], by_cue: dict[Cue, Speaker]
) -> Iterator[Statement]:
    """Yield the reported clauses; where somebody else is quoted inside one, it ends before the quotation."""
    starts = [one.start for one in utterances]
    for cue, clause in _unattached(layout, utterances):
        inside = bisect_left(starts, clause.start)
        end = clause.end
        if inside < len(utterances) and utterances[inside].start < clause.end:
            end = utterances[inside].outer_start
        if end == clause.end or len(layout.body[clause.start : end].split()) >= FRAGMENT_FROM:
            stop = _trimmed(layout.body, end)
            yield _statement(layout, clause.start, stop, "indirect", by_cue[cue], cue)


def _with_posts(layout: Layout, found: list[Statement], speakers: Speakers) -> list[Statement]:
    """Add the embedded posts; what was read inside one belongs to it."""
    posts = find_posts(layout.body, [(s.start, s.end) for s in found])
    starts = [post.start for post in posts]
    kept = []
    for statement in found:
        before = bisect_right(starts, statement.start) - 1
        if before < 0 or statement.start >= posts[before].outer_end:
            kept.append(statement)
    for post in posts:
        author = speakers.of_author(post.author_start, post.author_end)
        kept.append(_statement(layout, post.start, post.end, "written", author, None))
    return kept


def _trimmed(body: str, end: int) -> int:
    while end and body[end - 1] in EDGE:
        end -= 1
    return end


def _speaking(doc: Doc, people: Sequence[Person], mentions: Sequence[AgencyMention]) -> frozenset[int]:
    spans = [(m.start, m.end) for person in people for m in person.mentions]
    spans += [(m.start, m.end) for m in mentions]
    starts = [token.idx for token in doc]
    tokens: set[int] = set()
    for start, end in spans:
        tokens.update(range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)))
    return frozenset(tokens)


def _unattached(layout: Layout, utterances: Sequence[Utterance]) -> list[tuple[Cue, Clause]]:
    """Return the reported clauses that are statements of their own, one a sentence."""
    attached = {one.cue for one in utterances if one.cue is not None}
    chosen: dict[int, list[tuple[Cue, Clause]]] = {}
    for cue in layout.cues:
        clause = layout.clauses[cue]
        is_quoting = layout.doc[cue.verb].lemma_.lower() in words("speech", "quote_only")
        if clause is not None and cue not in attached and not is_quoting:
            chosen.setdefault(layout.doc[cue.verb].sent.start, []).append((cue, clause))
    return [pair for rivals in chosen.values() for pair in _outermost(layout, rivals)]


def _outermost(layout: Layout, rivals: list[tuple[Cue, Clause]]) -> list[tuple[Cue, Clause]]:
    """Keep of one sentence's attributions those that no other one holds in its reported words.

    "Police said he was armed, but his sister said he was not" has two, parted where the second begins.
    """
    kept: list[tuple[Cue, Clause]] = []
    for cue, clause in sorted(rivals, key=lambda pair: (not pair[1].is_before, pair[1].start)):
        start = layout.span(cue)[0]
        joint = _JOINT.search(layout.body[max(0, start - 12) : start])
        if kept and joint is not None and not (clause.is_before or kept[-1][1].is_before):
            first, said = kept.pop()
            end = start - len(joint.group())
            kept.append((first, replace(said, end=min(said.end, max(said.start + 1, end)))))
        if all(clause.end <= other.start or other.end <= clause.start for _, other in kept):
            kept.append((cue, clause))
    return kept


_JOINT = re.compile(r"(?:;|,? (?:but|while|though|although))\s+$")


def _statement(
    layout: Layout, start: int, end: int, kind: str, speaker: Speaker, cue: Cue | None
) -> Statement:
    content = layout.body[start:end]
    hedge = None
    if kind == "indirect" and cue is not None:
        hedge = cue.hedge or hedge_of_clause(content)
    said = (
        None
        if cue is None or cue.form == "label"
        else layout.doc[cue.verb : cue.verb + (2 if cue.is_according else 1)].text
    )
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
        cue=said,
        topic=topic_of(content),
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
