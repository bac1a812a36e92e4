"""What changed between two published databases: incidents added, merged, split, gone, and values.

An incident is the same in both where its id or one of its claims is: a claim's id is made from what an
article says and where. Where the rules changed so much that neither remains, it is the one of the same
articles. A changed value comes with its cause: the claim that it is taken from now, the correction that
decided, or the claim that no longer stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from orchestration.errors import CallError
from orchestration.explain import passage
from transforms.incidents.slots import DEVELOPMENT_SLOTS, SEVERAL_SLOTS, SPAN_SLOTS
from warehouse.reader import connect

Row = dict[str, Any]
_INCIDENTS = """
SELECT i.incident_id, CAST(i.occurred_on AS VARCHAR) AS day,
       concat_ws(', ', coalesce(i.city, i.county), i.state) AS place,
       CASE WHEN i.is_fatal THEN 'fatal' WHEN NOT i.is_fatal THEN 'not fatal'
            ELSE 'outcome unknown' END AS outcome,
       CASE WHEN i.is_shooting THEN 'shooting' ELSE 'other force' END AS what, i.article_count,
       (SELECT string_agg(s.name, ', ' ORDER BY s.name)
        FROM subjects s WHERE s.incident_id = i.incident_id) AS persons,
       (SELECT string_agg(concat_ws(', ', g.name, g.state), '; ' ORDER BY g.name, g.state)
        FROM incident_agencies p JOIN agencies g USING (agency_id)
        WHERE p.incident_id = i.incident_id AND p.role = 'used_force') AS agencies
FROM incidents i ORDER BY i.occurred_on NULLS LAST, i.incident_id
"""
# Equal claims are of one event of one article, whichever incident each database counts that to.
_EVENTS = """
SELECT claim_id AS key, incident_id FROM claims UNION ALL SELECT incident_id, incident_id FROM incidents
"""
_ARTICLES = "SELECT article_id AS key, incident_id FROM incident_articles WHERE NOT is_background"
_PERSONS = """
SELECT incident_id, subject_id AS entity_id, name FROM subjects
UNION ALL SELECT incident_id, person_id, name FROM others_harmed ORDER BY ALL
"""
_VALUES = """
SELECT incident_id, entity_id, slot, value, status, reason, claim_id, correction_id, resolution_id
FROM resolutions WHERE slot <> 'exists' ORDER BY ALL
"""
_SAME = ["incident_id", "entity_id", "slot", "value", "status"]
_CLAIM = """
SELECT c.claim_id, c.value, c.modality, c.speaker_name, c.char_start, c.char_end, a.article_id, a.body,
       a.title, coalesce(a.outlet, a.source_name) AS outlet, CAST(a.published_on AS VARCHAR) AS published_on
FROM claims c JOIN articles a USING (article_id) WHERE c.claim_id = ?
"""
# A release has no articles' text, but the words of a claim beside it.
_RELEASED_CLAIM = _CLAIM.replace("a.body", "c.evidence")
_DISSENT = """
SELECT claim_id FROM claims WHERE resolution_id = ? AND standing = 'dissents'
ORDER BY reported_on NULLS LAST, claim_id
"""
_CORRECTION = """
SELECT decided_by, CAST(decided_on AS VARCHAR) AS decided_on, reason, source
FROM corrections WHERE correction_id = ?
"""
_AGENCIES = "SELECT agency_id, concat_ws(', ', name, state) AS name FROM agencies"
_QUERIES = (_INCIDENTS, _EVENTS, _ARTICLES, _PERSONS, _VALUES, _DISSENT, _CORRECTION, _AGENCIES)


@dataclass(frozen=True)
class Change:
    """A value that is another one now, or stands otherwise, with what caused it.

    Each cause is a mapping: `kind` is claim, lost_claim, dissent, correction or rule, the rest says which.
    """

    incident_id: str
    entity: str | None
    slot: str
    old: str | None
    new: str | None
    old_status: str | None
    new_status: str | None
    causes: list[Row]


@dataclass(frozen=True)
class Difference:
    """What changed. Incidents are rows with day, place, persons; merged and split name both sides."""

    added: list[Row] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)
    merged: list[Row] = field(default_factory=list)  # `into` and `from`: of several incidents one
    split: list[Row] = field(default_factory=list)  # `from` and `into`: of one incident several
    renamed: list[Row] = field(default_factory=list)  # `from` and `into`: the same under another id
    changed: list[Change] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changed."""
        return not (self.added or self.gone or self.merged or self.split or self.renamed or self.changed)


