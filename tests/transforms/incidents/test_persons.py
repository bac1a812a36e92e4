"""Which persons of several reports of one incident are one person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from transforms.incidents.persons import harmed_of, subjects_of
from transforms.records import EventMention

if TYPE_CHECKING:
    from conftest import Press

Event = Callable[..., EventMention]
MAN, WOMAN = {"age": 31, "gender": "male"}, {"age": 44, "gender": "female"}
LOWE, PAYNE = {**MAN, "name": "Darnell Lowe"}, {**WOMAN, "name": "Ruth Payne"}


@pytest.mark.parametrize(
    ("reports", "count"),
    [
        ([(MAN,), (LOWE,)], 1),
        ([(MAN,), ({**LOWE, "age": 32},)], 1),
        ([(MAN,), ({"gender": "female"},)], 1),
        ([({"name": "Darnel Lowe"},), (LOWE,)], 1),
        ([(MAN, WOMAN), (PAYNE,), (LOWE,)], 2),
        ([(LOWE,), (PAYNE, LOWE)], 2),
        ([(LOWE,), ({"name": "Marvin Lowe"},)], 2),
        ([(LOWE, LOWE)], 1),
        ([()], 0),
    ],
)
def test_subjects(press: Press, event: Event, reports: list[tuple[dict[str, Any], ...]], count: int) -> None:
    for number, persons in enumerate(reports):
        press.report(f"a{number}", event(subjects=persons))
    assert len(subjects_of(press.mentions)) == count


@pytest.mark.parametrize(
    ("reports", "count"),
    [([(MAN,), (WOMAN,)], 2), ([({"outcome": "injured"},), (MAN,)], 1), ([(PAYNE,)], 1), ([(LOWE,)], 0)],
)
def test_others_harmed(
    press: Press, event: Event, reports: list[tuple[dict[str, Any], ...]], count: int
) -> None:
    for number, persons in enumerate(reports):
        press.report(f"a{number}", event(subjects=(LOWE,), harmed=persons))
    assert len(harmed_of(press.mentions, subjects_of(press.mentions))) == count


def test_persons_do_not_depend_on_the_order_of_reports(press: Press, event: Event) -> None:
    for number, persons in enumerate([(MAN, WOMAN), (PAYNE,), (LOWE,), ({},)]):
        press.report(f"a{number}", event(subjects=persons))
    mentions = press.mentions
    assert subjects_of(mentions) == subjects_of(reversed(mentions))
