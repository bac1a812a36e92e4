from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.warehouse.conftest import NO_MARTS, empty_frames
from warehouse import reader
from warehouse.dictionary import ConformError, table, tables
from warehouse.publish import OF_PUBLICATIONS, build, content_hashes, put, refuse, swap

Make = Callable[..., Path]
Row = Callable[..., dict[str, object]]
Frames = dict[str, pl.DataFrame]


def _count(path: Path) -> int:
    return reader.query(path, "SELECT count(*) FROM articles").item()


def test_every_table_is_there_with_types_and_comments(make_database: Make, make_article: Row) -> None:
    path = make_database("a", make_article("A-1"))
    for name, entry in tables().items():
        assert reader.query(path, f"SELECT * FROM {name} LIMIT 0").schema == entry.polars_schema
    uncommented = (
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL "
        "UNION ALL SELECT table_name, NULL FROM duckdb_tables() WHERE NOT internal AND comment IS NULL "
        "UNION ALL SELECT function_name, NULL FROM duckdb_functions() WHERE NOT internal AND comment IS NULL"
    )
    assert reader.query(path, uncommented).is_empty()


def test_the_file_is_whole_and_in_the_older_storage_format(make_database: Make) -> None:
    path = make_database("a")
    assert [file.name for file in path.parent.iterdir()] == ["a.duckdb"]  # no write-ahead log beside it
    connection = duckdb.connect(":memory:")
    connection.execute(f"ATTACH {reader.quoted(path)} AS ledger (READ_ONLY)")
    tags = connection.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'ledger'").fetchall()
    assert "v1.4.0" in str(tags)


def test_a_build_replaces_what_a_broken_one_left(
    make_database: Make, make_article: Row, tmp_path: Path
) -> None:
    (tmp_path / "a.duckdb").write_bytes(b"half a database")
    (tmp_path / "a.duckdb.wal").write_bytes(b"half a log")
    assert _count(make_database("a", make_article("A-1"))) == 1


def test_marts_are_made_from_the_tables_and_held_against_the_dictionary(
    tmp_path: Path, no_rows: Frames
) -> None:
    frames = no_rows
    queries = {
        name: "SELECT " + ", ".join(f"NULL AS {column}" for column in entry.columns) + " FROM incidents"
        for name, entry in tables("marts").items()
    }
    build(tmp_path / "a.duckdb", frames, queries)
    incident = {"incident_id": "I-1", "date_precision": "unknown", "place_precision": "unknown"}
    incident |= {"contact_reason": "unknown", "is_shooting": True, "article_count": 1, "source_count": 1}
    frames["incidents"] = pl.DataFrame([incident], schema=table("incidents").polars_schema)
    with pytest.raises(ConformError, match=r"^marts\.\w+\.\w+: null, and may not be"):
        build(tmp_path / "b.duckdb", frames, queries)


AGENCY = {"incident_id": "I-1", "agency_id": "A", "role": "used_force"}


@pytest.fixture
def changing(tmp_path: Path, no_rows: Frames) -> Path:
    """A database in which it first was unclear who had used force, by report and by record."""
    day, clock = date(2024, 5, 4), datetime(2024, 5, 4, 23, 30, tzinfo=UTC)
    for name, first, then in (
        ("history.incident_agencies_reported", date(2024, 5, 2), day),
        ("history.incident_agencies_recorded", datetime(2024, 5, 3, tzinfo=UTC), clock),
    ):
        rows = [
            AGENCY | {"certainty": "unclear", "valid_from": first, "valid_to": then},
            AGENCY | {"certainty": "stated", "valid_from": then, "valid_to": None},
        ]
        no_rows[name] = pl.DataFrame(rows, schema=table(name).polars_schema)
    queries = {
        name: "SELECT " + ", ".join(f"NULL AS {column}" for column in entry.columns) + " WHERE false"
        for name, entry in tables("marts").items()
    }
    build(tmp_path / "uof.duckdb", no_rows, queries)
    return tmp_path / "uof.duckdb"


@pytest.mark.parametrize(
    ("asked", "certainty"),
    [
        ("as_of(DATE '2024-05-01')", []),
        ("as_of(DATE '2024-05-02')", ["unclear"]),
        ("as_of('2024-05-03')", ["unclear"]),
        ("as_of('2024-05-04')", ["stated"]),
        ("as_of(DATE '9999-12-31')", ["stated"]),
        ("as_of(current_date)", ["stated"]),
        ("recorded_as_of(DATE '2024-05-02')", []),
        ("recorded_as_of('2024-05-03')", ["unclear"]),
        ("recorded_as_of(DATE '2024-05-04')", ["stated"]),
        ("recorded_as_of(TIMESTAMPTZ '2024-05-04 18:29:59-05')", ["unclear"]),
        ("recorded_as_of('2024-05-04 23:30:00+00')", ["stated"]),
        ("recorded_as_of(now())", ["stated"]),
    ],
)
def test_a_macro_tells_what_a_table_was(changing: Path, asked: str, certainty: list[str]) -> None:
    found = reader.query(changing, f"SELECT * FROM incident_agencies_{asked}")
    assert found["certainty"].to_list() == certainty
    assert found.schema == table("incident_agencies").polars_schema


