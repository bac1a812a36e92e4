"""The rows of agencies and of the tables beside it: kin comes along, codes lead home, initials stay open."""

from __future__ import annotations

from datetime import UTC, datetime

from transforms.incidents.agencies import agency_row, beside_agencies, with_parents
from transforms.incidents.build import build_tables
from transforms.records import Article, Extraction, UnresolvedName
from transforms.reference.register import Register

REGISTER = Register.load()


def test_an_agency_brings_what_it_is_a_part_of_and_who_took_over() -> None:
    found = with_parents([REGISTER.agency("FED-USBP"), REGISTER.agency("MO0954100")])
    assert [agency.agency_id for agency in found] == ["FED-USBP", "MO0954100", "FED-CBP", "MO0950000"]
    rows = {row["agency_id"]: row for row in map(agency_row, found)}
    assert rows["FED-USBP"]["parent_agency_id"] == "FED-CBP"
    assert (rows["MO0954100"]["successor_agency_id"], rows["MO0954100"]["ended_year"]) == ("MO0950000", 2011)


def test_a_body_outside_the_register_has_a_row_of_nulls() -> None:
    row = agency_row(REGISTER.unregistered("Example Review Team", "MO", "task_force"))
    assert row["place_geoid"] is row["population_served"] is row["sworn_year"] is row["latitude"] is None


def test_codes_of_parts_and_former_codes_stand_beside_an_agency_s_own() -> None:
    rows = beside_agencies(["MOSPD0000", "X-example-team-mo"])["agency_oris"].to_dicts()
    told = {row["ori"]: row["relation"] for row in rows}
    assert (told["MOSPD0000"], told["MO0956800"]) == ("own", "former")
    assert {row["agency_id"] for row in rows} == {"MOSPD0000"}


def test_initials_that_stay_open_are_rows_with_their_characters() -> None:
    article = Article(
        "a", "a", "a.txt", None, None, None, "A BPD officer and a ZZQPD officer came.", "0" * 64
    )
    open_names = (
        UnresolvedName(2, 5, "BPD", ("MDBPD0000", "MA0130100")),
        UnresolvedName(20, 25, "ZZQPD", ()),
    )
    read = Extraction("a", True, 0.9, unresolved=open_names)
    tables = build_tables([article], [read], {"a": datetime(2024, 6, 1, tzinfo=UTC)})
    rows = tables["unresolved_agencies"].to_dicts()
    assert [(row["name"], row["reason"], row["candidates"]) for row in rows] == [
        ("BPD", "ambiguous", "MDBPD0000 MA0130100"), ("ZZQPD", "unknown", None),
    ]  # fmt: skip
    assert [article.body[row["char_start"] : row["char_end"]] for row in rows] == ["BPD", "ZZQPD"]
