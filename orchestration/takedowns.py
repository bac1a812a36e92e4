"""The takedown list of a ledger: adding to it, and building a database that names nobody on it.

List and key lie in HOME/takedowns, not in the repository: the list belongs to one ledger, whose raw articles
hold the names anyway, and a digest that many can see could be tested against lists of names if the key lay
beside it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.errors import CallError
from orchestration.home import Home

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from transforms.privacy.takedowns import Takedown, Taken

# Of schema quality: what comes of this list, and what the checks find in the database without its names.
_MADE_LATER = {"quality.takedowns", "quality.results", "quality.failing_rows"}
_KEY_BYTES = 32
_FOLLOWED = """
SELECT incident_id FROM incidents WHERE incident_id = $id
UNION SELECT incident_id FROM incident_redirects WHERE former_incident_id = $id AND incident_id IS NOT NULL
"""
_TOLD = """
SELECT a.article_id, concat_ws(' ', a.title, a.body) AS text
FROM incident_articles AS i INNER JOIN articles AS a ON i.article_id = a.article_id
WHERE i.incident_id = $id
"""


def taken(home: Home) -> Taken:
    """Return the takedown list of a ledger with its key; empty where there is none.

    Raises CallError where the list is wrong, or its key is missing or none.
    """
    from transforms.privacy.takedowns import TakedownError, Taken, read_takedowns

    path = _list(home)
    if not path.exists():
        return Taken()
    if not _key(home).exists():
        raise CallError(f"{_key(home)} is missing, so nobody on the takedown list can be found. Put it back.")
    try:
        listed = read_takedowns(path.read_text(encoding="utf-8"), str(path))
    except TakedownError as error:
        raise CallError(str(error)) from None
    return Taken(_read_key(home), tuple(listed))


def version(home: Home) -> str:
    """Return a hash of the list, empty where there is none. One made with another list is not current."""
    path = _list(home)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def add(home: Home, name: str, incident_id: str, reason: str, decided_on: date) -> Takedown:
    """Put a person on the list, under the id that the incident has today. The name is kept nowhere.

    Raises CallError where the published database has no such incident, none of its articles has the name, the
    person is listed already, or the name or reason cannot be.
    """
    from transforms.privacy.takedowns import TakedownError, Taken, takedown_of, write_takedowns
    from warehouse.reader import connect

    before = taken(home)
    key = _read_key(home) if _key(home).exists() else secrets.token_bytes(_KEY_BYTES)
    connection = connect(home.published)
    try:
        followed = connection.execute(_FOLLOWED, {"id": incident_id}).fetchone()
        if followed is None:
            raise CallError(f"There is no incident {incident_id}.")
        one = takedown_of(key, name, followed[0], decided_on, reason)
        found, scopes = told_of(connection, one)
    except TakedownError as error:
        raise CallError(str(error)) from None
    finally:
        connection.close()
    if any(other.name == one.name for other in before.listed):
        raise CallError("This person is on the list already. `uof run` takes them out.")
    if Taken(key, (one,)).name_in(one, found, scopes) is None:
        raise CallError("No article of the incident has that name. Write it as the articles do.")
    _list(home).parent.mkdir(parents=True, exist_ok=True)
    if not _key(home).exists():
        made = _key(home).with_suffix(".new")  # a key that is half written would find nobody
        made.touch(mode=0o600)
        made.write_text(key.hex())
        made.replace(_key(home))
    aside = _list(home).with_suffix(".new")
    aside.write_text(write_takedowns([*before.listed, one]), encoding="utf-8")
    aside.replace(_list(home))
    return one


def elsewhere(home: Home) -> Iterator[str]:
    """Yield in words where a ledger keeps names that a run does not take out."""
    yield f"{home.raw} and {home.work}: what was taken in, which is not published."
    for path, what in (
        (home.registries, "lists of others, as they were read."),
        (home.root / "reconciled", "sheets of lists of others beside the ledger. Delete them."),
        (home.dagster, "what runs showed of tables and articles, seen by who opens `uof ui`."),
    ):
        if path.exists():
            yield f"{path}: {what}"
    for path in sorted(home.root.rglob("*.duckdb")):
        if path != home.published and not path.is_relative_to(home.work):
            yield f"{path}: a database that was laid aside. Delete it."
    yield "releases written before: withdraw them and release anew. Comparisons do not repeat the name."


def told_of(connection: duckdb.DuckDBPyConnection, one: Takedown) -> tuple[list[str], frozenset[str]]:
    """Return the texts of the articles of a person's incident, and the ids of incident and articles."""
    texts, scopes = [], set()
    for (incident_id,) in connection.execute(_FOLLOWED, {"id": one.incident_id}).fetchall():
        scopes |= {incident_id, one.incident_id}
        for article_id, text in connection.execute(_TOLD, {"id": incident_id}).fetchall():
            scopes.add(article_id)
            texts.append(text)
    return texts, frozenset(scopes)


def without(database: Path, listed: Taken) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the tables of a database but marts and results, with nobody on the list named, by name.

    Last comes quality.takedowns, which tells what was done.
    """
    from transforms.privacy.names import names_of
    from transforms.privacy.policy import policy
    from transforms.privacy.redact import Redaction, unlinked
    from transforms.privacy.takedowns import row_of
    from warehouse.dictionary import tables
    from warehouse.reader import connect, frames

    connection = connect(database)
    try:
        found = [(one, *told_of(connection, one)) for one in listed.listed]
    finally:
        connection.close()
    names = {one.takedown_id: listed.name_in(one, texts, scopes) for one, texts, scopes in found}
    redaction = Redaction(names_of([name for name in names.values() if name]), (), policy().marker)
    kept = [*tables("main"), *tables("history"), *sorted(tables("quality").keys() - _MADE_LATER)]
    done = {
        name: redaction.apply(tables()[name], frame)
        for name, frame in frames(database, {name: f"FROM {name}" for name in kept})
    }
    ids = unlinked(done["incident_external_ids"], done["subjects"], redaction.marker)
    yield from (done | {"statements": _in_bodies(done), "incident_external_ids": ids}).items()
    rows = []
    for one, _, scopes in found:
        effect = "no_incident" if not scopes else "applied" if names[one.takedown_id] else "no_name"
        cells = sum(count for (rule, _), count in redaction.counts.items() if rule == one.takedown_id)
        rows.append(row_of(one, effect, cells))
    yield "quality.takedowns", _rows("quality.takedowns", rows)


def _in_bodies(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the statements in the words of the bodies as they are now, whatever a sentence's end hid."""
    import polars as pl

    bodies = frames["articles"].select("article_id", "body")
    words = pl.col("body").str.slice("char_start", pl.col("char_end") - pl.col("char_start"))
    statements = frames["statements"].join(bodies, on="article_id", how="left", maintain_order="left")
    return statements.with_columns(content=words).drop("body")


def _rows(name: str, rows: list) -> pl.DataFrame:
    import polars as pl

    from warehouse.dictionary import table

    return pl.DataFrame(rows, schema=table(name).polars_schema, orient="row")


def _list(home: Home) -> Path:
    return home.takedowns / "list.yml"


def _key(home: Home) -> Path:
    return home.takedowns / "key"


def _read_key(home: Home) -> bytes:
    """Return the key. Raises CallError where the file holds none."""
    try:
        key = bytes.fromhex(_key(home).read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise CallError(f"{_key(home)} holds no key of {_KEY_BYTES} bytes. Put the one back that was there.")
    return key