def compare_files(old: Path, new: Path) -> Difference:
    """Return what changed from one database file to another. Neither is written to.

    Raises CallError where a file is missing, is no ledger, or is of another version of the tables.
    """
    with _Side(old) as before, _Side(new) as after:
        return _compare(before, after)


class _Side:
    """One database, opened to read."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise CallError(f"There is no file {path}.")
        try:
            self._connection = connect(path)
        except duckdb.Error:
            raise CallError(f"{path} is no DuckDB database that can be read.") from None
        try:
            self._claim = _check(self._connection, path)
        except CallError:
            self._connection.close()
            raise
        self.incidents = {row["incident_id"]: row for row in self.rows(_INCIDENTS)}
        self.values = self._connection.sql(_VALUES).pl()
        self.agencies = {row["agency_id"]: row["name"] for row in self.rows(_AGENCIES)}

    def claim(self, claim_id: str) -> list[Row]:
        """Return a claim with its article, in one row, or none."""
        return self.rows(self._claim, claim_id)

    def __enter__(self) -> _Side:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, query: str, *values: Any) -> list[Row]:
        """Return the answer to a query of this module."""
        cursor = self._connection.execute(query, list(values))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def frame(self, query: str) -> pl.DataFrame:
        """Return the answer to a query of this module that is long."""
        return self._connection.sql(query).pl()


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    """Return the query of a claim. Raises CallError where the tables compared are not of this version."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, column in connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal"
    ).fetchall():
        found[name].add(column)
    if not {"articles", "incidents", "claims"} <= found.keys():
        raise CallError(f"{path} is no ledger: it lacks the tables articles, incidents and claims.")
    claim = _CLAIM if "body" in found["articles"] else _RELEASED_CLAIM
    for query in (*_QUERIES, claim):
        try:
            connection.execute(f"EXPLAIN {query}", [""] * query.count("?")).fetchall()
        except duckdb.Error as error:
            raise CallError(
                f"{path} was published by another version of the tables. Publish its articles again with "
                f"this one, or compare with the version that made it. ({str(error).splitlines()[0]})"
            ) from None
    return claim


def _compare(old: _Side, new: _Side) -> Difference:
    done = Difference()
    same: list[tuple[str, str]] = []
    for befores, afters in _groups(old, new):
        was, now = [old.incidents[name] for name in befores], [new.incidents[name] for name in afters]
        if not was:
            done.added.extend(now)
        elif not now:
            done.gone.extend(was)
        else:
            if len(was) > 1:
                done.merged.extend({"into": one, "from": was} for one in now)
            if len(now) > 1:
                done.split.extend({"from": one, "into": now} for one in was)
            if len(was) == len(now) == 1 and befores != afters:
                done.renamed.append({"from": was[0], "into": now[0]})
            same += [(next((b for b in befores if b == after), befores[0]), after) for after in afters]
    done.changed.extend(_changes(old, new, same))
    return done


