"""Where sentences and attributions of one article stand, looked up by bisection: time stays linear."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from transforms.extraction.document import sentences_of
from transforms.extraction.statements.cues import Cue
from transforms.extraction.statements.reported import Clause


class Layout:
    """Positions in characters of the sentences and attributions of one document."""

    def __init__(self, doc: Doc, cues: Sequence[Cue], clauses: dict[Cue, Clause | None]) -> None:
        self.doc, self.body, self.cues, self.clauses = doc, doc.text, cues, clauses
        self._tokens = [token.idx for token in doc]
        self._bounds = [(sentence.start_char, sentence.end_char) for sentence in sentences_of(doc)]
        self._sentences = [start for start, _ in self._bounds]
        self._spans = {cue: (doc[cue.first].idx, doc[cue.last].idx + len(doc[cue.last])) for cue in cues}
        self._by_start = sorted(cues, key=lambda cue: self._spans[cue])
        self._starts = [self._spans[cue][0] for cue in self._by_start]
        self._by_end = sorted(cues, key=lambda cue: (self._spans[cue][1], self._spans[cue][0]))
        self._ends = [self._spans[cue][1] for cue in self._by_end]
        self._by_verb = sorted(cues, key=lambda cue: cue.verb)
        self._verbs = [doc[cue.verb].idx for cue in self._by_verb]

    def span(self, cue: Cue) -> tuple[int, int]:
        """Return the characters of an attribution."""
        return self._spans[cue]

    def verb_at(self, cue: Cue) -> int:
        """Return where an attribution's verb begins."""
        return self._tokens[cue.verb]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentences around `[start, end)` begin and end."""
        first = max(0, bisect_right(self._sentences, start) - 1)
        last = max(first, bisect_right(self._sentences, max(start, end - 1)) - 1)
        return self._bounds[first][0], self._bounds[last][1]

    def from_start(self, position: int) -> Iterator[Cue]:
        """Yield the attributions that begin at `position` or later."""
        yield from self._by_start[bisect_left(self._starts, position) :]

    def last_ending(self, position: int) -> Cue | None:
        """Return the attribution that ends last before `position`, or at it."""
        index = bisect_right(self._ends, position)
        return self._by_end[index - 1] if index else None

    def within(self, start: int, end: int) -> Sequence[Cue]:
        """Return the attributions whose verb stands in `[start, end)`, in text order."""
        return self._by_verb[bisect_left(self._verbs, start) : bisect_left(self._verbs, end)]

    def last_before(self, position: int) -> Cue | None:
        """Return the last attribution whose verb stands before `position`."""
        index = bisect_left(self._verbs, position)
        return self._by_verb[index - 1] if index else None
