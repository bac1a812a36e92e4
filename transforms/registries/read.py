"""The rows of a registry's list: bytes and a layout in, records out, and what was refused and why."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl

from transforms.reference.gazetteer import Gazetteer
from transforms.registries.layout import Layout, LayoutError, recognised
from transforms.registries.records import TOLD

SCHEMA = {
    "external_id": pl.String(),
    "line": pl.Int64(),
    "name": pl.String(),
    "day": pl.Date(),
    **TOLD,
}
LARGEST = 500_000_000  # bytes of a list, unpacked: a hundred times the largest known
EARLIEST_YEAR = 1900
OLDEST = 120  # years
_GZIP = b"\x1f\x8b"
_CODED = ("gender", "race", "outcome", "is_shooting")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not read: the line where it begins (the header is 1), the reason, and the detail."""

    line: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list holds: `rows` (SCHEMA, by external_id), refused rows, and values left out of rows kept.

    `left_out` counts values that the layout does not know, by field and value. `note` says what was odd about
    the file as a whole, if anything.
    """

    layout: Layout
    rows: pl.DataFrame
    refusals: list[Refusal]
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    note: str = ""


class Unusable(ValueError):
    """A row, or a value of one, cannot be used: the reason's code and the detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def read_list(data: bytes, layout: Layout | None = None) -> Reading:
    """Return what a CSV file holds, packed with gzip or not; without a layout the header says which it is.

    Raises LayoutError where the file is empty, no text, or lacks a column that the layout needs.
    """
    text, note = _text(data)
    lines = list(io.StringIO(text, newline=""))
    records = _records(lines)
    _, header, _ = next(((at, row, rest) for at, row, rest in records if any(row)), (0, [], ""))
    header = [name.strip() for name in header]
    if not any(header):
        raise LayoutError("The file is empty.")
    layout = layout or recognised(header)
    places = layout.places(header)
    refusals: list[Refusal] = []
    left_out: Counter[tuple[str, str]] = Counter()
    rows: list[dict[str, Any]] = []
    for line, cells, problem in records:
        if not problem and not any(cell.strip() for cell in cells):
            continue
        try:
            if problem or len(cells) != len(header):
                told = problem or f"{len(cells)} fields, the header has {len(header)}"
                raise Unusable("fields", told)
            unknown: Counter[tuple[str, str]] = Counter()
            rows.append({"line": line} | _row(cells, places, layout, unknown))
            left_out += unknown
        except Unusable as error:
            refusals.append(Refusal(line, error.reason, error.detail))
    kept = _without_doubles(rows, refusals)
    frame = pl.DataFrame(kept, schema=SCHEMA).sort("external_id")
    return Reading(layout, frame, sorted(refusals, key=lambda one: one.line), left_out, note)


def _text(data: bytes) -> tuple[str, str]:
    """Return the text of a file, and what was odd about it."""
    if data.startswith(_GZIP):
        try:
            with gzip.open(io.BytesIO(data)) as file:
                data = file.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise LayoutError(f"The file cannot be unpacked: {error}.") from None
    if len(data) > LARGEST:
        raise LayoutError(f"The file is larger than {LARGEST // 1_000_000} MB.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise LayoutError("This is a workbook or an archive, no CSV. Save the sheet as CSV (UTF-8).")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "read as UTF-16"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "not UTF-8; read as Windows-1252"


def _records(lines: list[str]) -> Iterator[tuple[int, list[str], str]]:
    """Yield each row with the number of its first line, and what is wrong with it as CSV.

    A quotation mark that is never closed swallows the lines after it: where such a row does not have as many
    fields as the first, only its first line is given up, and reading goes on with the next.
    """
    at, width = 0, 0
    while at < len(lines):
        rows = csv.reader(lines[number] for number in range(at, len(lines)))
        begun = at
        for cells in _guarded(rows):
            ended = at + rows.line_num
            if cells is None or (ended - begun > 1 and width and len(cells) != width):
                yield begun + 1, [], "a quotation mark is not closed, or the field has no end"
                at = begun + 1
                break
            yield begun + 1, cells, ""
            width = width or len(cells)
            begun = ended
        else:
            return


def _guarded(rows: Any) -> Iterator[list[str] | None]:
    """Yield the rows of a CSV reader, None in place of the first that it breaks on."""
    try:
        yield from rows
    except csv.Error:
        yield None


def _row(
    cells: list[str],
    places: Mapping[str, tuple[int, ...]],
    layout: Layout,
    left_out: Counter[tuple[str, str]],
) -> dict[str, Any]:
    told = {
        name: ("|" if name == "id" else " ").join(_tidy(cells[at]) for at in where).strip()
        for name, where in places.items()
    }
    known = {
        name: value if value and (name == "id" or value.casefold() not in layout.unknown) else None
        for name, value in told.items()
    }
    row: dict[str, Any] = dict(layout.constants)
    row["day"] = _day(known["day"], layout)
    for name in ("city", "county"):
        row[name] = known.get(name)
    row["name"] = _name(known.get("name"), layout)
    row["state"] = _state(known.get("state"), left_out) or layout.constants.get("state")
    if not any(row[name] for name in ("name", "city", "county", "state")):
        raise Unusable("nothing_to_find_by", "neither name nor place is told")
    row["age"] = _age(known.get("age"), left_out)
    row["agencies"] = _parts(known.get("agencies"), layout.separators.get("agencies"))
    codes = _codes_of(known, "armed", layout, left_out)
    row["armed"] = sorted({code for code in codes if code is not None})
    for name in _CODED:
        if name in places:
            found = _codes_of(known, name, layout, left_out)
            row[name] = found[0] if len(found) == 1 else None
    row["external_id"] = known["id"] if (known.get("id") or "").strip("|") else _made_up(row)
    return row


def _made_up(row: Mapping[str, Any]) -> str:
    """Return an id for a row that has none, from what it says of person, day and place."""
    told = "|".join(str(row[name] or "") for name in ("day", "name", "city", "state", "age"))
    return f"row-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def _tidy(cell: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\x00]+", " ", cell).strip()


