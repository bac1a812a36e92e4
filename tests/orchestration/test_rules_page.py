"""The page of rules is that of the seeds."""

from orchestration.rules_page import PAGE, page
from warehouse.seeds import load_yaml


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "RULES.md is out of date: make rules"


def test_every_slot_has_its_row_with_its_reason() -> None:
    for slot, entry in load_yaml("resolution.yml")["resolve"]["slots"].items():
        assert any(f"`{slot}`" in line and entry["reason"] in line for line in page().splitlines())
