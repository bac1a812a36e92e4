"""What is read out of a list, and what is refused. Every person is invented."""

import gzip
from datetime import date

import pytest

from tests.transforms.registries.lists import COUNTED, ENCOUNTERS, MPV, POST, csv_of, post
from transforms.registries.layout import LayoutError, parse_layout
from transforms.registries.read import read_list

OWN = """
registry: own_list
title: A list of our own
licence: Ours.
columns: {id: Case, name: Who, day: Day, city: Town, state: State, armed: With}
dates: ["%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y"]
unknown: [n/a]
codes: {armed: {Pistol: firearm}}
constants: {outcome: killed}
scope: {outcomes: [killed], population: killed, reason: Invented.}
"""
HEADER = "Case,Who,Day,Town,State,With"


def own(*rows: str) -> bytes:
    return csv_of(HEADER, *rows)


def test_the_header_tells_whose_list_it_is() -> None:
    counted = "7,2016-03-04,Ada Lind,31,Female,White,1 Oak St,Topeka,KS,Gunshot,Topeka Police Department,No"
    mpv = "9,2016-03-04,Ada Lind,31,Female,White,1 Oak St,Topeka,KS,66603,Shawnee,Topeka PD,,Taser,knife"
    for header, row, registry in (
        (POST, post("1", "2016-03-04", "Ada Lind"), "washington_post"),
        (COUNTED, counted, "the_counted"),
        (MPV, mpv, "mapping_police_violence"),
        (ENCOUNTERS, "2016-03-04,Ada M. Lind,Ada Lind,Topeka", "fatal_encounters"),
    ):
        reading = read_list(csv_of(header, row))
        assert reading.layout.registry == registry
        assert reading.rows["day"].to_list() == [date(2016, 3, 4)]
        assert reading.rows["outcome"].to_list() == ["killed"]


def test_values_become_the_ledgers_codes() -> None:
    agencies = "Topeka Police Department, KS;Shawnee County Sheriff's Office, KS"
    (row,) = read_list(
        gzip.compress(
            csv_of(POST, post("5", "2016-03-04", "Ada Lind", 31, agencies=agencies, armed="knife;gun"))
        )
    ).rows.iter_rows(named=True)
    assert row["agencies"] == ["Topeka Police Department, KS", "Shawnee County Sheriff's Office, KS"]
    assert (row["armed"], row["race"], row["age"], row["is_shooting"]) == (
        ["firearm", "knife"],
        "white",
        31,
        True,
    )


def test_a_missing_column_is_named() -> None:
    with pytest.raises(LayoutError, match=r"The column city is missing.*The Washington Post"):
        read_list(csv_of(POST.replace(",city,", ",town,"), post("1", "2016-03-04", "Ada Lind")))
    with pytest.raises(
        LayoutError, match=r"Nearest is The Guardian, The Counted, which has also classification"
    ):
        read_list(csv_of(COUNTED.replace("classification", "how"), ""))


def test_a_file_that_is_nothing_or_no_csv_is_refused() -> None:
    for data, told in (
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"PK\x03\x04sheet", "workbook"),
        (b"\x1f\x8bbroken", "unpacked"),
        (b"a,b\n1,2\n", "No known list has the columns a, b"),
    ):
        with pytest.raises(LayoutError, match=told):
            read_list(data)


def test_dates_of_three_forms_are_read_and_one_of_none_is_refused() -> None:
    reading = read_list(
        own("1,Ada Lind,2016-03-04,Topeka,KS,", "2,Bo Ray,03/05/2016,Topeka,Kansas,",
            '3,Cy Orr,"March 6, 2016",Topeka,KS,',
            "4,Di Poe,4.3.16,Topeka,KS,", "5,Ed Fox,,Topeka,KS,"),
        parse_layout(OWN, "own.yml"),
    )  # fmt: skip
    assert reading.rows["day"].to_list() == [date(2016, 3, 4), date(2016, 3, 5), date(2016, 3, 6)]
    assert reading.rows["state"].to_list() == ["KS"] * 3
    assert [(one.line, one.reason) for one in reading.refusals] == [(5, "bad_day"), (6, "no_day")]


def test_a_date_that_two_forms_read_differently_is_refused() -> None:
    layout = parse_layout(OWN.replace('"%B %d, %Y"', '"%d/%m/%Y"'), "own.yml")
    reading = read_list(own("1,Ada Lind,03/04/2016,Topeka,KS,", "2,Bo Ray,03/14/2016,Topeka,KS,"), layout)
    assert [one.reason for one in reading.refusals] == ["ambiguous_day"]
    assert reading.rows["external_id"].to_list() == ["2"]


def test_one_id_for_different_rows_refuses_them_all_and_a_repeated_row_counts_once() -> None:
    reading = read_list(
        own("1,Ada Lind,2016-03-04,Topeka,KS,", "1,Bo Ray,2016-03-05,Salina,KS,",
            "2,Cy Orr,2016-03-06,Topeka,KS,",
            "2,Cy Orr,2016-03-06,Topeka,KS,"),
        parse_layout(OWN, "own.yml"),
    )  # fmt: skip
    assert reading.rows["external_id"].to_list() == ["2"]
    assert [(one.line, one.reason) for one in reading.refusals] == [
        (2, "duplicate_id"),
        (3, "duplicate_id"),
        (5, "double"),
    ]
    assert "lines 2, 3" in reading.refusals[0].detail


