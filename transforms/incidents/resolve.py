"""Which of several claims a value is taken from: one documented order of rules per slot.

The orders lie in `seeds/resolution.yml`. A rule keeps the claims that it prefers and hands them on; when
one value is left it is the answer. What is unconfirmed, denied or superseded never becomes a value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from transforms.incidents.ledger import Entry
from transforms.incidents.mentions import HELD
from transforms.incidents.names import parts_of
from transforms.incidents.spots import spot_of
from warehouse.seeds import load_yaml

Values = dict[str, list[Entry]]


def choose(slot: str, entries: Iterable[Entry]) -> Entry | None:
    """Return the claim that the value of a slot is taken from, None where nothing is held.

    Raises KeyError for a slot or a rule that the seed does not know.
    """
    seeds = load_yaml("resolution.yml")["resolve"]
    order = seeds["orders"][seeds["slots"][slot]["order"]]
    values: Values = defaultdict(list)
    for entry in entries:
        if entry.claim.slot == slot and is_held(entry):
            values[entry.claim.value].append(entry)
    for rule in order:
        if len(values) < 2:
            break
        values = _RULES[rule](values)
    if not values:
        return None
    winner = values[min(values)]
    return min(winner, key=_clearest_first)


def _clearest_first(entry: Entry) -> tuple[object, ...]:
    mention, claim = entry.mention, entry.claim
    return HELD.index(claim.modality), mention.is_background, mention.rank, claim.start, entry.claim_id


def is_held(entry: Entry) -> bool:
    """Tell whether a claim may become a value."""
    return entry.superseded_by is None and entry.claim in entry.mention.held_set


def _keep_entries(prefers: Callable[[Entry], bool]) -> Callable[[Values], Values]:
    """A rule that keeps the preferred claims alone, where there are any."""

    def rule(values: Values) -> Values:
        kept = {value: [e for e in entries if prefers(e)] for value, entries in values.items()}
        return {value: entries for value, entries in kept.items() if entries} or values

    return rule


def _keep_values(measure: Callable[[str, list[Entry]], float]) -> Callable[[Values], Values]:
    """A rule that keeps the values with the highest measure, with all their claims."""

    def rule(values: Values) -> Values:
        measures = {value: measure(value, entries) for value, entries in values.items()}
        best = max(measures.values())
        return {value: entries for value, entries in values.items() if measures[value] == best}

    return rule


def _sources(_: str, entries: list[Entry]) -> float:
    return len({entry.mention.source for entry in entries})


def _latest(_: str, entries: list[Entry]) -> float:
    return max((entry.mention.published_on or date.min).toordinal() for entry in entries)


def _lasting(values: Values) -> Values:
    """Keep a death that is told by no fewer sources than any other outcome."""
    most = max(_sources(value, entries) for value, entries in values.items())
    if "killed" in values and _sources("killed", values["killed"]) == most:
        return {"killed": values["killed"]}
    return values


def _echoed(values: Values) -> Values:
    """Keep the spots that share most telling words with the wordings of other sources."""
    told = [(value, entry) for value, entries in values.items() for entry in entries]
    spots = {value: spot_of(value, entries[0].mention.city) for value, entries in values.items()}

    def shared(value: str, entries: list[Entry]) -> float:
        best: dict[str, int] = defaultdict(int)
        own = {entry.mention.source for entry in entries}
        for other, entry in told:
            source = entry.mention.source
            if source not in own:
                best[source] = max(best[source], spots[value].common(spots[other]))
        return sum(best.values())

    return _keep_values(shared)(values)


def _detail(value: str, entries: list[Entry]) -> float:
    """Telling words of a spot; of a name, whether it is more than a surname."""
    if entries[0].claim.slot == "place":
        return spot_of(value, entries[0].mention.city).detail
    return min(len(parts_of(value)), 2)


_RULES: dict[str, Callable[[Values], Values]] = {
    "asserted": _keep_entries(lambda entry: entry.claim.modality == "asserted"),
    "own_story": _keep_entries(lambda entry: not entry.mention.is_background),
    "official": _keep_values(lambda _, entries: float(any(entry.is_official for entry in entries))),
    "sources": _keep_values(_sources),
    "latest": _keep_values(_latest),
    "lasting": _lasting,
    "echoed": _echoed,
    "detail": _keep_values(_detail),
    "confidence": _keep_values(lambda _, entries: max(entry.claim.confidence for entry in entries)),
}
