"""What a later version of an article takes back, and what it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from transforms.records import EventMention

if TYPE_CHECKING:
    from conftest import Press

Fact = Callable[..., EventMention]
PAGE = {"source_uri": "https://news.example/story"}
TEXT = (
    "FERRY CITY - A deputy shot and wounded a man near the landing on Sunday night. The man had left a bar "
    "after a quarrel and was walking toward the water when two patrol cars stopped beside him."
)
LOWE = {"name": "Darnell Lowe", "age": 31}


def taken_back(press: Press, article: str) -> dict[str, str]:
    """Slots of an article whose claims are superseded, with the article and slot that supersede each."""
    claims = press.tables()["claims"]
    by_id = {row["claim_id"]: row for row in claims}
    return {
        row["slot"]: " ".join(by_id[row["superseded_by"]][name] for name in ("article_id", "slot"))
        for row in claims
        if row["article_id"] == article and row["superseded_by"]
    }


def versions(press: Press, *events: EventMention) -> None:
    """Report one page, rewritten from day to day."""
    for at, told in enumerate(events):
        press.report(f"v{at}", told, published=f"2024-05-{10 + at}", body=f"{TEXT} Version {at}.", **PAGE)


def test_both_versions_are_kept_and_are_one_source(press: Press, event: Fact) -> None:
    versions(press, event(), event())
    tables = press.tables()
    assert [row["revision_of"] for row in tables["articles"]] == [None, "v0"]
    (incident,) = tables["incidents"]
    assert (incident["article_count"], incident["source_count"]) == (2, 1)
    assert not taken_back(press, "v0")


def test_another_value_supersedes(press: Press, event: Fact) -> None:
    versions(press, event(subjects=({"armed": "firearm"},)), event(subjects=({"armed": "knife"},)))
    assert taken_back(press, "v0") == {"armed": "v1 armed"}
    assert press.tables()["subjects"][0]["armed"] == "knife"


def test_what_a_rewritten_page_no_longer_says_is_taken_back(press: Press, event: Fact) -> None:
    versions(press, event(subjects=({**LOWE, "armed": "firearm"},), fled="true"), event(subjects=(LOWE,)))
    assert taken_back(press, "v0") == {"armed": "v1 exists", "fled": "v1 force_type"}
    tables = press.tables()
    assert tables["subjects"][0]["armed"] == "unknown"
    assert tables["incidents"][0]["fled"] is None


def test_a_note_in_place_of_a_page_takes_back_only_what_it_says_otherwise(press: Press, event: Fact) -> None:
    full = event(subjects=({**LOWE, "armed": "knife", "outcome": "injured", "gender": "male"},), fled="true")
    note = event(
        day=None, city=None, state=None, used=(), subjects=({"name": "Darnell Lowe", "outcome": "killed"},)
    )
    versions(press, full, note)
    assert taken_back(press, "v0") == {"outcome": "v1 outcome"}


def test_kinds_of_force_and_persons_that_are_left_out_stay(press: Press, event: Fact) -> None:
    versions(
        press,
        event(force=("firearm", "canine"), subjects=(LOWE, {"name": "Ruth Payne"})),
        event(subjects=(LOWE,)),
    )
    assert not taken_back(press, "v0")
    assert len(press.tables()["subjects"]) == 2


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param(
            {"used": ("patrol",)}, {"agency_role": "v1 agency_role"}, id="its part given to another"
        ),
        pytest.param(
            {"used": (), "roles": {"kcpd": "investigating"}},
            {"agency_role": "v1 agency_role"},
            id="another part given to it",
        ),
        pytest.param({"used": (), "roles": {"patrol": "investigating"}}, {}, id="left out"),
    ],
)
def test_an_agency_loses_its_part_where_the_page_says_otherwise(
    press: Press, event: Fact, later: dict[str, Any], expected: dict[str, str]
) -> None:
    versions(press, event(subjects=(LOWE,)), event(subjects=(LOWE,), **later))
    assert taken_back(press, "v0") == expected


def test_the_last_of_several_versions_decides(press: Press, event: Fact) -> None:
    armed = [event(subjects=({**LOWE, "armed": armed},)) for armed in ("knife", "knife", "firearm", "knife")]
    versions(press, *armed[:3])
    assert taken_back(press, "v0") == taken_back(press, "v1") == {"armed": "v2 armed"}
    press.report("v3", armed[3], published="2024-05-20", body=f"{TEXT} At last.", **PAGE)
    assert not taken_back(press, "v0")
    assert taken_back(press, "v2") == {"armed": "v3 armed"}


def test_a_copy_elsewhere_goes_with_the_version_it_was_taken_from(press: Press, event: Fact) -> None:
    versions(
        press, event(subjects=({**LOWE, "armed": "firearm"},)), event(subjects=({**LOWE, "armed": "knife"},))
    )
    press.report(
        "copy",
        event(subjects=({**LOWE, "armed": "firearm"},)),
        published="2024-05-12",
        body=f"{TEXT} Version 0.",
    )
    assert taken_back(press, "copy") == {"armed": "v1 armed"}
    assert press.tables()["subjects"][0]["armed"] == "knife"
