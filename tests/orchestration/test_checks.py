"""A check that fails says in the UI which rows fail it, without a log being opened."""

from pathlib import Path

from orchestration.checks import KEYS_SHOWN, told

PAGE = Path("home") / "quality.html"
RESULT = {
    "table_name": "incidents",
    "expectation": "dates_are_in_order",
    "description": "No incident ends before it begins.",
    "severity": "blocking",
    "success": False,
    "failing_count": 12,
}


def test_the_first_keys_stand_in_a_table_and_the_rest_are_counted() -> None:
    keys = told(RESULT, [f"inc-{number}" for number in range(12)], PAGE).metadata["keys"].value
    lines = keys.splitlines()
    assert lines[:3] == ["| failing key |", "| --- |", "| inc-0 |"]
    assert sum(line.startswith("| inc") for line in lines) == KEYS_SHOWN
    assert lines[-1] == "and 2 more in quality.failing_rows"


def test_a_key_cannot_leave_its_cell_or_act() -> None:
    keys = told(RESULT, ["a | <img src=x>\n| b"], PAGE).metadata["keys"].value
    assert keys.splitlines()[2:] == [r"| a \| \<img src=x\> \| b |"]


def test_a_check_that_is_met_lists_nothing() -> None:
    met = told(RESULT | {"success": True, "failing_count": 0}, [], PAGE)
    assert met.passed
    assert set(met.metadata) == {"failing rows"}


def test_a_check_that_fails_names_the_page_of_all() -> None:
    assert told(RESULT, ["inc-0"], PAGE).metadata["page of uof report"].value == str(PAGE)
