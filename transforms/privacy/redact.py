"""Takes out of a table what the policy does not let be told, by what the dictionary says of each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import polars as pl

from transforms.privacy.names import Names, Span
from transforms.privacy.policy import PatternRule
from warehouse.dictionary import Column, Table

BLOCK = "█"
Scopes = tuple[str, ...]


@dataclass(slots=True)
class Redaction:
    """What is taken out, and how many cells it was taken out of, by rule and table."""

    names: Names
    patterns: tuple[PatternRule, ...]
    marker: str
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def apply(self, entry: Table, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a table's rows with what is protected taken out; columns, rows and their order stay."""
        rows = frame.height
        scopes = _scopes(entry, frame, self.names.scopes) or [()] * rows
        is_name = _names_a_person(frame) or [False] * rows
        for column, spec in entry.columns.items():
            change = self._change(spec)
            if change is None or column not in frame.columns:
                continue
            asked = list(zip(frame[column].to_list(), scopes, is_name, strict=True))
            known = {one: change(*one) for one in set(asked)}
            self.counts.update((rule, entry.full_name) for one in asked for rule in known[one][1])
            frame = frame.with_columns(pl.Series(column, [known[one][0] for one in asked], dtype=pl.String))
        return frame

    def text(self, value: str, scopes: Scopes) -> str:
        """Return a text of these incidents and articles with what is protected taken out."""
        return self._text(value, scopes, False)[0] or ""

    def _change(self, spec: Column) -> _Change | None:
        kinds: dict[str, _Change] = {
            "person_name": self._person_name,
            "slot_value": self._slot_value,
            "locator": self._locator,
            "free_text": self._text,
            "quotation": self._text,
            "body": self._text,
        }
        return None if spec.privacy == "none" else kinds[spec.privacy]

    def _person_name(self, value: str | None, scopes: Scopes, _: bool) -> _Told:
        rule = self.names.bears(value, scopes) if value else None
        return (self.marker, frozenset({rule})) if rule is not None else self._text(value, (), False)

    def _slot_value(self, value: str | None, scopes: Scopes, is_name: bool) -> _Told:
        if not value:
            return value, frozenset()
        if is_name:
            return self._person_name(value, scopes, True)
        for start, end, rule in self.names.full(value):
            if (start, end) == (0, len(value)):
                return self.marker, frozenset({rule})
        return self._text(value, (), False)

    def _locator(self, value: str | None, scopes: Scopes, _: bool) -> _Told:
        if not value:
            return value, frozenset()
        spans = [*self.names.full(value), *self.names.single(value, scopes, is_loose=True)]
        spans += self._matches(value)
        return self.marker if spans else value, _rules(spans)

    def _text(self, value: str | None, scopes: Scopes, _: bool) -> _Told:
        if not value:
            return value, frozenset()
        spans = [*self.names.full(value), *self.names.single(value, scopes), *self._matches(value)]
        return blocked(value, spans), _rules(spans)

    def _matches(self, value: str) -> Iterable[Span]:
        for rule in self.patterns:
            for match in rule.pattern.finditer(value):
                yield match.start("hide"), match.end("hide"), rule.name


_Told = tuple[str | None, frozenset[str]]  # what may be told of a value, and the rules that changed it
_Change = Callable[[str | None, Scopes, bool], _Told]


def _rules(spans: Iterable[Span]) -> frozenset[str]:
    return frozenset(rule for _, _, rule in spans)


def blocked(text: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length in which what is no space in these spans is a block."""
    letters = list(text)
    for start, end, _ in spans:
        letters[start:end] = [letter if letter.isspace() else BLOCK for letter in letters[start:end]]
    return "".join(letters)


def unlinked(external_ids: pl.DataFrame, subjects: pl.DataFrame, marker: str) -> pl.DataFrame:
    """Return rows of incident_external_ids without those of persons whose name is withheld in `subjects`.

    A registry's id leads to the name in the registry.
    """
    withheld = subjects.filter(name=marker).select("subject_id")
    return external_ids.join(withheld, on="subject_id", how="anti", maintain_order="left")


def _scopes(entry: Table, frame: pl.DataFrame, known: frozenset[str]) -> list[Scopes]:
    """Return of each row those of its incidents and articles that are known, nothing where no row has any."""
    columns = [
        name
        for name, column in entry.columns.items()
        if name in ("incident_id", "article_id")
        or (column.references or "").partition(".")[0] in ("incidents", "articles")
    ]
    if not columns or not known:
        return []
    found = [tuple(value for value in row if value in known) for row in frame.select(columns).iter_rows()]
    return found if any(found) else []


def _names_a_person(frame: pl.DataFrame) -> list[bool]:
    """Return whether the value of each row is a name, where the table says of what it is; else nothing."""
    if "slot" in frame.columns:
        return (frame["slot"] == "name").to_list()
    if "event" in frame.columns:
        return (frame["event"] == "person_named").to_list()
    return []
