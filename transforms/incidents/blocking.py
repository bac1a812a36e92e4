"""Which mentions are worth comparing: those that share a day, a spot, a name or the time of their telling.

Comparing all pairs of ten thousand mentions would take fifty million comparisons; blocks leave some ten
of each. A mention is put in every block its facts allow, so one wrong fact does not hide it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from transforms.incidents.mentions import Mention
from transforms.incidents.names import parts_of

Key = tuple[object, ...]


def candidate_pairs(mentions: list[Mention], window: int) -> Iterator[tuple[int, int]]:
    """Yield each pair of positions (lower first) that shares a block, once, in order.

    In a block larger than twice the window a mention is compared with its `window` neighbours by day of
    publication alone (sorted neighbourhood; Hernández and Stolfo 1995), so large blocks stay linear.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        for key in set(block_keys(mention)):
            blocks[key].append(position)
    vague = [mention.precision != "day" for mention in mentions]
    pairs: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        reach = len(members) if len(members) <= 2 * window else window
        members.sort(key=lambda position: mentions[position].rank)
        for at, first in enumerate(members):
            for second in members[at + 1 : at + 1 + reach]:
                if key[0] != "about" or vague[first] or vague[second]:
                    pairs.add((min(first, second), max(first, second)))
    yield from sorted(pairs)


def block_keys(mention: Mention) -> Iterator[Key]:
    """Yield the blocks of one mention."""
    where = [("city", mention.city), ("county", mention.county)]
    where += [("agency", agency_id) for agency_id in sorted(mention.agency_ids)]
    yield "source", mention.source, mention.index, mention.is_background
    yield from _by_time(mention, [place for place in where if place[1] is not None])
    for name in mention.names:
        parts = parts_of(name)
        if parts:
            yield "surname", parts[-1], mention.state
            yield "given", parts[0], parts[-1][0], mention.state
    if mention.spot is not None:
        telling = sorted(mention.spot.words | mention.spot.ordinals)[:6]
        for pair in combinations(telling, 2):
            yield "spot", *pair
        if len(telling) == 1:
            yield "spot", mention.city, telling[0]


def _by_time(mention: Mention, where: list[tuple[str, str | None]]) -> Iterator[Key]:
    """A day and the next; and, where one of two has no day, the month and the week of the telling."""
    if mention.precision == "day" and mention.days is not None:
        day = mention.days[0]
        for place in where:
            yield "day", place, day
            yield "day", place, day + timedelta(days=1)
            yield "about", place, day.year, day.month
    elif mention.precision in {"week", "month"} and mention.days is not None:
        for day in set(mention.days):
            for place in where:
                yield "about", place, day.year, day.month
    anchor = (
        mention.days[0] if mention.precision == "day" and mention.days is not None else mention.published_on
    )
    if anchor is not None and not mention.is_background:
        for place in where:
            yield "about", place, anchor.toordinal() // 7
            yield "about", place, anchor.toordinal() // 7 + 1
