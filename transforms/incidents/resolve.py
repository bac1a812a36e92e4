"""Which of several claims a value is taken from: one documented order of rules per slot.

The orders lie in `seeds/resolution.yml`. A rule keeps the claims that it prefers and hands them on; when
one value is left it is the answer. What is unconfirmed, denied or superseded never becomes a value. The
answer is a `Decision`: it tells the rule that decided, where every claim stands, and whether it is disputed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from transforms.incidents.corrections import Correction
from transforms.incidents.ledger import Entry
from transforms.incidents.mentions import HELD
from transforms.incidents.names import compare_names, parts_of
from transforms.incidents.spots import compare_spots, spot_of
from warehouse.seeds import load_yaml

Values = dict[str, list[Entry]]
_CLEARNESS = (*HELD, "unconfirmed")
UNKNOWN = "unknown"  # the code of several slots that says that there is no value


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of the claims of one slot.

    `status`, `rule` and `dispute` are codes of the table `resolutions`, `standings` those of
    `claims.standing` by claim_id. `chosen` is the claim that is cited for the value.
    """

    entity_id: str | None
    slot: str
    value: str | None
    status: str
    rule: str
    dispute: str | None = None
    chosen: Entry | None = None
    standings: Mapping[str, str] = field(default_factory=dict)
    told: str | None = None  # of a slot that takes several values, the one that this decision is on
    correction: Correction | None = None


def decide(
    slot: str, entity_id: str | None, entries: Iterable[Entry], fits: Callable[[Entry], bool] = lambda _: True
) -> Decision:
    """Return the decision on a slot that takes one value, from all claims of its entity.

    Claims that do not fit (those of another state, say) are set aside. Raises KeyError for a slot or a rule
    that the seed does not know.
    """
    seeds = _seeds()
    order = seeds["orders"][seeds["slots"][slot]["order"]]
    own = [entry for entry in entries if entry.claim.slot == slot]
    held = [entry for entry in own if is_held(entry) and fits(entry)]
    if not held:
        return no_value(entity_id, slot, own)
    rivals, rule, (value, telling) = _narrow(order, by_value(held))
    chosen = clearest(telling)
    is_last_resort = rule in seeds["last_resorts"]
    dispute = _dispute(own, held, rivals if is_last_resort else {}, chosen)
    return Decision(
        entity_id, slot, value if value != UNKNOWN else None, status_of(value, dispute, telling), rule,
        dispute, chosen, _standings(own, held, chosen),
    )  # fmt: skip


def no_value(
    entity_id: str | None, slot: str, entries: Iterable[Entry], rule: str = "none_counts"
) -> Decision:
    """Return the decision that none of the claims becomes a value."""
    return Decision(
        entity_id, slot, None, UNKNOWN, rule, standings={entry.claim_id: "set_aside" for entry in entries}
    )


def one_of_several(
    slot: str, entity_id: str | None, entries: list[Entry], counting: list[Entry], dispute: str | None
) -> Decision:
    """Return the decision on one value of a slot that takes several, told by the claims that count.

    `entries` are all claims of that value, denials among them.
    """
    chosen = clearest(counting)
    value = chosen.claim.value
    return Decision(
        entity_id, slot, value, status_of(value, dispute, counting), "each", dispute, chosen,
        _standings(entries, counting, chosen), value,
    )  # fmt: skip


def status_of(value: str, dispute: str | None, held: Iterable[Entry]) -> str:
    """Return how far a value is settled, a code of `resolutions.status`."""
    if value == UNKNOWN:
        return UNKNOWN
    if dispute is not None:
        return "disputed"
    return "settled" if any(entry.claim.modality == "asserted" for entry in held) else "unclear"


def by_value(entries: Iterable[Entry]) -> Values:
    """Return claims by the value that they tell."""
    values: Values = defaultdict(list)
    for entry in entries:
        values[entry.claim.value].append(entry)
    return values


def vague() -> frozenset[str]:
    """Return the values that say nothing beside another one of a slot that takes several."""
    return frozenset(_seeds()["vague"])


def is_held(entry: Entry) -> bool:
    """Tell whether a claim may become a value."""
    return entry.superseded_by is None and entry.claim in entry.mention.held_set


def contradicts(slot: str, value: str, taken: str, city: str | None) -> bool:
    """Tell whether a value of a slot denies the one taken: it is neither less exact nor an earlier stage.

    `city` is that of the mention, whose name says nothing in a place.
    """
    if value == taken or value in _seeds()["compatible"].get(slot, {}).get(taken, ()):
        return False
    if slot == "name":
        return compare_names(value, taken) not in {"equal", "surname"}
    if slot == "place":
        return compare_spots(spot_of(value, city), spot_of(taken, city)) == "other_spot"
    return True


