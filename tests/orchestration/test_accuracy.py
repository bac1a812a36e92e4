"""Accuracy may rise, not fall: every slot of every annotated set against the committed figure."""

import json

import pytest

from orchestration.accuracy import FIGURES, SETS, figures, measure, present_sets
from orchestration.accuracy_report import instructive
from transforms.scoring.compare import Count, Error

COMMITTED = json.loads(FIGURES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SETS)
def test_no_slot_falls_below_its_committed_figure(name: str) -> None:
    if name not in present_sets():
        pytest.skip(f"the {name} set is not part of the repository and does not lie beside it")
    measured = figures({name: measure(present_sets()[name])})[name]
    fallen = {
        slot: f"{measured.get(slot)} < {figure}"
        for slot, figure in COMMITTED[name].items()
        if measured.get(slot, 0.0) < figure
    }
    assert not fallen, f"{fallen}. If this is meant, run `make accuracy` and say why in the commit."


def test_errors_worth_a_look_come_from_the_weakest_slots_and_few_of_each() -> None:
    errors = [Error(f"doc {n}", slot, "a", "b") for slot in ("city", "age") for n in range(5)]
    counts = {"city": Count(right=9, wrong=1, missed=1), "age": Count(right=1, wrong=5, missed=5)}
    chosen = [(error.slot, error.doc_id) for error in instructive(errors, counts)]
    assert chosen == [("age", "doc 0"), ("age", "doc 1"), ("city", "doc 0"), ("city", "doc 1")]
