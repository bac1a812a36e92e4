"""Agencies are found by official names and aliases; only those given have rows."""

import polars as pl

from transforms.reference.aliases import agency_names_of


def test_official_names_and_aliases_of_the_agencies_given() -> None:
    given = pl.DataFrame(
        {
            "agency_id": ["MOKPD0000", "X-ray-county-team-mo"],
            "name": ["Kansas City Police Department", "Ray County Team"],
        }
    )
    rows = agency_names_of(given).rows()
    assert ("MOKPD0000", "Kansas City Police Department", "official") in rows
    assert ("MOKPD0000", "KCPD", "alias") in rows
    assert [row for row in rows if row[0] != "MOKPD0000"] == [
        ("X-ray-county-team-mo", "Ray County Team", "official")
    ]
    assert len({row[:2] for row in rows}) == len(rows)
