"""`uof explain`: every value of one incident with the sentences it rests on; a copy's are its original's."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.errors import CallError

if TYPE_CHECKING:
    from rich.console import Console

_Row = dict[str, Any]
_CLAIMS = """
SELECT c.resolution_id, c.slot, c.value, c.modality, c.standing, c.speaker_name, c.superseded_by,
       c.char_start, c.char_end, a.body, a.source_name, a.outlet, a.published_on
FROM claims c JOIN articles a USING (article_id)
WHERE c.incident_id = ? AND a.copy_of IS NULL
ORDER BY list_position(['chosen', 'agrees', 'compatible', 'dissents', 'set_aside'], c.standing),
         a.published_on NULLS LAST, a.article_id, c.char_start, c.value
"""
_VALUES = """
SELECT r.resolution_id, r.entity_id, r.slot, r.value, r.status, r.rule, r.reason,
       x.decided_by, x.decided_on, x.expected
FROM resolutions r LEFT JOIN corrections x USING (correction_id)
WHERE r.incident_id = ? ORDER BY r.slot, r.value NULLS LAST, r.resolution_id
"""
_ARTICLES = """
SELECT a.article_id, a.published_on, a.outlet, a.title, a.source_uri, a.copy_of, i.is_background
FROM incident_articles i JOIN articles a USING (article_id)
WHERE i.incident_id = ? ORDER BY a.published_on NULLS LAST, a.article_id
"""
_FORMER = "SELECT * FROM incident_redirects WHERE starts_with(former_incident_id, ?) ORDER BY 1"
_ENTITIES = {
    "agencies": """
        SELECT g.agency_id AS entity_id, concat_ws(', ', g.name, g.state) AS title, i.role, i.certainty
        FROM incident_agencies i JOIN agencies g USING (agency_id)
        WHERE i.incident_id = ? ORDER BY i.role DESC, g.name""",
    "subjects": """
        SELECT subject_id AS entity_id, coalesce(name, 'a person not named') AS title,
               * EXCLUDE (incident_id, subject_id)
        FROM subjects WHERE incident_id = ? ORDER BY subject_id""",
    "others_harmed": """
        SELECT person_id AS entity_id, coalesce(name, 'a person not named') AS title,
               * EXCLUDE (incident_id, person_id)
        FROM others_harmed WHERE incident_id = ? ORDER BY person_id""",
    "force_uses": """
        SELECT NULL AS entity_id, f.force_type AS title, concat_ws(', ', g.name, g.state) AS agency,
               s.name AS subject
        FROM force_uses f LEFT JOIN agencies g USING (agency_id) LEFT JOIN subjects s USING (subject_id)
        WHERE f.incident_id = ? ORDER BY ALL""",
}
_TITLES = {
    "agencies": "Agencies",
    "subjects": "Persons force was used on",
    "others_harmed": "Others harmed",
    "force_uses": "Force, as far as the reports tell by whom and on whom",
}
_STANDINGS = {"compatible": "no contradiction", "dissents": "CONTRADICTS", "set_aside": "does not count"}
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+")
_LONGEST = 320  # characters of a sentence shown


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence around a span: what stands before, the span itself, what stands after."""

    before: str
    span: str
    after: str