def _contradicts(entry: Entry, chosen: Entry) -> bool:
    return contradicts(chosen.claim.slot, entry.claim.value, chosen.claim.value, chosen.mention.city)


def _seeds() -> dict[str, Any]:
    seeds: dict[str, Any] = load_yaml("resolution.yml")["resolve"]
    return seeds


def _narrow(order: list[str], values: Values) -> tuple[Values, str, tuple[str, list[Entry]]]:
    """Return the values before the rule that decided, the rule, and the value it left with its claims.

    Raises ValueError where an order leaves several.
    """
    before, decided = values, "single"
    for rule in order:
        if len(values) < 2:
            break
        kept = _RULES[rule](values)
        if len(kept) < len(values):
            before, decided = values, rule
        values = kept
    (left,) = values.items()
    return before, decided, left


def _dispute(own: list[Entry], held: list[Entry], equals: Values, chosen: Entry) -> str | None:
    """Return why a value is disputed, None where it is not; `equals` are the values of equal standing."""
    value = chosen.claim.value
    if is_denied(own, value):
        return "denied"
    sources = {entry.mention.source for entry in held if entry.claim.value == value}
    apart = [e for e in held if e.mention.source not in sources and _contradicts(e, chosen)]
    if any(entry.claim.value in equals for entry in apart):
        return "equal_standing"
    since = max((_day(entry) for entry in _witnesses(held, value)), default=None)
    if since is not None and any(_is_witness(entry) and _day(entry) >= since for entry in apart):
        return "contradicted"
    return None


def is_denied(entries: list[Entry], value: str) -> bool:
    """Tell whether a named speaker denies a value that no named speaker has asserted since."""
    denials = [
        _day(entry)
        for entry in entries
        if entry.claim.value == value
        and entry.claim.modality == "denied"
        and entry.is_official
        and entry.superseded_by is None
    ]
    held = [entry for entry in entries if is_held(entry)]
    since = max((_day(entry) for entry in _witnesses(held, value)), default=date.min)
    return bool(denials) and max(denials) >= since


def _witnesses(held: Iterable[Entry], value: str) -> list[Entry]:
    return [entry for entry in held if entry.claim.value == value and _is_witness(entry)]


def _is_witness(entry: Entry) -> bool:
    """Tell whether a named speaker asserts it in a story of its own."""
    return entry.is_official and entry.claim.modality == "asserted" and not entry.mention.is_background


def _standings(own: list[Entry], held: list[Entry], chosen: Entry) -> dict[str, str]:
    """Return where each claim stands towards the chosen one, codes of `claims.standing`."""
    ids = {entry.claim_id for entry in held}
    return {entry.claim_id: _standing(entry, entry.claim_id in ids, chosen) for entry in own}


def _standing(entry: Entry, is_among_held: bool, chosen: Entry) -> str:
    if entry.claim_id == chosen.claim_id:
        return "chosen"
    is_same = entry.claim.value == chosen.claim.value
    if is_among_held:
        if is_same:
            return "agrees"
        return "dissents" if _contradicts(entry, chosen) else "compatible"
    is_denial = is_same and entry.claim.modality == "denied" and entry.superseded_by is None
    return "dissents" if is_denial else "set_aside"


def clearest(entries: Iterable[Entry]) -> Entry:
    """Return the claim to cite, of those that tell a value. Raises ValueError where there is none."""
    return min(entries, key=_clearest_first)


def _clearest_first(entry: Entry) -> tuple[object, ...]:
    mention, claim = entry.mention, entry.claim
    return _CLEARNESS.index(claim.modality), mention.is_background, mention.rank, claim.start, entry.claim_id


def _day(entry: Entry) -> date:
    return entry.mention.published_on or date.min


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
    return max(_day(entry).toordinal() for entry in entries)


def _lasting(values: Values) -> Values:
    """Keep a death that is told by no fewer sources than any other outcome."""
    most = max(_sources(value, entries) for value, entries in values.items())
    if "killed" in values and _sources("killed", values["killed"]) == most:
        return {"killed": values["killed"]}
    return values


def _first(values: Values) -> Values:
    return {min(values): values[min(values)]}


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
    "earliest": _first,
    "first": _first,
    "confidence": _keep_values(lambda _, entries: max(entry.claim.confidence for entry in entries)),
}
