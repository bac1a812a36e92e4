"""The ledger of values: which rule decided, where every claim stands, and what counts as disputed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from transforms.incidents import resolve
from transforms.records import EventMention, Statement
from warehouse.dictionary import table
from warehouse.seeds import load_yaml

if TYPE_CHECKING:
    from conftest import Press

Event = Callable[..., EventMention]
CHIEF = Statement(0, 60, "indirect", "x", speaker_name="Ann Chief", organisation="Police")
MOTHER = Statement(0, 60, "indirect", "x", speaker_name="Eva Lowe")


def resolution(press: Press, slot: str, value: str | None = None) -> dict[str, Any]:
    """The one resolution of a slot, of several the one on `value`."""
    (row,) = (
        row for row in press.tables()["resolutions"] if row["slot"] == slot and value in (None, row["value"])
    )
    return row


def decided(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["value"], row["status"], row["rule"], row["dispute"]


def standings(press: Press, slot: str) -> dict[str, str]:
    """Where the claims of a slot stand, by article."""
    return {row["article_id"]: row["standing"] for row in press.tables()["claims"] if row["slot"] == slot}


def test_what_one_report_tells_is_settled(press: Press, event: Event) -> None:
    press.report("a", event(fled="true"))
    row = resolution(press, "fled")
    assert decided(row) == ("true", "settled", "single", None)
    assert (row["source_count"], row["dissenting_count"]) == (1, 0)
    assert row["reason"] == "All claims that count tell the same."
    assert standings(press, "fled") == {"a": "chosen"}


def test_the_rule_that_decides_and_the_claims_on_either_side(press: Press, event: Event) -> None:
    press.report("a", event(fled="true"))
    press.report("b", event(fled="true"))
    press.report("c", event(fled="false"))
    row = resolution(press, "fled")
    assert decided(row) == ("true", "settled", "sources", None)
    assert (row["source_count"], row["dissenting_count"]) == (2, 1)
    assert row["reason"] == (
        "Told by more independent sources, copies counted once (sources: true 2, false 1)."
    )
    assert standings(press, "fled") == {"a": "chosen", "b": "agrees", "c": "dissents"}


def test_independent_sources_that_nothing_tells_apart_dispute_a_value(press: Press, event: Event) -> None:
    press.report("a", event(fled="true"))
    press.report("b", event(fled="false"))
    row = resolution(press, "fled")
    assert decided(row)[1:] == ("disputed", "first", "equal_standing")
    assert "Disputed: Independent sources tell different values" in row["reason"]


def test_one_source_does_not_dispute_itself(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({"age": 31},)))
    press.report("b", event(subjects=({"age": 31}, {"age": 55})), published="2024-05-08")
    assert all(row["status"] == "settled" for row in press.tables()["resolutions"] if row["slot"] == "age")


def test_a_denial_by_somebody_named_disputes_a_value(press: Press, event: Event) -> None:
    press.report("a", event(fled="true"))
    press.report("b", event(fled="true", modality={"fled": "denied"}), statements=(MOTHER,))
    assert decided(resolution(press, "fled")) == ("true", "disputed", "single", "denied")
    assert standings(press, "fled") == {"a": "chosen", "b": "dissents"}


def test_a_denial_by_nobody_in_particular_does_not(press: Press, event: Event) -> None:
    press.report("a", event(fled="true"))
    press.report("b", event(fled="true", modality={"fled": "denied"}))
    assert resolution(press, "fled")["status"] == "settled"


def test_a_denial_is_answered_by_a_later_word_of_somebody_named(press: Press, event: Event) -> None:
    press.report("a", event(fled="true", modality={"fled": "denied"}), statements=(CHIEF,))
    press.report("b", event(fled="true"), statements=(CHIEF,), published="2024-05-09")
    assert decided(resolution(press, "fled")) == ("true", "settled", "single", None)


def test_somebody_named_contradicts_the_many(press: Press, event: Event) -> None:
    press.report("a", event(fled="true"), statements=(CHIEF,), published="2024-05-07")
    press.report("b", event(fled="true"), published="2024-05-08")
    press.report("c", event(fled="false"), statements=(MOTHER,), published="2024-05-09")
    assert decided(resolution(press, "fled")) == ("true", "disputed", "sources", "contradicted")


def test_what_is_only_alleged_is_unclear(press: Press, event: Event) -> None:
    press.report("a", event(contact_reason="domestic", modality={"contact_reason": "alleged"}))
    assert decided(resolution(press, "contact_reason")) == ("domestic", "unclear", "single", None)


def test_what_is_unconfirmed_has_a_row_and_no_value(press: Press, event: Event) -> None:
    press.report("a", event(fled="true", modality={"fled": "unconfirmed"}))
    row = resolution(press, "fled")
    assert decided(row) == (None, "unknown", "none_counts", None)
    assert (row["claim_id"], row["source_count"]) == (None, 0)
    assert standings(press, "fled") == {"a": "set_aside"}


def test_an_earlier_stage_is_no_dissent(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({"outcome": "injured"},)))
    press.report("b", event(subjects=({"outcome": "killed"},)), published="2024-05-09")
    assert decided(resolution(press, "outcome")) == ("killed", "settled", "lasting", None)
    assert standings(press, "outcome") == {"a": "compatible", "b": "chosen"}


def test_a_surname_alone_is_no_dissent_another_spelling_is(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({"name": "Darnell Lowe"},)))
    press.report("b", event(subjects=({"name": "Lowe"},)))
    press.report("c", event(subjects=({"name": "Darnell Lowes"},)))
    row = resolution(press, "name")
    assert (row["value"], row["dispute"]) == ("Darnell Lowe", "equal_standing")
    assert standings(press, "name") == {"a": "chosen", "b": "compatible", "c": "dissents"}


def test_each_kind_of_force_has_its_row_and_a_vague_one_no_value(press: Press, event: Event) -> None:
    press.report("a", event(force=("firearm", "canine", "other")))
    rows = {row["value"]: row["rule"] for row in press.tables()["resolutions"] if row["slot"] == "force_type"}
    assert rows == {"firearm": "each", "canine": "each", None: "vague"}


def test_a_part_is_disputed_where_its_certainty_is(press: Press, event: Event) -> None:
    lowe = {"name": "Darnell Lowe", "age": 31, "gender": "male"}
    press.report("a", event(subjects=(lowe,)))
    press.report("b", event(subjects=(lowe,), used=("patrol",), roles={"kcpd": "assisting"}))
    tables = press.tables()
    certainty = {(r["agency_id"], r["role"]): r["certainty"] for r in tables["incident_agencies"]}
    parts = [row for row in tables["resolutions"] if row["slot"] == "agency_role"]
    assert {(r["entity_id"], r["value"]): r["status"] for r in parts} == {
        part: {"stated": "settled"}.get(how, how) for part, how in certainty.items()
    }
    assert {row["dispute"] for row in parts} == {None, "other_part"}


def test_the_month_of_one_report_is_compatible_with_the_day_of_another(press: Press, event: Event) -> None:
    press.report("a", event(day="2024-05-06", subjects=({"name": "Darnell Lowe"},)))
    press.report("b", event(day=None, month="2024-05", subjects=({"name": "Darnell Lowe"},)))
    row = resolution(press, "occurred_from")
    assert decided(row) == ("2024-05-06", "settled", "follows", None)
    assert standings(press, "occurred_from") == {"b": "compatible"}


def test_a_city_that_the_state_lacks_is_told_and_not_taken(press: Press, event: Event) -> None:
    press.report("a", event(city="Nowhereville"))
    assert decided(resolution(press, "city")) == (None, "unknown", "not_in_gazetteer", None)


def test_every_claim_is_of_exactly_one_resolution(press: Press, event: Event) -> None:
    press.report("a", event(subjects=({"name": "Darnell Lowe", "armed": "knife", "armed_basis": "alleged"},)))
    press.report(
        "b", event(subjects=({"armed": "firearm", "armed_basis": "confirmed"},), harmed=({"age": 9},))
    )
    tables = press.tables()
    resolutions = {row["resolution_id"]: row for row in tables["resolutions"]}
    assert len(resolutions) == len(tables["resolutions"])
    for claim in tables["claims"]:
        own = resolutions[claim["resolution_id"]]
        assert (own["incident_id"], own["entity_id"], own["slot"]) == (
            claim["incident_id"], claim["entity_id"], claim["slot"],
        )  # fmt: skip
    assert {claim["resolution_id"] for claim in tables["claims"]} == set(resolutions)


SEEDS = load_yaml("resolution.yml")["resolve"]


def test_every_slot_of_a_claim_has_an_order() -> None:
    assert set(SEEDS["slots"]) == set(table("claims").columns["slot"].codes or {})
    assert {slot["order"] for slot in SEEDS["slots"].values()} == set(SEEDS["orders"])


def test_every_rule_is_explained_and_none_is_made_up() -> None:
    explained = set(table("resolutions").columns["rule"].codes or {})
    named = {rule for order in SEEDS["orders"].values() for rule in order}
    assert named <= explained
    assert named - {"each", "follows"} == set(resolve._RULES)
    assert set(SEEDS["last_resorts"]) <= named


@pytest.mark.parametrize("slot", SEEDS["compatible"])
def test_compatible_values_are_codes_of_their_slot(slot: str) -> None:
    columns = [table(name).columns.get(slot) for name in ("subjects", "others_harmed", "incidents")]
    codes = {code for column in columns if column is not None for code in column.codes or {}}
    told = SEEDS["compatible"][slot]
    assert set(told) | {value for values in told.values() for value in values} <= codes


@pytest.mark.parametrize("order", SEEDS["orders"])
def test_an_order_ends_with_a_rule_that_leaves_one_value(order: str) -> None:
    assert SEEDS["orders"][order][-1] in {"first", "earliest", "each", "follows"}
