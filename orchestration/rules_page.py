"""RULES.md: how each value is chosen from what articles claim, made from the seeds and the dictionary.

`python -m orchestration.rules_page`, which `make rules` calls, writes the page anew; a test tells when it is
out of date.
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.home import PROJECT
from warehouse.dictionary import table
from warehouse.seeds import load_yaml

PAGE = PROJECT / "RULES.md"
_HEAD = """\
# How a value is chosen

Made by `make rules` from `seeds/resolution.yml` and `warehouse/tables/resolutions.yml`; do not edit.

Every article's claims stay in `claims`. What the tables show is chosen from those that count: asserted or
alleged, not superseded by a later version of their page. Where they tell several values, the rules of the
slot are applied in the order below. A rule keeps the values that it prefers and hands them on, and the one
that leaves a single value has decided. `resolutions.rule` names it, `uof explain` tells it in words. A
correction in `seeds/corrections` stands above all rules.
"""


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    seeds = load_yaml("resolution.yml")["resolve"]
    columns = table("resolutions").columns
    slots = table("claims").columns["slot"].codes or {}
    yield _HEAD
    yield "## The order of each slot"
    yield ""
    yield "| slot | rules, in this order | because |"
    yield "| --- | --- | --- |"
    for slot in slots:
        entry = seeds["slots"][slot]
        yield f"| `{slot}` | {', '.join(seeds['orders'][entry['order']])} | {entry['reason']} |"
    yield from _codes("What each rule keeps", columns["rule"].codes or {})
    yield from _codes("How far a value is settled", columns["status"].codes or {})
    yield from _codes("When a value is disputed", columns["dispute"].codes or {})
    yield ""
    yield f"The last resorts are {', '.join(seeds['last_resorts'])}."
    yield from _codes("Where a claim stands", table("claims").columns["standing"].codes or {})
    yield from _compatible(seeds["compatible"])


def _codes(title: str, codes: dict[str, str]) -> Iterator[str]:
    yield from ("", f"## {title}", "", "| code | meaning |", "| --- | --- |")
    for code, meaning in codes.items():
        yield f"| `{code}` | {meaning} |"


def _compatible(compatible: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    yield from ("", "## What contradicts nothing", "")
    yield "Beside the value on the left, those on the right are less exact or an earlier stage. A surname is"
    yield "compatible with the full name, a wording of a spot with another one unless they name different"
    yield "streets, a span of days with a day in it."
    yield from ("", "| slot | value | compatible with it |", "| --- | --- | --- |")
    for slot, values in compatible.items():
        for value, others in values.items():
            yield f"| `{slot}` | {value} | {', '.join(others)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
