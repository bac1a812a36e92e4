"""`uof explain`: every value of one incident with the sentences it rests on; a copy's are its original's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.errors import CallError

if TYPE_CHECKING:
    from rich.console import Console

_CLAIMS = """
SELECT c.entity_id, c.slot, c.value, c.modality, c.speaker_name, c.superseded_by,
       c.char_start, c.char_end, a.body, a.source_name, a.outlet, a.published_on
FROM claims c JOIN articles a USING (article_id)
WHERE c.incident_id = ? AND a.copy_of IS NULL
ORDER BY c.entity_id NULLS FIRST, c.slot, c.superseded_by IS NOT NULL, a.published_on NULLS LAST,
         a.article_id, c.char_start, c.value
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
        SELECT NULL AS entity_id, force_type AS title, agency_id, subject_id
        FROM force_uses WHERE incident_id = ? ORDER BY ALL""",
}
_TITLES = {
    "agencies": "Agencies",
    "subjects": "Persons force was used on",
    "others_harmed": "Others harmed",
    "force_uses": "Force",
}
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
    """Print an incident: its articles, then each value with the sentences behind it."""
    incident = find_incident(database, wanted)
    name = incident["incident_id"]
    claims = _rows(database, _CLAIMS, name)
    console.print(f"[bold]Incident {name}[/]", highlight=False)
    if not name.startswith(wanted):
        console.print(f"  {wanted} is an earlier id of it.", highlight=False, markup=False)
    _articles(console, _rows(database, _ARTICLES, name))
    console.print("\n[bold]The event[/]")
    event = [claim for claim in claims if claim["entity_id"] is None]
    _event(console, incident, event)
    told = {None}
    for table, query in _ENTITIES.items():
        rows = _rows(database, query, name)
        if rows:
            console.print(f"\n[bold]{_TITLES[table]}[/]")
        for row in rows:
            entity = row.pop("entity_id")
            facts = ", ".join(
                f"{key} {value}" for key, value in row.items() if value is not None and key != "title"
            )
            console.print(f"  [cyan]{row['title']}[/]  {facts}", highlight=False, soft_wrap=True)
            if entity not in told:
                _evidence(console, [claim for claim in claims if claim["entity_id"] == entity])
            told.add(entity)
    _unplaced(console, [claim for claim in claims if claim["entity_id"] not in told])


def _event(console: Console, incident: dict[str, Any], claims: list[dict[str, Any]]) -> None:
    """Print each column of the incident: with its claims, or among the values that follow from others."""
    slots = {claim["slot"] for claim in claims}
    for slot in [column for column in incident if column in slots] + sorted(slots - incident.keys()):
        value = incident.get(slot)
        shown = f"= [cyan]{value}[/]" if value is not None else ""
        console.print(f"  {slot} {shown}", highlight=False, soft_wrap=True)
        _evidence(console, [claim for claim in claims if claim["slot"] == slot], with_slot=False)
    derived = [
        f"{column} {value}" for column, value in incident.items() if column not in slots and value is not None
    ]
    console.print(f"  [dim]follow from these: {', '.join(derived[1:])}[/]", highlight=False, soft_wrap=True)


def _evidence(console: Console, claims: list[dict[str, Any]], with_slot: bool = True) -> None:
    from rich.markup import escape

    for claim in claims:
        quoted = passage(claim["body"], claim["char_start"], claim["char_end"])
        slot = f"{claim['slot']} " if with_slot else ""
        notes = [
            claim["modality"] if claim["modality"] != "asserted" else "",
            f"says {claim['speaker_name']}" if claim["speaker_name"] else "",
            "superseded" if claim["superseded_by"] else "",
        ]
        noted = "".join(f", {note}" for note in notes if note)
        named = (claim["outlet"] or claim["source_name"], claim["published_on"])
        source = _flat(" ".join(str(part) for part in named if part))
        where = f"{source}, characters {claim['char_start']}–{claim['char_end']}"
        console.print(
            f"    {slot}{escape(claim['value'])}{noted} [dim]({escape(where)})[/]",
            highlight=False,
            soft_wrap=True,
        )
        console.print(
            f"      “{escape(quoted.before)}[bold]{escape(quoted.span)}[/]{escape(quoted.after)}”",
            highlight=False,
            soft_wrap=not console.is_terminal,
        )


def _articles(console: Console, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        parts = [row["published_on"] or "no date", row["outlet"], row["title"], row["source_uri"]]
        notes = ", a copy" * bool(row["copy_of"]) + ", mentioned as background" * row["is_background"]
        line = _flat(" · ".join(str(part) for part in parts if part))
        console.print(f"  {row['article_id']}  {line}{notes}", highlight=False, markup=False, soft_wrap=True)


def _unplaced(console: Console, claims: list[dict[str, Any]]) -> None:
    if claims:
        console.print("\n[bold]Said, and not taken over[/]")
        _evidence(console, claims)


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
