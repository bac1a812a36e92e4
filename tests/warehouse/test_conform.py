from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.dictionary import ConformError, conform, table

SUBJECT = {
    "subject_id": "S-1",
    "incident_id": "I-1",
    "name": None,
    "age": 34,
    "gender": "female",
    "race": None,
    "outcome": "injured",
    "armed": "unknown",
    "armed_basis": "unknown",
}


def subjects(*changes: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame([SUBJECT | change for change in changes])


def test_columns_are_ordered_typed_and_rows_sorted_by_key() -> None:
    frame = subjects({"subject_id": "S-2"}, {"subject_id": "S-1"}).select(sorted(SUBJECT))
    frame = frame.with_columns(pl.col("age").cast(pl.Int64), pl.col("armed").cast(pl.Categorical))
    conformed = conform(frame, "subjects")
    assert conformed.schema == table("subjects").polars_schema
    assert conformed["subject_id"].to_list() == ["S-1", "S-2"]
    assert conformed["race"].to_list() == [None, None]


def test_nulls_of_a_key_come_last() -> None:
    frame = pl.DataFrame(
        {
            "incident_id": ["I", "I", "I"],
            "force_type": ["baton"] * 3,
            "agency_id": [None, "B", "A"],
            "subject_id": [None, None, None],
        }
    )
    assert conform(frame, "force_uses")["agency_id"].to_list() == ["A", "B", None]


def test_instants_keep_their_moment_whatever_their_zone_and_unit() -> None:
    noon = datetime(2024, 5, 6, 12, tzinfo=UTC)
    frame = pl.DataFrame(
        {
            "source_name": "a",
            "source_uri": "a.txt",
            "line": None,
            "reason": "empty",
            "detail": "no text",
            "content_hash": "0" * 64,
            "first_seen_at": pl.Series([noon], dtype=pl.Datetime("ms", "America/Chicago")),
        }
    )
    assert conform(frame, "quality.quarantine")["first_seen_at"].to_list() == [noon]


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (subjects({}).drop("armed"), r"^subjects: the frame lacks armed\.$"),
        (subjects({"weight": 80}), r"^subjects: the frame has the unknown weight\.$"),
        (
            subjects({}, {"subject_id": "S-2", "outcome": None}),
            r"^subjects\.outcome: null, and may not be, in 1 row\(s\): subject_id='S-2': None$",
        ),
        (
            subjects({}, {"subject_id": "S-2", "armed": "spoon"}),
            r"^subjects\.armed: none of firearm, .* in 1 row\(s\): subject_id='S-2': 'spoon'$",
        ),
        (
            subjects({"age": 2**40}),
            r"^subjects\.age: no Int32, in 1 row\(s\): subject_id='S-1': 1099511627776$",
        ),
        (subjects({"age": "34"}), r"^subjects\.age: is String, and must be Int32\.$"),
        (subjects({"age": 34.5}), r"^subjects\.age: is Float64, and must be Int32\.$"),
        (subjects({"name": date(2024, 5, 6)}), r"^subjects\.name: is Date, and must be String\.$"),
    ],
)
def test_what_does_not_fit_is_told_with_table_column_and_row(frame: pl.DataFrame, told: str) -> None:
    with pytest.raises(ConformError, match=told):
        conform(frame, "subjects")


def test_a_time_without_a_zone_is_no_instant() -> None:
    frame = pl.DataFrame({column: [None] for column in table("quality.quarantine").columns})
    frame = frame.with_columns(first_seen_at=pl.lit(datetime(2024, 5, 6)))
    with pytest.raises(ConformError, match=r"quality\.quarantine\.first_seen_at: is Datetime"):
        conform(frame, "quality.quarantine")


@given(st.permutations([f"S-{number}" for number in range(6)]))
def test_any_order_of_rows_gives_the_same_table(order: list[str]) -> None:
    frame = subjects(*({"subject_id": subject, "age": int(subject[2:])} for subject in order))
    conformed = conform(frame, "subjects")
    assert conformed["age"].to_list() == [0, 1, 2, 3, 4, 5]
    assert conform(conformed, "subjects").equals(conformed)
