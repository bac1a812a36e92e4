"""Groups of mentions while they grow: which may join, which are apart, which rival each other."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from transforms.incidents.evidence import Evidence, compare
from transforms.incidents.mentions import Mention

# Mentions that speak as one, where wordings contradict and yet are one event: by a person's judgement, or
# because one person's fate is told with a misread date. Whoever fits any of them is not apart from it; but
# where nothing tells the event from others of its day, whoever fits the misread day alone is.
Voice = frozenset[int]


class Groups:
    """Groups of positions of mentions, each alone at first."""

    def __init__(self, mentions: list[Mention], margin: float) -> None:
        self._margin = margin
        self._mentions = mentions
        self._group = list(range(len(mentions)))
        self._members: dict[int, list[int]] = {position: [position] for position in self._group}
        self._known: dict[tuple[int, int], bool] = {}
        self._articles = {at: {mention.article_id} for at, mention in enumerate(mentions)}
        self._foes: dict[int, set[int]] = {}
        # Of mentions with the same facts one speaks for all: it can be apart from most.
        self._voices: list[dict[object, Voice]] = [
            {m.facts: frozenset({at})} for at, m in enumerate(mentions)
        ]
        self._judged: dict[int, Voice] = {}  # with whom a person judged a mention to be one
        self._near: dict[int, list[tuple[int, Evidence]]] = defaultdict(list)

    def judge(self, first: int, second: int, is_linked: bool) -> None:
        """Take over a person's decision; all of them come before `join`."""
        left, right = self._group[first], self._group[second]
        if not is_linked:
            self._foes.setdefault(left, set()).add(second)
            self._foes.setdefault(right, set()).add(first)
        elif left != right:
            keep = self._merge(left, right)
            self._let_speak(keep, frozenset(self._members[keep]))
            self._judged |= dict.fromkeys(self._members[keep], frozenset(self._members[keep]))

    def join(self, links: list[tuple[int, int, Evidence]]) -> list[list[int]]:
        """Join groups along links, given the surest first, and return the members of each group."""
        for first, second, evidence in links:
            self._near[first].append((second, evidence))
            self._near[second].append((first, evidence))
        for first, second, evidence in links:
            left, right = self._group[first], self._group[second]
            bridge = self._voice(first) | self._voice(second) if evidence.is_misdated else frozenset()
            if left == right or self._are_apart(left, right, evidence.identifies, bridge):
                continue
            if evidence.identifies or not self._is_rivalled(first, second, evidence.score):
                self._let_speak(self._merge(left, right), bridge)
        return list(self._members.values())

    def _merge(self, left: int, right: int) -> int:
        keep, drop = min(left, right), max(left, right)
        for position in self._members[drop]:
            self._group[position] = keep
        self._members[keep] += self._members.pop(drop)
        self._articles[keep] |= self._articles.pop(drop)
        if drop in self._foes:
            self._foes.setdefault(keep, set()).update(self._foes.pop(drop))
        for facts, voice in self._voices[drop].items():
            known = self._voices[keep].get(facts, voice)
            if len(known | voice) > 2 or len(known) != len(voice):
                self._let_speak(keep, known | voice)
            else:
                self._voices[keep][facts] = min(known, voice, key=self._rank)
        self._voices[drop] = {}
        return keep

    def _let_speak(self, group: int, voice: Voice) -> None:
        """Let mentions speak as one from now on."""
        for position in voice:
            self._voices[group][self._mentions[position].facts] = voice

    def _voice(self, position: int) -> Voice:
        return self._voices[self._group[position]][self._mentions[position].facts]

    def _rank(self, voice: Voice) -> tuple[object, ...]:
        return min(self._mentions[position].rank for position in voice)

    def _are_apart(
        self, left: int, right: int, identifies: bool = False, bridge: Voice = frozenset()
    ) -> bool:
        """Tell whether any voice of one group is apart from any of the other, or a person said so.

        The two mentions of a `bridge` speak as one. Unless what joins them `identifies` the event, a voice
        says what is believed of it.
        """
        if not self._articles[left].isdisjoint(self._articles[right]):
            return True
        if not self._foes.get(left, set()).isdisjoint(self._members[right]):
            return True
        lefts, rights = (
            {voice | bridge if voice & bridge else voice for voice in self._voices[group].values()}
            for group in (left, right)
        )
        if not identifies:
            lefts, rights = ({self._believed(voice) for voice in voices} for voices in (lefts, rights))
        return any(
            all(self._is_apart(a, b) for a, b in product(one, other)) for one, other in product(lefts, rights)
        )

    def _believed(self, voice: Voice) -> Voice:
        """Return the mentions of a voice with the earliest day: later ones are those of deaths and courts."""
        days = {at: told[0] for at in voice if (told := self._mentions[at].days) is not None}
        first = min(days.values(), default=None)
        kept = {at for at in voice if days.get(at, first) == first}
        return voice.intersection(kept.union(*(self._judged.get(at, ()) for at in kept)))

    def _is_apart(self, a: int, b: int) -> bool:
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            self._known[pair] = compare(self._mentions[pair[0]], self._mentions[pair[1]]).is_apart
        return self._known[pair]

    def _is_rivalled(self, first: int, second: int, score: float) -> bool:
        """Tell whether either end fits a third group nearly as well that cannot be the same incident."""
        left, right = self._group[first], self._group[second]
        return self._has_rival(first, right, score) or self._has_rival(second, left, score)

    def _has_rival(self, end: int, target: int, score: float) -> bool:
        rivals = {
            self._group[other] for other, evidence in self._near[end] if evidence.score > score - self._margin
        }
        return any(self._are_apart(rival, target) for rival in rivals - {self._group[end], target})
