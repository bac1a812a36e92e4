"""The layout of a registry's list: which column is what, which value means what, and what the list covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from transforms.reference.gazetteer import Gazetteer
from warehouse.dictionary import table
from warehouse.seeds import seed_texts

FIELDS = ("id", "name", "day", "city", "county", "state", "agencies", "age", "gender", "race", "armed",
          "outcome", "is_shooting")  # fmt: skip
RACES = ("white", "black", "hispanic", "asian", "native_american", "pacific_islander", "other")
POPULATIONS = ("killed", "other")
# What an edition of a list may leave out, besides what the layout says. By the rest rows are found.
MAY_LACK = frozenset({"county", "agencies", "age", "gender", "race", "armed"})
_NEEDED = ("registry", "title", "licence", "columns", "dates", "scope")
_OPTIONAL = ("recognised_by", "separators", "unknown", "unknown_names", "codes", "constants", "may_lack")
_SCOPE_NEEDED = ("population", "reason")
_SCOPE_OPTIONAL = ("outcomes", "shootings_only", "from", "to")
_TO_FIND_BY = ("name", "city", "county", "state")
_NO_LAYOUT = "model.yml"


class LayoutError(ValueError):
    """A layout is written wrong, or a file does not have it: the message says which column or key."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list covers. `outcomes` empty, `first` or `last` None: no limit."""

    outcomes: frozenset[str]
    shootings_only: bool
    first: date | None
    last: date | None
    population: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is laid out; `columns` holds the alternatives of each field, each one column or several."""

    registry: str
    title: str
    licence: str
    recognised_by: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[tuple[str, ...], ...]]
    dates: tuple[str, ...]
    scope: Scope
    separators: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    unknown_names: tuple[str, ...] = ()
    codes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    may_lack: frozenset[str] = frozenset()
    text: str = ""

    def names(self) -> set[str]:
        """Return every name of a column that the layout knows."""
        return {name for told in self.columns.values() for one in told for name in one}.union(
            *self.recognised_by
        )

    def places(self, header: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """Return where in a row each field of the list stands.

        Raises LayoutError naming the column that the file lacks, where a field that the layout has for the
        day, the id or for finding an incident by is in none of its columns, or a column is there twice.
        """
        twice = sorted({name for name in header if name and header.count(name) > 1})
        found = {}
        for name, alternatives in self.columns.items():
            has = next((one for one in alternatives if set(one) <= set(header)), None)
            if has is not None:
                if set(has) & set(twice):
                    raise LayoutError(
                        f"The column {', '.join(sorted(set(has) & set(twice)))} is there twice."
                    )
                found[name] = tuple(header.index(column) for column in has)
            elif name not in MAY_LACK | self.may_lack:
                wanted = " or ".join(" and ".join(one) for one in alternatives)
                raise LayoutError(
                    f"The column {wanted} is missing, which holds the {name} in {self.title}. "
                    f"The file has: {', '.join(header)}."
                )
        return found


def layouts() -> dict[str, Layout]:
    """Return the layouts of `seeds/registries` by registry."""
    found = [
        parse_layout(text, name)
        for name, text in seed_texts("registries").items()
        if not name.endswith(_NO_LAYOUT)
    ]
    return {layout.registry: layout for layout in found}


def recognised(header: Sequence[str]) -> Layout:
    """Return the layout whose columns a header has.

    Raises LayoutError where none fits: it names the nearest and what is missing there.
    """
    has = set(header)
    known = list(layouts().values())
    for layout in known:
        if any(wanted <= has for wanted in layout.recognised_by):
            return layout
    near = max(known, key=lambda layout: len(has & layout.names()))
    lacking = min((wanted - has for wanted in near.recognised_by), key=len)
    hint = (
        f" Nearest is {near.title}, which has also {', '.join(sorted(lacking))}."
        if has & near.names()
        else ""
    )
    raise LayoutError(
        f"No known list has the columns {', '.join(header)}.{hint} Describe yours with --columns MAP.yml "
        "(seeds/registries/README.md says how)."
    )


def parse_layout(text: str, where: str) -> Layout:
    """Return the layout that a YAML text writes; `where` names it in errors.

    Raises LayoutError naming the key that is missing, unknown or wrong.
    """
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise LayoutError(f"{where}: this is not YAML: {error}") from None
    if not isinstance(raw, dict):
        raise LayoutError(f"{where}: keys are wanted: {', '.join((*_NEEDED, *_OPTIONAL))}.")
    _check_keys(where, raw, _NEEDED, _OPTIONAL)
    columns = {
        name: _alternatives(where, name, told) for name, told in _mapping(where, raw, "columns").items()
    }
    _check_keys(f"{where}, columns", columns, ("day",), FIELDS)
    if not set(columns) & set(_TO_FIND_BY):
        raise LayoutError(
            f"{where}, columns: one of {', '.join(_TO_FIND_BY)} is needed to find incidents by."
        )
    registry = str(raw["registry"])
    if not registry.isidentifier() or registry != registry.lower():
        raise LayoutError(f"{where}: registry is {registry!r}; write lower-case letters and _.")
    return Layout(
        registry,
        str(raw["title"]),
        str(raw["licence"]),
        tuple(frozenset(map(str, one)) for one in raw.get("recognised_by", ())),
        columns,
        tuple(map(str, raw["dates"])),
        _scope(where, _mapping(where, raw, "scope")),
        _mapping(where, raw, "separators"),
        frozenset(str(one).casefold() for one in raw.get("unknown", ())),
        tuple(str(one).casefold() for one in raw.get("unknown_names", ())),
        _codes(where, _mapping(where, raw, "codes")),
        _constants(where, _mapping(where, raw, "constants")),
        frozenset(map(str, raw.get("may_lack", ()))),
        text,
    )


def allowed(name: str) -> tuple[Any, ...]:
    """Return the values that a coded field may have."""
    if name == "race":
        return RACES
    if name == "is_shooting":
        return (True, False)
    return tuple(table("subjects").columns[name].codes or ())


def _alternatives(where: str, name: str, told: Any) -> tuple[tuple[str, ...], ...]:
    listed = told if isinstance(told, list) else [told]
    found = tuple(tuple(one) if isinstance(one, list) else (one,) for one in listed)
    if not found or not all(one and all(isinstance(column, str) for column in one) for one in found):
        raise LayoutError(f"{where}, columns: {name} is {told!r}; write a column's name, or a list of them.")
    return found


def _scope(where: str, raw: Mapping[str, Any]) -> Scope:
    where = f"{where}, scope"
    _check_keys(where, raw, _SCOPE_NEEDED, _SCOPE_OPTIONAL)
    days = {key: raw.get(key) for key in ("from", "to")}
    for key, day in days.items():
        if day is not None and type(day) is not date:
            raise LayoutError(f"{where}: {key} is {day!r}; write a day, as 2015-01-01.")
    outcomes, known = frozenset(raw.get("outcomes", ())), set(allowed("outcome"))
    if not outcomes <= known:
        raise LayoutError(f"{where}: outcomes may be {', '.join(sorted(known))}.")
    if raw["population"] not in POPULATIONS:
        raise LayoutError(f"{where}: population is {raw['population']!r}; write {' or '.join(POPULATIONS)}.")
    return Scope(outcomes, bool(raw.get("shootings_only")), days["from"], days["to"], raw["population"])


def _codes(where: str, raw: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found = {}
    for name in raw:
        if name not in ("gender", "race", "armed", "outcome", "is_shooting"):
            raise LayoutError(f"{where}, codes: {name} has no codes.")
        mapped = {str(key).casefold(): value for key, value in _mapping(where, raw, name).items()}
        for key, value in mapped.items():
            _check_value(f"{where}, codes, {name}, {key}", name, value)
        found[name] = mapped
    return found


def _constants(where: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in raw.items():
        if name not in ("outcome", "is_shooting", "state"):
            raise LayoutError(f"{where}, constants: {name} cannot be one value for all rows.")
        if name == "state":
            if not isinstance(value, str) or value not in Gazetteer.load().state_names:
                raise LayoutError(f"{where}, constants: state is {value!r}; write two letters, as KS.")
        else:
            _check_value(f"{where}, constants, {name}", name, value)
    return dict(raw)


def _check_value(where: str, name: str, value: Any) -> None:
    if value is not None and (
        value not in allowed(name) or isinstance(value, bool) != (name == "is_shooting")
    ):
        known = ", ".join(str(one).lower() for one in allowed(name))
        raise LayoutError(f"{where}: {value!r} is none of {known}; write null where it says nothing.")


def _mapping(where: str, raw: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = raw.get(key) or {}
    if not isinstance(found, dict):
        raise LayoutError(f"{where}: {key} wants keys and values.")
    return found


def _check_keys(where: str, given: Mapping[str, Any], needed: Sequence[str], optional: Sequence[str]) -> None:
    missing = [key for key in needed if key not in given]
    unknown = [str(key) for key in given if key not in {*needed, *optional}]
    if missing:
        raise LayoutError(f"{where}: {', '.join(missing)} is missing.")
    if unknown:
        raise LayoutError(
            f"{where}: {', '.join(unknown)} is unknown. Known: {', '.join((*needed, *optional))}."
        )