def test_a_macro_works_wherever_the_file_is_opened(changing: Path) -> None:
    asked = "SELECT certainty FROM incident_agencies_recorded_as_of(DATE '2024-05-04')"
    connection = duckdb.connect(str(changing), read_only=True)
    connection.execute("SET TimeZone = 'Pacific/Auckland'")
    assert connection.execute(asked).fetchall() == [("stated",)]
    connection.close()
    connection = duckdb.connect(":memory:")
    connection.execute(f"ATTACH {reader.quoted(changing)} AS elsewhere (READ_ONLY)")
    connection.execute("USE elsewhere")
    assert connection.execute(asked).fetchall() == [("stated",)]


def test_what_is_missing_or_unknown_is_told(tmp_path: Path, no_rows: Frames) -> None:
    frames = no_rows
    queries = dict.fromkeys(tables("marts"), "SELECT 1")
    path = tmp_path / "a.duckdb"
    with pytest.raises(ValueError, match="no frame is given for claims"):
        build(path, {name: frame for name, frame in frames.items() if name != "claims"}, queries)
    with pytest.raises(ValueError, match=r"schemas main, history and quality have no claim\.$"):
        build(path, frames | {"claim": frames["claims"]}, queries)
    with pytest.raises(ValueError, match=r"dictionary and queries differ in marts\.incident_list"):
        build(path, frames, {name: sql for name, sql in queries.items() if name != "marts.incident_list"})
    assert not path.exists()


def test_a_reader_keeps_the_file_it_opened_and_the_next_one_gets_the_new(
    make_database: Make, make_article: Row, tmp_path: Path
) -> None:
    published = tmp_path / "published" / "uof.duckdb"
    swap(make_database("a", make_article("A-1")), published)
    early = reader.connect(published)
    swap(make_database("b", make_article("A-1"), make_article("A-2")), published)
    assert early.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
    assert _count(published) == 2
    assert [path.name for path in tmp_path.rglob("*.duckdb")] == ["uof.duckdb"]


def test_hashes_leave_out_row_order_and_the_ledgers_own_times(make_database: Make, make_article: Row) -> None:
    later = datetime(2025, 1, 1, tzinfo=UTC)
    one = make_database("a", make_article("A-1"), make_article("A-2"))
    other = make_database("b", make_article("A-2", ingested_at=later), make_article("A-1", ingested_at=later))
    assert content_hashes(one) == content_hashes(other)
    assert set(content_hashes(one)) == tables().keys() - tables("history").keys() - {OF_PUBLICATIONS}


@pytest.mark.parametrize(
    "change",
    [
        {"published_on": date(2024, 5, 6)},
        {"outlet": ""},
        {"relevance_score": 0.75000001},
        {"body": "Police fired a shot. It's not known at whom."},
    ],
)
def test_hashes_tell_any_other_change(
    make_database: Make, make_article: Row, change: dict[str, object]
) -> None:
    one = content_hashes(make_database("a", make_article("A-1")))
    other = content_hashes(make_database("b", make_article("A-1", **change)))
    assert [name for name in one if one[name] != other[name]] == ["articles"]


def test_hashes_count_rows_and_do_not_mix_up_columns(make_database: Make, make_article: Row) -> None:
    paths = [
        make_database("a", make_article("A-1", outlet="x", title=None)),
        make_database("b", make_article("A-1", outlet=None, title="x")),
        make_database("c", make_article("A-1", outlet="x"), make_article("A-1", outlet="x")),
    ]
    assert len({content_hashes(path)["articles"] for path in paths}) == 3


def test_a_refused_build_is_named_by_day_and_content(
    make_database: Make, make_article: Row, tmp_path: Path
) -> None:
    folder = tmp_path / "refused"
    dated = make_article("A-1", published_on=date(2024, 5, 6))
    first = refuse(make_database("a", dated, make_article("A-2")), folder)
    again = refuse(make_database("b", dated, make_article("A-2")), folder)
    undated = refuse(make_database("c", make_article("A-2")), folder)
    assert first == again != undated
    assert first.name.startswith("uof-2024-05-06-") and undated.name.startswith("uof-undated-")
    assert sorted(folder.iterdir()) == sorted([first, undated])
    assert _count(first) == 2


def test_tables_may_come_from_another_database(
    make_database: Make, make_article: Row, tmp_path: Path
) -> None:
    lender = make_database("a", make_article("A-2"), make_article("A-1"))
    contents: dict[str, pl.DataFrame | str] = {
        **empty_frames(),
        "articles": "SELECT * FROM old.main.articles",
    }
    build(tmp_path / "b.duckdb", contents, NO_MARTS, {"old": lender})
    assert content_hashes(tmp_path / "b.duckdb") == content_hashes(lender)
    assert reader.query(tmp_path / "b.duckdb", "SELECT article_id FROM articles").rows() == [
        ("A-1",),
        ("A-2",),
    ]
    with pytest.raises(ConformError, match=r"^articles: the frame lacks body"):
        build(tmp_path / "b.duckdb", contents | {"articles": "SELECT 'A-1' AS article_id"}, NO_MARTS)


def test_rows_put_into_a_built_database_replace_those_there(make_database: Make, tmp_path: Path) -> None:
    path = make_database("a")
    for key in ("k1", "k2"):
        rows = pl.DataFrame({"table_name": ["t"], "expectation": ["e"], "key": [key]})
        put(path, {"quality.failing_rows": rows})
    assert reader.query(path, "SELECT key FROM quality.failing_rows").rows() == [("k2",)]
    assert [file.name for file in path.parent.iterdir()] == ["a.duckdb"]
    with pytest.raises(duckdb.IOException):
        put(tmp_path / "none.duckdb", {})
