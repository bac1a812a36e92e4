"""What must stand nowhere in a release, looked for in its files by nothing but what they hold.

This is the proof that the policy was kept, so it shares no code with what takes values out
(`transforms.privacy.redact`): it reads the files from disk, folds text in its own way, and has its own
patterns (`seeds/privacy_scan.yml`).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from warehouse.dictionary import tables
from warehouse.reader import frames
from warehouse.seeds import load_yaml

_IN_MANY_NAMES = frozenset({"iii", "the", "and", "van", "von"})
_LONG_CELL = 1 << 30
_CAPITAL = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """A name that must not be found: whole anywhere, a single word of it where a row is of these scopes."""

    rule: str
    name: str
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found where. It does not hold the value, so that it can be shown."""

    rule: str
    file: str
    place: str


def scan(
    folder: Path, sought: Iterable[Sought], kinds: Iterable[str], is_taken_down: Callable[[str], bool]
) -> list[Finding]:
    """Return what is found in the files of a release: names, and the kinds of seeds/privacy_scan.yml.

    Looked at is every cell of CSV, Parquet and DuckDB files and every line of the others; of the DuckDB file
    also its bytes. `is_taken_down` tells whether a text names somebody on the takedown list. Names are not
    looked for in columns that the dictionary says hold no word of an article.
    """
    scanner = _Scanner(list(sought), set(kinds), is_taken_down)
    found: list[Finding] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".csv":
            found += scanner.rows(name, path.stem, _csv_rows(path))
        elif path.suffix == ".parquet":
            found += scanner.rows(name, path.stem, _frame_rows(pl.read_parquet(path)))
        elif path.suffix == ".duckdb":
            found += scanner.bytes(name, path)
            for table, frame in frames(path, {table: f"FROM {table}" for table in tables()}):
                found += scanner.rows(f"{name}: {table}", table.replace(".", "_"), _frame_rows(frame))
        else:
            found += scanner.lines(name, path)
    return found


class _Scanner:
    def __init__(self, sought: list[Sought], kinds: set[str], is_taken_down: Callable[[str], bool]) -> None:
        import ahocorasick_rs

        self._is_taken_down = is_taken_down
        self._rules: list[str] = []
        forms: list[str] = []
        self._words: dict[str, dict[str, str]] = defaultdict(dict)
        for one in sought:
            words = _flat(one.name).split()
            if len(words) > 1:
                for form in {" ".join(words), f"{words[0]} {words[-1]}"}:
                    forms.append(f" {form} ")
                    self._rules.append(one.rule)
            for word in words:
                if len(word) > 2 and word not in _IN_MANY_NAMES:
                    for scope in one.scopes:
                        self._words[scope][word] = one.rule
        self._names = ahocorasick_rs.AhoCorasick(forms)
        plain = list(dict.fromkeys(one.name for one in sought if " " in one.name.strip()))
        self._bytes = ahocorasick_rs.BytesAhoCorasick([name.encode() for name in plain])
        self._patterns = {
            kind: re.compile(rule["pattern"])
            for kind, rule in load_yaml("privacy_scan.yml").items()
            if kind in kinds
        }
        self._known: dict[tuple[str, bool], frozenset[str]] = {}

    def rows(self, file: str, stem: str, rows: Iterator[dict[str, str | None]]) -> Iterator[Finding]:
        """Yield what stands in the cells of a table."""
        kinds = _column_kinds(stem)
        for number, row in enumerate(rows, 1):
            words = self._words_of(row)
            is_name = row.get("slot") == "name" or row.get("event") == "person_named"
            for column, cell in row.items():
                if cell:
                    kind = kinds.get(column, "free_text")
                    rules = set(self._told(cell, kind != "none"))
                    if words and (kind != "slot_value" or is_name):
                        rules |= _single(cell, kind, words)
                    for rule in sorted(rules):
                        yield Finding(rule, file, f"column {column}, row {number}")

    def lines(self, file: str, path: Path) -> Iterator[Finding]:
        """Yield what stands in the lines of a text."""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for rule in sorted(self._told(line, True)):
                yield Finding(rule, file, f"line {number}")

    def bytes(self, file: str, path: Path) -> Iterator[Finding]:
        """Yield where a name stands in the bytes of a file, in use or left over."""
        for _, start, _ in self._bytes.find_matches_as_indexes(path.read_bytes()):
            yield Finding("name", file, f"byte {start}")

    def _told(self, text: str, with_names: bool) -> frozenset[str]:
        if text.replace(".", "", 1).isdigit():
            return frozenset()  # one plain number; most cells of some tables are
        key = (text, with_names)
        if key not in self._known:
            found = {kind for kind, pattern in self._patterns.items() if pattern.search(text)}
            if with_names and self._rules:
                flat = f" {_flat(text)} "
                found |= {
                    self._rules[index]
                    for index, _, _ in self._names.find_matches_as_indexes(flat, overlapping=True)
                }
            if self._is_taken_down(text):
                found.add("takedown")
            self._known[key] = frozenset(found)
        return self._known[key]

    def _words_of(self, row: dict[str, str | None]) -> dict[str, str]:
        if not self._words:
            return {}
        found: dict[str, str] = {}
        for column, cell in row.items():
            if cell in self._words and column.endswith(("incident_id", "article_id")):
                found |= self._words[cell]
        return found


def _single(cell: str, kind: str, words: dict[str, str]) -> set[str]:
    """Return the rules of single words: in a name of one word, in text with a capital, in addresses."""
    if kind == "none":
        return set()
    flat = _flat(cell)
    if kind in ("person_name", "slot_value"):
        return {words[flat]} if flat in words else set()
    if kind == "locator":
        return {words[word] for word in flat.split() if word in words}
    capitals = {_flat(match[0]) for match in _CAPITAL.finditer(cell) if match[0][0].isupper()}
    return {words[word] for word in capitals if word in words}


def _column_kinds(stem: str) -> dict[str, str]:
    for name, entry in tables().items():
        if name.replace(".", "_") == stem:
            return {column: spec.privacy for column, spec in entry.columns.items()}
    return {}


def _csv_rows(path: Path) -> Iterator[dict[str, str | None]]:
    csv.field_size_limit(_LONG_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _frame_rows(frame: pl.DataFrame) -> Iterator[dict[str, str | None]]:
    texts = frame.select(pl.col(pl.String))
    return iter(texts.iter_rows(named=True)) if texts.width else iter(())


def _flat(text: str) -> str:
    """Return the words of a text in small letters without accents, one space between them."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
