"""Which mentions are worth comparing: those that share a day, a spot, a name or the time of their telling.

Comparing all pairs of ten thousand mentions would take fifty million comparisons; blocks leave a few of
each. A mention is put in every block its facts allow, so one wrong fact does not hide it. Whether two
mentions are compared depends on these two alone, never on how many others share their blocks: so a day's
mentions can be compared with those in the house, and what comes of it is what linking all anew would give.

Blocks stay small by nature: each key names an event's time and place, or a person, closely enough that the
largest city or the commonest name of a decade has a few dozen. A block that would hold more is halved by
saying who is *open* in it: two that are not open have a narrower block in common, or could never be one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from transforms.incidents.mentions import Mention
from transforms.incidents.names import forms_of, parts_of

Key = tuple[str | int | None, ...]
_TELLING = 6  # words of a spot that are paired with one another: fifteen keys at most


def candidate_pairs(mentions: list[Mention]) -> list[tuple[int, int]]:
    """Return each pair of positions, lower first, that shares a block in which one of them is open."""
    pairs: set[int] = set()
    size = len(mentions)
    for keys_of in _KINDS:  # one kind after the other: the blocks of all at once fill memory
        blocks: dict[Key, list[int]] = defaultdict(list)
        opened: dict[Key, set[int]] = defaultdict(set)
        for position, mention in enumerate(mentions):
            for key, is_open in keys_of(mention):
                members = blocks[key]
                if not members or members[-1] != position:
                    members.append(position)
                if is_open:
                    opened[key].add(position)
        for key, willing in opened.items():
            pairs.update(low * size + high for low, high in _pairs(blocks[key], willing))
    return [divmod(pair, size) for pair in sorted(pairs)]


def _pairs(members: list[int], opened: set[int]) -> Iterator[tuple[int, int]]:
    """Yield each pair of members, ascending, of which at least one is open."""
    if len(opened) == len(members):
        yield from combinations(members, 2)
        return
    for one in opened:
        for other in members:
            if other not in opened:
                yield min(one, other), max(one, other)
    yield from combinations(sorted(opened), 2)


def block_keys(mention: Mention) -> dict[Key, bool]:
    """Return the blocks of one mention, and whether it is open in each.

    Two mentions are compared where they share a key that at least one of them is open in.
    """
    found: dict[Key, bool] = {}
    for keys_of in _KINDS:
        for key, is_open in keys_of(mention):
            found[key] = found.get(key, False) or is_open
    return found


def _by_source(mention: Mention) -> Iterator[tuple[Key, bool]]:
    """Copies and versions of one article."""
    yield ("source", mention.source, mention.index, mention.is_background), True


def _by_day(mention: Mention) -> Iterator[tuple[Key, bool]]:
    """The day told and the next, in a city; where one tells no city, in a county or state, for an agency."""
    if mention.precision != "day" or mention.days is None:
        return
    day = mention.days[0].toordinal()
    for place, is_open in _places(mention):
        yield ("day", *place, day), is_open
        yield ("day", *place, day + 1), is_open
    if mention.state is not None:
        yield ("day", "state", mention.state, day), mention.city is None
        yield ("day", "state", mention.state, day + 1), mention.city is None


def _by_about(mention: Mention) -> Iterator[tuple[Key, bool]]:
    """Where one of two tells no day: the month of the event, and the week of it or of its telling."""
    is_vague = mention.precision != "day"
    months = mention.days if mention.days and mention.precision in {"day", "week", "month"} else ()
    weeks = {day + timedelta(days=ahead) for day in _anchor(mention) for ahead in (0, 7)}
    for place, is_open in _places(mention):
        is_willing = is_vague if place[0] == "city" else is_open
        for day in set(months):
            yield ("month", *place, day.year, day.month), is_willing
        for day in weeks:
            yield ("week", *place, day.toordinal() // 7), is_willing


def _anchor(mention: Mention) -> list[date]:
    """The day of the event, else that of its telling; what is told in passing may lie years back."""
    if mention.precision == "day" and mention.days is not None:
        return [mention.days[0]]
    return [] if mention.is_background or mention.published_on is None else [mention.published_on]


def _places(mention: Mention) -> Iterator[tuple[tuple[str, str], bool]]:
    """The city, open to all; county and agencies, open to who tells no city: two cities are plainly apart."""
    if mention.city is not None:
        yield ("city", mention.city), True
    if mention.county is not None:
        yield ("county", mention.county), mention.city is None
    for agency_id in mention.agency_ids:
        yield ("agency", agency_id), mention.city is None


def _by_name(mention: Mention) -> Iterator[tuple[Key, bool]]:
    """A surname with the first letter of a given name, or the reverse, in one state.

    A whole name counts everywhere where one tells no state, a surname alone in one city only.
    """
    for name in mention.names:
        *given, surname = parts_of(name) or ("",)
        if surname and mention.city is not None:
            yield ("surname", surname, mention.city), not given
        for form in {form for part in given for form in forms_of(part)}:
            yield ("name", form[0], surname, mention.state), True
            yield ("given", form, surname[0], mention.state), True
            yield ("whole", form, surname), mention.state is None


def _by_spot(mention: Mention) -> Iterator[tuple[Key, bool]]:
    """Two telling words of a spot in one state, or its only one in one city."""
    if mention.spot is None:
        return
    telling = sorted(mention.spot.words | mention.spot.ordinals)[:_TELLING]
    for pair in combinations(telling, 2):
        yield ("spot", *pair, mention.state), True
    if mention.city is not None:
        for word in telling:
            yield ("spot", word, mention.city), len(telling) == 1


_KINDS = (_by_source, _by_day, _by_about, _by_name, _by_spot)