def _groups(old: _Side, new: _Side) -> list[tuple[list[str], list[str]]]:
    """Return old and new incidents in groups that hang together; one that has no other side stands alone."""
    pairs = _shared(old, new, _EVENTS)
    lone_old = old.incidents.keys() - {before for before, _ in pairs}
    lone_new = new.incidents.keys() - {after for _, after in pairs}
    pairs |= {
        (before, after)
        for before, after in _shared(old, new, _ARTICLES)
        if before in lone_old and after in lone_new
    }
    parent = {("old", name): ("old", name) for name in old.incidents}
    parent |= {("new", name): ("new", name) for name in new.incidents}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        while parent[node] != node:
            node = parent[node]
        return node

    for before, after in sorted(pairs):
        parent[root(("new", after))] = root(("old", before))
    groups: dict[tuple[str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, name in parent:
        groups[root((side, name))][side == "new"].append(name)
    return list(groups.values())


def _shared(old: _Side, new: _Side, query: str) -> set[tuple[str, str]]:
    """Return the incidents of both sides that have a key of a query in common."""
    pairs = old.frame(query).join(new.frame(query), on="key", suffix="_new")
    return set(pairs.select("incident_id", "incident_id_new").unique().iter_rows())


def _changes(old: _Side, new: _Side, same: list[tuple[str, str]]) -> Iterator[Change]:
    """Yield the values that changed in incidents that both sides have."""
    changed = {row["incident_id"] for row in _only(old.values, new.values).iter_rows(named=True)}
    changed |= {row["incident_id"] for row in _only(new.values, old.values).iter_rows(named=True)}
    due = [(before, after) for before, after in same if before != after or before in changed]
    was, now = _by_incident(old, {b for b, _ in due}), _by_incident(new, {a for _, a in due})
    people = _people(old), _people(new)
    for before, after in due:
        entities = _matched(people[0].get(before, {}), people[1].get(after, {}))
        earlier = _by_key(was[before], entities)
        later = _by_key(now[after], {})
        has_day = any(row["slot"] == "occurred_on" and row["value"] for row in [*was[before], *now[after]])
        for key in sorted(earlier.keys() | later.keys(), key=lambda key: tuple(part or "" for part in key)):
            one, other = earlier.get(key, {}), later.get(key, {})
            if (has_day and key[1] in SPAN_SLOTS) or _alike(one, other):
                continue
            yield _change(
                old, new, after, people[1].get(after, {}) | people[0].get(before, {}), key, one, other
            )


def _only(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    return one.join(other, on=_SAME, how="anti", nulls_equal=True)


def _by_incident(side: _Side, wanted: set[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in side.values.filter(pl.col("incident_id").is_in(wanted)).iter_rows(named=True):
        found[row["incident_id"]].append(row)
    return found


def _people(side: _Side) -> dict[str, dict[str, str | None]]:
    found: dict[str, dict[str, str | None]] = defaultdict(dict)
    for row in side.rows(_PERSONS):
        found[row["incident_id"]][row["entity_id"]] = row["name"]
    return found


def _matched(old: Mapping[str, str | None], new: Mapping[str, str | None]) -> dict[str, str]:
    """Return the ids of today for persons who had another: by name, else where only one is left of a kind."""
    gone, fresh = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    found = {a: b for a in gone for b in fresh if old[a] is not None and old[a] == new[b]}
    for prefix in ("sub", "per"):
        left = [a for a in gone if a not in found and a.startswith(prefix)]
        free = [b for b in fresh if b not in found.values() and b.startswith(prefix)]
        if len(left) == len(free) == 1:
            found[left[0]] = free[0]
    return found


def _by_key(rows: list[Row], entities: Mapping[str, str]) -> dict[tuple[str | None, str, str | None], Row]:
    """Return resolutions by entity and slot, of slots that take several values also by value."""
    return {
        (
            entities.get(row["entity_id"], row["entity_id"]),
            row["slot"],
            row["value"] if row["slot"] in (*SEVERAL_SLOTS, *DEVELOPMENT_SLOTS) else None,
        ): row
        for row in rows
    }


def _alike(one: Row, other: Row) -> bool:
    if one.get("value") != other.get("value"):
        return False
    settled = {"settled", "unknown", None}
    return one.get("status") == other.get("status") or {one.get("status"), other.get("status")} <= settled


def _change(
    old: _Side, new: _Side, incident_id: str, people: Mapping[str, str | None],
    key: tuple[str | None, str, str | None], one: Row, other: Row,
) -> Change:  # fmt: skip
    entity_id, slot, _ = key
    entity = (
        people.get(entity_id or "") or new.agencies.get(entity_id or "") or old.agencies.get(entity_id or "")
    )
    return Change(
        incident_id, entity or entity_id, slot, one.get("value"), other.get("value"), one.get("status"),
        other.get("status"), list(_causes(old, new, one, other)),
    )  # fmt: skip


def _causes(old: _Side, new: _Side, one: Row, other: Row) -> Iterator[Row]:
    if other.get("correction_id"):
        yield {"kind": "correction", **new.rows(_CORRECTION, other["correction_id"])[0]}
        return
    is_same = one.get("value") == other.get("value")
    if other.get("claim_id") and not is_same:
        yield {
            "kind": "claim",
            "is_new": not old.claim(other["claim_id"]),
            **_quoted(new, other["claim_id"]),
        }
    if other.get("status") == "disputed" or (other and other.get("value") is None):
        for row in new.rows(_DISSENT, other["resolution_id"]):
            if not old.claim(row["claim_id"]) or not is_same:
                yield {"kind": "dissent", **_quoted(new, row["claim_id"])}
    if one.get("claim_id") and not new.claim(one["claim_id"]):
        yield {"kind": "lost_claim", **_quoted(old, one["claim_id"])}
    if other.get("reason"):
        yield {"kind": "rule", "reason": other["reason"]}


def _quoted(side: _Side, claim_id: str) -> Row:
    """Return a claim with its article and the sentence that it stands in."""
    (row,) = side.claim(claim_id)
    start, end = row.pop("char_start"), row.pop("char_end")
    if "body" not in row:
        return row | {"sentence": row.pop("evidence")}
    found = passage(row.pop("body"), start, end)
    return row | {"sentence": f"{found.before}{found.span}{found.after}"}
