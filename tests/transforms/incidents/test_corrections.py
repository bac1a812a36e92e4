"""Corrections are read strictly, checked against what the claims give, and leave the claims alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from transforms.incidents.build import build_tables
from transforms.incidents.corrections import Correction, CorrectionError, read_corrections
from transforms.incidents.identity import content_id
from transforms.records import EventMention

if TYPE_CHECKING:
    from conftest import Press

Event = Callable[..., EventMention]
Tables = dict[str, list[dict[str, Any]]]
LOWE = {"name": "Darnell Lowe", "age": 31, "outcome": "injured"}
INCIDENT = content_id("inc", "a", 0)
TEXT = f"""\
# Found by the desk.
- incident: {INCIDENT}
  entity: Darnell Lowe
  slot: age
  expect: 31
  value: 32
  reason: The court file gives the day of birth.
  source: State v. Lowe, complaint
  by: Al Roe
  on: 2024-06-02
"""


def correction(slot: str, expect: str | None, value: str | None, entity: str | None = None) -> Correction:
    return Correction(
        INCIDENT, entity, slot, expect, value, "It was misheard.", "The tape", "Al Roe", date(2024, 6, 2),
        "seeds/corrections/one.yml", 1,
    )  # fmt: skip


def test_a_file_is_read_with_the_line_of_each_correction() -> None:
    (one,) = read_corrections({"one.yml": TEXT})
    assert (one.entity, one.slot, one.expect, one.value) == ("Darnell Lowe", "age", "31", "32")
    assert (one.decided_by, one.decided_on, one.file, one.line) == ("Al Roe", date(2024, 6, 2), "one.yml", 2)


def test_null_stands_for_no_value() -> None:
    (one,) = read_corrections({"one.yml": TEXT.replace("value: 32", "value: null")})
    assert one.value is None


def test_an_empty_file_holds_no_correction() -> None:
    assert read_corrections({"one.yml": "# nothing yet\n"}) == ()


WRONG = [
    ("value: 32", "value: 320", 6, "it must lie between 0 and 110"),
    ("value: 32", "value: thirty", 6, "it must be a whole number"),
    ("value: 32", "value: unknown", 6, "write null"),
    ("value: 32", "value: 31", 6, "the correction changes nothing"),
    ("value: 32", "value: [32]", 6, "value must be one value"),
    ("value: 32", "value: 32\n  value: 33", 7, "value stands twice"),
    ("value: 32", "vale: 32", 6, "the key 'vale' is not known"),
    ("slot: age", "slot: shoe_size", 4, "'shoe_size' is no slot that can be corrected"),
    ("slot: age", "slot: city", 3, "city is the event's own: leave entity out"),
    ("  entity: Darnell Lowe\n", "", 3, "age needs an entity"),
    ("  by: Al Roe\n", "", 2, "the correction lacks by"),
    ("by: Al Roe", "by:", 9, "by must not be empty"),
    ("by: Al Roe", 'by: ""', 9, "by must not be empty"),
    ("on: 2024-06-02", "on: yesterday", 10, "'yesterday' is no day"),
    (INCIDENT, "incident 7", 2, "is no incident_id"),
    ("- incident", "  incident", 2, "must be a list of corrections"),
    ("slot: age", "slot: [age", 5, "is no YAML"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "says"), WRONG)
def test_a_slip_is_told_with_file_and_line(right: str, wrong: str, line: int, says: str) -> None:
    with pytest.raises(CorrectionError) as told:
        read_corrections({"one.yml": TEXT.replace(right, wrong)})
    assert str(told.value).startswith(f"one.yml, line {line}")
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("slot", "expect", "value", "says"),
    [
        ("armed", "knife", "spoon", "it must be one of firearm, replica"),
        ("agency_role", "investigating", "watching", "it must be one of used_force"),
        ("gender", "male", "m", "it must be one of male, female"),
        ("exists", "true", "maybe", "it must have the form true, or be null"),
    ],
)
def test_a_value_must_be_a_code_of_its_slot(slot: str, expect: str, value: str, says: str) -> None:
    text = TEXT.replace("age", slot).replace("31", expect).replace("32", value)
    with pytest.raises(CorrectionError, match=says):
        read_corrections({"one.yml": text})


@pytest.mark.parametrize(
    ("slot", "expect", "value", "says"),
    [
        ("lawsuit", "null", "lost", "it must have the form filed, or be null"),
        ("charging_decision", "charged", "guilty", "it must have the form charged|"),
        ("settlement", "null", "900000", "it must have the form"),
    ],
)
def test_what_followed_has_values_of_its_own(slot: str, expect: str, value: str, says: str) -> None:
    text = TEXT.replace("  entity: Darnell Lowe\n", "").replace("age", slot)
    with pytest.raises(CorrectionError) as told:
        read_corrections({"one.yml": text.replace("31", expect).replace("32", value)})
    assert says in str(told.value)


def test_a_person_is_added_by_name(press: Press) -> None:
    text = TEXT.replace("age", "exists").replace("31", "null").replace("32", "true")
    (one,) = read_corrections({"one.yml": text})
    assert (one.expect, one.value) == (None, "true")
    with pytest.raises(CorrectionError, match="line 3: a person who is added has no id yet"):
        read_corrections({"one.yml": text.replace("Darnell Lowe", "sub-0123456789abcdef")})


def test_two_corrections_of_one_value_are_one_too_many() -> None:
    with pytest.raises(CorrectionError, match=r"two.yml, line 2: corrects what one.yml, line 2 corrects"):
        read_corrections({"one.yml": TEXT, "two.yml": TEXT.replace("32", "33")})


@pytest.fixture
def two_reports(press: Press, event: Event) -> Press:
    press.report("a", event(subjects=(LOWE,), fled="true", place="63rd Street"))
    press.report("b", event(subjects=(LOWE,), roles={"patrol": "investigating"}), published="2024-05-08")
    return press


def effect(tables: Tables) -> tuple[Any, ...]:
    (row,) = tables["corrections"]
    return row["effect"], row["expected"], row["found"]


def test_a_correction_decides_and_the_claims_stay(two_reports: Press) -> None:
    before, after = two_reports.tables(), two_reports.tables(correction("age", "31", "32", "Darnell Lowe"))
    assert (before["subjects"][0]["age"], after["subjects"][0]["age"]) == (31, 32)
    assert effect(after) == ("applied", "31", "31")
    (row,) = (row for row in after["resolutions"] if row["slot"] == "age")
    assert (row["value"], row["status"], row["rule"]) == ("32", "corrected", "correction")
    assert row["reason"] == "It was misheard. (The tape)"
    assert (row["correction_id"], row["dissenting_count"]) == (after["corrections"][0]["correction_id"], 2)
    told = [(row["claim_id"], row["value"], row["superseded_by"]) for row in before["claims"]]
    assert told == [(row["claim_id"], row["value"], row["superseded_by"]) for row in after["claims"]]


def test_a_correction_withdraws_a_value(two_reports: Press) -> None:
    tables = two_reports.tables(correction("fled", "true", None))
    assert (tables["incidents"][0]["fled"], effect(tables)[0]) == (None, "applied")


def test_a_correction_gives_a_value_that_no_article_tells(two_reports: Press) -> None:
    tables = two_reports.tables(correction("body_camera", None, "true"))
    assert (tables["incidents"][0]["body_camera"], effect(tables)[0]) == (True, "applied")
    assert [row["status"] for row in tables["resolutions"] if row["slot"] == "body_camera"] == ["corrected"]


def test_what_follows_from_a_value_follows_from_the_corrected_one(two_reports: Press) -> None:
    tables = two_reports.tables(
        correction("outcome", "injured", "killed", "Darnell Lowe"),
        correction("occurred_on", "2024-05-06", "2024-05-05"),
        correction("city", "Kansas City", "Gladstone"),
    )
    row = tables["incidents"][0]
    assert (row["is_fatal"], row["occurred_from"], row["city"]) == (True, date(2024, 5, 5), "Gladstone")
    assert row["latitude"] == pytest.approx(39.2, abs=0.05)


def test_a_stale_correction_changes_nothing_and_tells_what_it_found(two_reports: Press) -> None:
    tables = two_reports.tables(correction("age", "40", "41", "Darnell Lowe"))
    assert (tables["subjects"][0]["age"], effect(tables)) == (31, ("stale", "40", "31"))


def test_a_correction_that_the_articles_caught_up_with_may_go(two_reports: Press) -> None:
    tables = two_reports.tables(correction("age", "30", "31", "Darnell Lowe"))
    assert effect(tables) == ("agreed", "30", "31")
    assert [row["status"] for row in tables["resolutions"] if row["slot"] == "age"] == ["settled"]


def test_a_correction_without_its_incident_or_person_is_told(two_reports: Press) -> None:
    assert effect(two_reports.tables(correction("age", "31", "32", "Nobody Known")))[0] == "no_entity"
    two_reports.articles.clear()
    two_reports.extractions.clear()
    assert effect(two_reports.tables(correction("fled", "true", None)))[0] == "no_incident"


def test_an_incident_is_found_by_an_id_that_it_once_had(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,)), published="2024-05-08")
    press.report("b", event(subjects=(LOWE,)), published="2024-05-07")
    tables = press.tables(correction("age", "31", "32", "Darnell Lowe"))
    (row,) = tables["corrections"]
    assert (row["effect"], row["incident_named"]) == ("applied", INCIDENT)
    assert row["incident_id"] == tables["incidents"][0]["incident_id"] != INCIDENT


def test_a_part_of_an_agency_is_corrected(two_reports: Press) -> None:
    patrol = "Missouri State Highway Patrol, MO"
    tables = two_reports.tables(correction("agency_role", "investigating", "assisting", patrol))
    parts = {(row["agency_id"], row["role"], row["certainty"]) for row in tables["incident_agencies"]}
    assert parts == {("MO1", "used_force", "stated"), ("MO2", "assisting", "stated")}


def test_a_part_is_withdrawn_and_given_to_an_agency_of_the_register(two_reports: Press) -> None:
    tables = two_reports.tables(
        correction("agency_role", "used_force", None, "MO1"),
        correction("agency_role", None, "used_force", "Topeka Police Department, KS"),
    )
    used = [row["agency_id"] for row in tables["incident_agencies"] if row["role"] == "used_force"]
    names = {row["agency_id"]: row["name"] for row in tables["agencies"]}
    assert [names[agency_id] for agency_id in used] == ["Topeka Police Department"]
    assert tables["force_uses"][0]["agency_id"] == used[0]


def test_a_kind_of_force_is_corrected_or_added(two_reports: Press) -> None:
    tables = two_reports.tables(correction("force_type", "firearm", "impact_projectile"))
    assert [row["force_type"] for row in tables["force_uses"]] == ["impact_projectile"]
    assert tables["incidents"][0]["is_shooting"] is False
    tables = two_reports.tables(correction("force_type", None, "canine"))
    assert {row["force_type"] for row in tables["force_uses"]} == {"firearm", "canine"}


ORRIN = "Dale Orrin"


def test_a_person_is_added_with_what_else_is_known(two_reports: Press) -> None:
    tables = two_reports.tables(
        correction("exists", None, "true", ORRIN),
        correction("age", None, "40", ORRIN),
        correction("outcome", None, "killed", ORRIN),
    )
    assert [row["effect"] for row in tables["corrections"]] == ["applied"] * 3
    persons = {row["name"]: (row["age"], row["outcome"]) for row in tables["subjects"]}
    assert persons == {"Darnell Lowe": (31, "injured"), ORRIN: (40, "killed")}
    assert tables["incidents"][0]["is_fatal"] is True
    added = next(row["subject_id"] for row in tables["subjects"] if row["name"] == ORRIN)
    told = {
        row["slot"]: (row["value"], row["status"])
        for row in tables["resolutions"]
        if row["entity_id"] == added
    }
    assert told == {
        slot: (value, "corrected")
        for slot, value in (("exists", "true"), ("name", ORRIN), ("age", "40"), ("outcome", "killed"))
    }


def test_a_person_whom_articles_tell_of_by_now_is_not_added_again(two_reports: Press) -> None:
    tables = two_reports.tables(correction("exists", None, "true", "Darnell Lowe"))
    assert (len(tables["subjects"]), effect(tables)[0]) == (1, "agreed")


def test_a_person_is_withdrawn_and_the_claims_stay(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE, {"name": ORRIN, "outcome": "killed"})))
    before = press.tables()
    after = press.tables(correction("exists", "true", None, ORRIN))
    assert effect(after) == ("applied", "true", "true")
    assert [row["name"] for row in after["subjects"]] == ["Darnell Lowe"]
    assert (before["incidents"][0]["is_fatal"], after["incidents"][0]["is_fatal"]) == (True, False)
    assert len(before["claims"]) == len(after["claims"])
    gone = {row["entity_id"] for row in after["resolutions"] if row["status"] == "corrected"}
    values = [row["value"] for row in after["resolutions"] if row["entity_id"] in gone]
    assert values == [None] * len(values)


def test_a_third_person_harmed_is_withdrawn(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,), harmed=({"name": ORRIN, "outcome": "injured"},)))
    tables = press.tables(correction("exists", "true", None, ORRIN))
    assert (tables["others_harmed"], effect(tables)[0]) == ([], "applied")


def test_nobody_is_withdrawn_who_is_not_there(two_reports: Press) -> None:
    assert effect(two_reports.tables(correction("exists", "true", None, ORRIN)))[0] == "no_entity"


def timeline(tables: Tables, slot: str) -> list[tuple[Any, ...]]:
    return [
        (row["reported_on"], row["from_value"], row["to_value"], row["article_id"])
        for row in tables["incident_timeline"]
        if row["event"] == slot
    ]


def test_what_followed_is_withdrawn_from_the_timeline(press: Press, event: Event) -> None:
    press.report("a", event(lawsuit="filed", settlement="$900,000"))
    assert timeline(press.tables(), "lawsuit") == [(date(2024, 5, 7), None, "filed", "a")]
    tables = press.tables(correction("lawsuit", "filed", None))
    assert (timeline(tables, "lawsuit"), effect(tables)[0]) == ([], "applied")
    assert timeline(tables, "settlement") == [(date(2024, 5, 7), None, "$900,000", "a")]


def test_what_followed_is_given_or_corrected(press: Press, event: Event) -> None:
    press.report("a", event(settlement="$900,000"))
    tables = press.tables(
        correction("charging_decision", None, "not_charged"), correction("settlement", "$900,000", "$950,000")
    )
    assert timeline(tables, "charging_decision") == [(date(2024, 6, 2), None, "not_charged", None)]
    assert timeline(tables, "settlement") == [(date(2024, 6, 2), "$900,000", "$950,000", None)]
    given = {row["correction_id"] for row in tables["incident_timeline"]} - {None}
    assert given == {row["correction_id"] for row in tables["corrections"]}


def test_a_settlement_that_is_not_the_one_expected_is_stale(press: Press, event: Event) -> None:
    press.report("a", event(settlement="$900,000"))
    tables = press.tables(correction("settlement", "$800,000", "$950,000"))
    assert (effect(tables), timeline(tables, "settlement")[0][2]) == (("stale", "$800,000", None), "$900,000")


def test_the_past_knows_a_correction_from_its_day_on(press: Press, event: Event) -> None:
    press.report("a", event(subjects=(LOWE,)))
    taken = {"a": datetime(2024, 5, 8, tzinfo=UTC)}
    fix = correction("age", "31", "32", "Darnell Lowe")
    tables = build_tables(press.articles, press.extractions, taken, [fix])
    ages = {
        clock: [(row["age"], row["valid_from"]) for row in tables[f"history.subjects_{clock}"].to_dicts()]
        for clock in ("reported", "recorded")
    }
    assert sorted(ages["reported"]) == [(31, date(2024, 5, 7)), (32, date(2024, 6, 2))]
    assert sorted(ages["recorded"]) == [(31, taken["a"]), (32, datetime(2024, 6, 2, tzinfo=UTC))]