def passage(body: str, start: int, end: int) -> Passage:
    """Return the sentence(s) of `body` that hold the characters `[start, end)`, cut where very long."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(body)), len(body)]
    left = max(position for position in ends if position <= start)
    right = min(position for position in ends if position >= end)
    before, after = body[left:start].lstrip(), body[end:right].rstrip()
    room = max(40, (_LONGEST - (end - start)) // 2)
    if len(before) > room:
        before = "…" + before[-room:]
    if len(after) > room:
        after = after[:room] + "…"
    return Passage(_flat(before), _flat(body[start:end]), _flat(after))


def find_incident(database: Path, wanted: str) -> dict[str, Any]:
    """Return the row of the incident whose id is, or begins with, `wanted`, or that such an id leads to.

    Raises CallError where none or several do.
    """
    rows = _rows(database, "SELECT * FROM incidents WHERE starts_with(incident_id, ?) ORDER BY 1", wanted)
    exact = [row for row in rows if row["incident_id"] == wanted]
    if len(exact or rows) == 1:
        return (exact or rows)[0]
    if rows:
        some = ", ".join(row["incident_id"] for row in rows[:5])
        raise CallError(f"{len(rows)} incidents begin with {wanted!r} ({some} …). Write more of the id.")
    former = _rows(database, _FORMER, wanted)
    targets = {row["incident_id"] for row in former}
    if len(targets) == 1 and None not in targets:
        return find_incident(database, targets.pop())
    if targets == {None}:
        raise CallError(
            f"Incident {former[0]['former_incident_id']} was withdrawn: no article tells of it today."
        )
    if former:
        raise CallError(f"{len(former)} former incidents begin with {wanted!r}. Write more of the id.")
    raise CallError(
        f"No incident {wanted!r}. List them with: "
        'uof sql "SELECT incident_id, occurred_on, city FROM incidents"'
    )


def explain(console: Console, database: Path, wanted: str) -> None:
    """Print an incident: its articles, then each value with its reason and the sentences behind it."""
    from rich.markup import escape

    incident = find_incident(database, wanted)
    name = incident["incident_id"]
    told: dict[str, list[_Row]] = defaultdict(list)
    for claim in _rows(database, _CLAIMS, name):
        told[claim["resolution_id"]].append(claim)
    values = [row | {"claims": told[row["resolution_id"]]} for row in _rows(database, _VALUES, name)]
    entities = {table: _rows(database, query, name) for table, query in _ENTITIES.items()}
    console.print(
        f"[bold]Incident {escape(name)}[/]  {escape(_headline(incident))}", highlight=False, soft_wrap=True
    )
    if not name.startswith(wanted):
        console.print(f"  {wanted} is an earlier id of it.", highlight=False, markup=False)
    _articles(console, _rows(database, _ARTICLES, name))
    _open_questions(console, values, entities)
    console.print("\n[bold]The event[/]")
    _event(console, incident, [row for row in values if row["entity_id"] is None])
    shown = {None}
    for table, rows in entities.items():
        if rows:
            console.print(f"\n[bold]{_TITLES[table]}[/]")
        for row in rows:
            own = [one for one in values if one["entity_id"] == row["entity_id"] is not None]
            if row["entity_id"] not in shown - {None}:
                _entity(console, row, is_told_below=bool(own))
                _values_of(console, own)
            shown.add(row["entity_id"])
    left = [row for row in values if row["entity_id"] not in shown]
    if left:
        console.print("\n[bold]Said, and not taken over[/]")
        _values_of(console, left)


def _headline(incident: _Row) -> str:
    place = ", ".join(part for part in (incident["city"] or incident["county"], incident["state"]) if part)
    fatal = {True: "fatal", False: "not fatal", None: "outcome unknown"}[incident["is_fatal"]]
    what = "shooting" if incident["is_shooting"] else "other force"
    parts = (str(incident["occurred_on"] or "day unknown"), place or "place unknown", f"{what}, {fatal}")
    return " · ".join(parts)


def _open_questions(console: Console, values: list[_Row], entities: dict[str, list[_Row]]) -> None:
    """Print first what a reader must not miss: values that are disputed or corrected."""
    from rich.markup import escape

    names = {row["entity_id"]: row["title"] for rows in entities.values() for row in rows} | {None: None}
    for status, colour in (("disputed", "red"), ("corrected", "magenta")):
        found = [row for row in values if row["status"] == status and row["rule"] != "follows"]
        told = "; ".join(
            " ".join(str(part) for part in (names.get(row["entity_id"]), row["slot"], row["value"]) if part)
            for row in found
        )
        if found:
            console.print(f"  [{colour}]{status}[/]: {escape(told)}", highlight=False, soft_wrap=True)


def _event(console: Console, incident: _Row, values: list[_Row]) -> None:
    """Print the values of the event in the order of the columns, then those that follow from others."""
    from rich.markup import escape

    order = {column: at for at, column in enumerate(incident)}
    has_day = incident["occurred_on"] is not None
    shown = [row for row in values if not (has_day and row["rule"] == "follows")]
    _values_of(console, sorted(shown, key=lambda row: order.get(row["slot"], len(order))))
    slots = {row["slot"] for row in shown} | {"incident_id"}
    derived = [
        f"{name} {value}" for name, value in incident.items() if name not in slots and value is not None
    ]
    console.print(
        f"  [dim]follow from these: {escape(', '.join(derived))}[/]", highlight=False, soft_wrap=True
    )


def _entity(console: Console, row: _Row, is_told_below: bool) -> None:
    """Print whom the values below are of; without any, what the row says."""
    from rich.markup import escape

    facts = ", ".join(
        f"{key} {value}"
        for key, value in row.items()
        if value not in (None, "") and key not in ("title", "entity_id")
    )
    line = f"  [cyan]{escape(row['title'])}[/]  {escape(facts) if not is_told_below else ''}".rstrip()
    console.print(line, highlight=False, soft_wrap=True)


def _values_of(console: Console, values: list[_Row]) -> None:
    """Print each value with its reason and its claims.

    That there is a person is told only where no more is, or where a person corrected it.
    """
    is_all = all(row["slot"] == "exists" for row in values)
    for row in values:
        if row["slot"] == "exists" and not is_all and row["status"] != "corrected":
            continue
        _value(console, row)
        for claim in row["claims"]:
            _claim(console, row, claim)


def _value(console: Console, row: _Row) -> None:
    from rich.markup import escape

    value = row["value"] if row["value"] is not None else "no value"
    colour = {"disputed": "red", "corrected": "magenta"}.get(row["status"], "dim")
    by = f" by {row['decided_by']} on {row['decided_on']}, was {row['expected'] or 'no value'}"
    status = row["status"] + (by if row["decided_by"] else "")
    is_plain = row["status"] == "settled" and row["rule"] in ("single", "each")
    reason = "" if is_plain else f"[dim]: {escape(row['reason'])}[/]"
    console.print(
        f"    {escape(row['slot'])} = [cyan]{escape(value)}[/]  [{colour}]{escape(status)}[/]{reason}",
        highlight=False,
        soft_wrap=True,
    )


def _claim(console: Console, row: _Row, claim: _Row) -> None:
    """Print a claim: what it says where that is not the value, how, who says it, where, and its sentence."""
    from rich.markup import escape

    quoted = passage(claim["body"], claim["char_start"], claim["char_end"])
    notes = [
        claim["value"] if claim["value"] != row["value"] else "",
        claim["modality"] if claim["modality"] != "asserted" else "",
        _STANDINGS.get(claim["standing"], "") if row["value"] is not None else "",
        "superseded" if claim["superseded_by"] else "",
        f"says {claim['speaker_name']}" if claim["speaker_name"] else "",
    ]
    noted = "".join(f"{note}, " for note in notes if note)
    named = (claim["outlet"] or claim["source_name"], claim["published_on"])
    source = _flat(" ".join(str(part) for part in named if part))
    where = f"{source}, characters {claim['char_start']}–{claim['char_end']}"
    console.print(
        f"      “{escape(quoted.before)}[bold]{escape(quoted.span)}[/]{escape(quoted.after)}”",
        highlight=False,
        soft_wrap=not console.is_terminal,
    )
    console.print(f"        {escape(noted)}[dim]{escape(where)}[/]", highlight=False, soft_wrap=True)


def _articles(console: Console, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        parts = [row["published_on"] or "no date", row["outlet"], row["title"], row["source_uri"]]
        notes = ", a copy" * bool(row["copy_of"]) + ", mentioned as background" * row["is_background"]
        line = _flat(" · ".join(str(part) for part in parts if part))
        console.print(f"  {row['article_id']}  {line}{notes}", highlight=False, markup=False, soft_wrap=True)


def _rows(database: Path, sql: str, value: str) -> list[dict[str, Any]]:
    """Run a query of this module with one value, read-only."""
    from warehouse.reader import connect

    connection = connect(database)
    try:
        cursor = connection.execute(sql, [value])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    finally:
        connection.close()


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