def test_of_a_tenth_of_broken_rows_each_is_reported_with_its_line_and_the_rest_is_read() -> None:
    rows = [f"{number},Ada Lind,2016-03-{1 + number % 28:02},Topeka,KS,Pistol" for number in range(100)]
    broken = {10: "10,Ada", 20: '20,"Ada Lind,2016-03-04,Topeka,KS,', 30: "30,,2016-03-04,,,",
              40: "40,Ada Lind,x,a,KS,", 50: "50,Ada Lind,2016-03-04,Topeka,KS,Pistol,more",
              60: "60,Ada Lind,1016-03-04,Topeka,KS,"}  # fmt: skip
    for at, row in broken.items():
        rows[at] = row
    reading = read_list(own(*rows), parse_layout(OWN, "own.yml"))
    assert {one.line: one.reason for one in reading.refusals} == {
        12: "fields", 22: "fields", 32: "nothing_to_find_by", 42: "bad_day", 52: "fields", 62: "bad_day"
    }  # fmt: skip
    assert reading.rows.height == 94


def test_a_cell_over_several_lines_is_one_row() -> None:
    reading = read_list(own('1,"Ada\nLind",2016-03-04,Topeka,KS,', "2,x"), parse_layout(OWN, "own.yml"))
    assert reading.rows["name"].to_list() == ["Ada Lind"]
    assert [one.line for one in reading.refusals] == [4]


def test_values_that_the_layout_does_not_know_are_left_out_and_counted() -> None:
    reading = read_list(
        own("1,Ada Lind,2016-03-04,Topeka,Kanzas,Spoon", "2,N/A,2016-03-05,Topeka,KS,Spoon"),
        parse_layout(OWN, "own.yml"),
    )
    assert reading.left_out == {("armed", "Spoon"): 2, ("state", "Kanzas"): 1}
    assert reading.rows["name"].to_list() == ["Ada Lind", None]
    assert reading.refusals == []


def test_values_of_refused_rows_are_not_counted_as_left_out() -> None:
    reading = read_list(own("7,,2016-03-04,,Kanzas,"), parse_layout(OWN, "own.yml"))
    assert [one.reason for one in reading.refusals] == ["nothing_to_find_by"]
    assert reading.left_out == {}


def test_a_name_in_two_columns_is_one_name() -> None:
    layout = parse_layout(OWN.replace("name: Who", "name: [[Given, Family]]"), "own.yml")
    text = (
        "Case,Given,Family,Day,Town,State,With\n7,Ada,Lind,2016-03-04,Topeka,KS,\n8,,,2016-03-05,Hays,KS,\n"
    )
    assert read_list(text.encode(), layout).rows["name"].to_list() == ["Ada Lind", None]


def test_what_is_not_utf8_is_read_and_said() -> None:
    reading = read_list(
        own("1,José Núñez,2016-03-04,Topeka,KS,").decode().encode("cp1252"), parse_layout(OWN, "own.yml")
    )
    assert reading.rows["name"].to_list() == ["José Núñez"]
    assert "not UTF-8" in reading.note


def test_an_id_made_for_a_row_does_not_tell_the_name() -> None:
    reading = read_list(csv_of(ENCOUNTERS, "2016-03-04,Ada M. Lind,Ada Lind,Topeka"))
    (external_id,) = reading.rows["external_id"]
    assert external_id.startswith("row-")
    assert "Lind" not in external_id


def test_a_row_without_an_id_gets_one_from_what_it_says() -> None:
    rows = [",Ada Lind,2016-03-04,Topeka,KS,", ",Bo Ray,2016-03-04,Topeka,KS,"]
    layout = parse_layout(OWN, "own.yml")
    ids = read_list(own(*rows), layout).rows["external_id"].to_list()
    assert len(set(ids)) == 2
    assert ids == read_list(own(*reversed(rows)), layout).rows["external_id"].to_list()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("dates:", "datums:", "dates is missing"),
        ("day: Day, ", "", "day is missing"),
        ("name: Who, day: Day, city: Town, state: State", "day: Day", "one of name, city, county, state"),
        ("name: Who", "colour: Who", "colour is unknown"),
        ("Pistol: firearm", "Pistol: gun", "'gun' is none of firearm"),
        ("outcome: killed}", "outcome: dead}", "'dead' is none of killed"),
        ("outcome: killed}", "outcome: killed, state: Kansas}", "state is 'Kansas'; write two letters"),
        ("population: killed", "population: all", "population is 'all'"),
        ("own_list", "Own list", "lower-case"),
        ("registry:", "registry: [", "not YAML"),
    ],
)
def test_a_map_that_is_written_wrong_says_where(old: str, new: str, told: str) -> None:
    with pytest.raises(LayoutError, match=told):
        parse_layout(OWN.replace(old, new, 1), "own.yml")