def _day(told: str | None, layout: Layout) -> date:
    if told is None:
        raise Unusable("no_day", "the day is not told")
    found = {day for form in layout.dates if (day := _parsed(told, form)) is not None}
    if not found:
        raise Unusable("bad_day", f"{told!r} is no day in any form of the layout")
    if len(found) > 1:
        days = " and ".join(str(day) for day in sorted(found))
        raise Unusable("ambiguous_day", f"{told!r} can be {days}")
    (day,) = found
    if day.year < EARLIEST_YEAR:
        raise Unusable("bad_day", f"{told!r} is before {EARLIEST_YEAR}")
    return day


def _parsed(told: str, form: str) -> date | None:
    try:
        return datetime.strptime(told, form).date()
    except ValueError:
        return None


def _name(told: str | None, layout: Layout) -> str | None:
    return None if told is None or told.casefold().startswith(layout.unknown_names or ("\0",)) else told


def _state(told: str | None, left_out: Counter[tuple[str, str]]) -> str | None:
    if told is None:
        return None
    found = Gazetteer.load().state(told.upper() if len(told) == 2 else told)
    if found is None:
        left_out["state", told] += 1
    return found


def _age(told: str | None, left_out: Counter[tuple[str, str]]) -> int | None:
    if told is None:
        return None
    if re.fullmatch(r"\d{1,3}(\.0+)?", told) and float(told) <= OLDEST:
        return int(float(told))
    left_out["age", told] += 1
    return None


def _parts(told: str | None, separator: str | None) -> list[str]:
    if told is None:
        return []
    return [part.strip() for part in (re.split(separator, told) if separator else [told]) if part.strip()]


def _codes_of(
    known: Mapping[str, str | None], name: str, layout: Layout, left_out: Counter[tuple[str, str]]
) -> list[Any]:
    codes, whole = layout.codes.get(name, {}), known.get(name)
    if whole is not None and whole.casefold() in codes:
        return [codes[whole.casefold()]]
    found = []
    for part in _parts(whole, layout.separators.get(name)):
        if part.casefold() in codes:
            found.append(codes[part.casefold()])
        elif part.casefold() not in layout.unknown:
            left_out[name, part] += 1
    return found


def _without_doubles(rows: list[dict[str, Any]], refusals: list[Refusal]) -> list[dict[str, Any]]:
    """Return rows whose id is their own: of equal rows the first; of different ones with one id none."""
    by_id: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_id[row["external_id"]].append(row)
    kept = []
    for external_id, same in by_id.items():
        first, *others = same
        if all({**one, "line": 0} == {**first, "line": 0} for one in others):
            kept.append(first)
            refusals += [
                Refusal(one["line"], "double", f"the same as line {first['line']}, id {external_id}")
                for one in others
            ]
        else:
            lines = ", ".join(str(one["line"]) for one in same)
            told = f"id {external_id} stands for different rows: lines {lines}"
            refusals += [Refusal(one["line"], "duplicate_id", told) for one in same]
    return kept
