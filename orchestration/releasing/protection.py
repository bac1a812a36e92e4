"""Whom the policy protects in a published database, and the tables of a release without what it withholds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import polars as pl

from expectations.privacy import Finding, Sought, scan
from orchestration.errors import RefusedError
from orchestration.home import PROJECT
from orchestration.releasing.contents import Part
from transforms.privacy.names import Name, names_of
from transforms.privacy.policy import PeopleRule, policy
from transforms.privacy.redact import Redaction, unlinked
from transforms.privacy.takedowns import Taken
from warehouse.reader import connect

_FOLDER = PROJECT / "transforms" / "privacy"
_SHOWN = 10  # findings that a refusal names


def protected(database: Path, tier: str) -> list[Name]:
    """Return the names that the policy protects in a tier, with the incidents and articles of their persons.

    Raises KeyError for an unknown tier, FileNotFoundError for a rule without its query.
    """
    rules = policy().of(tier).people
    connection = connect(database)
    try:
        articles: dict[str, set[str]] = defaultdict(set)
        told = connection.sql("SELECT incident_id, article_id FROM incident_articles").pl()
        for incident_id, article_id in told.iter_rows():
            articles[incident_id].add(article_id)
        found: list[Name] = []
        for rule in rules:
            values = {"words": rule.words} if rule.words else {}
            rows = connection.sql(_query(rule), params=values or None).pl()
            found += _names(rule, rows, articles)
        return found
    finally:
        connection.close()


def redacted(parts: Iterable[Part], names: list[Name], tier: str) -> tuple[list[Part], Redaction]:
    """Return the parts without these names and what else the tier withholds, and what that was."""
    rules = policy().of(tier)
    redaction = Redaction(names_of(names), rules.patterns, rules.marker)
    done = {part.name: Part(part.table, redaction.apply(part.table, part.frame)) for part in parts}
    ids = done["incident_external_ids"]
    known = unlinked(ids.frame, done["subjects"].frame, redaction.marker)
    return list((done | {ids.name: Part(ids.table, known)}).values()), redaction


def check(folder: Path, names: list[Name], tier: str, taken: Taken) -> None:
    """Raise RefusedError where the files of a release hold these names or what else the tier withholds."""
    found = findings(folder, names, tier, taken)
    if found:
        shown = "".join(f"\n  {one.rule}: {one.file}, {one.place}" for one in found[:_SHOWN])
        raise RefusedError(
            f"The release was not written: {len(found)} times its files hold what tier {tier} withholds."
            f"{shown}\nMend seeds/privacy.yml, or, for a takedown, call uof run. Then release again."
        )


def findings(folder: Path, names: list[Name], tier: str, taken: Taken) -> list[Finding]:
    """Return where the files of a folder hold these names, what else a tier withholds, or who is listed."""
    sought = [Sought(name.rule, name.text, name.scopes) for name in names]
    return scan(folder, sought, [rule.name for rule in policy().of(tier).patterns], taken.names)


@cache
def _query(rule: PeopleRule) -> str:
    named = (_FOLDER / "named.sql").read_text(encoding="utf-8")
    own = (_FOLDER / "people" / f"{rule.name}.sql").read_text(encoding="utf-8")
    found = f"SELECT * FROM (\n{own}\n) WHERE name IS NOT NULL ORDER BY ALL"
    return f"WITH named AS MATERIALIZED (\n{named}\n)\n{found}"


def _names(rule: PeopleRule, rows: pl.DataFrame, articles: dict[str, set[str]]) -> list[Name]:
    found = []
    for row in rows.iter_rows(named=True):
        scopes = {row[column] for column in ("incident_id", "article_id") if row.get(column)}
        scopes |= articles.get(row["incident_id"], set())
        found.append(Name(rule.name, row["name"], frozenset(scopes), rule.kin))
    return found
