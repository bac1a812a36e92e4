"""What officials said of one incident in four articles, as the marts put it side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from orchestration.home import Home
from tests.orchestration.ledgers import built, refusals
from warehouse.reader import query

SHOT = "SALINA, Kan. — A Salina police officer shot Corey Vantage, 34, on Elm Creek Road on May 6. "
ARTICLES = {
    "2024-05-07": "SALINA, Kan. — A Salina police officer shot and wounded a man Monday night on Elm Creek "
    "Road, police said. The man, 34-year-old Corey Vantage, pointed a handgun at the officer, "
    "Salina police Sgt. Dale Ostrom said. Ostrom could not confirm whether the officer's body "
    "camera was on.",
    "2024-05-09": "SALINA, Kan. — The man shot by a Salina police officer on Elm Creek Road Monday night was "
    "not armed, the Kansas Bureau of Investigation said Thursday. Corey Vantage, 34, had no "
    "weapon, KBI spokeswoman Lena Harrow said. Harrow said the officer's body camera was on and "
    "recorded the shooting. Harrow declined to say whether Vantage had fled.",
    "2024-05-14": SHOT
    + "Vantage was unarmed when the officer shot him, Saline County Attorney Brent Quill said "
    "Tuesday.",
    "2024-05-21": SHOT
    + "Vantage was unarmed, Saline County Attorney Brent Quill said Tuesday. Salina police Sgt. "
    "Dale Ostrom said the officer's body camera was on.",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    inbox: Path = tmp_path_factory.mktemp("inbox")
    for day, text in ARTICLES.items():
        line = {"id": day, "published": day, "text": text}
        (inbox / f"{day}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    home = built(tmp_path_factory.mktemp("home"), inbox)
    assert not refusals(home)
    return home


def rows(home: Home, sql: str) -> list[tuple[Any, ...]]:
    return query(home.built, sql).rows()


def accounts(home: Home, slot: str) -> list[tuple[Any, ...]]:
    return rows(
        home,
        "SELECT relation, previous_speaker_name, previous_value, speaker_name, value, "
        f"CAST(reported_on AS VARCHAR) FROM marts.change_of_account WHERE slot = '{slot}' "
        "ORDER BY reported_on",
    )


def test_the_articles_tell_of_one_incident(home: Home) -> None:
    assert rows(home, "SELECT article_count FROM incidents") == [(4,)]


def test_a_contradiction_and_its_later_confirmations_stand_in_time_with_who_said_each(home: Home) -> None:
    assert accounts(home, "armed") == [
        ("contradicts", "Dale Ostrom", "firearm", "Lena Harrow", "unarmed", "2024-05-09"),
        ("confirms", "Lena Harrow", "unarmed", "Brent Quill", "unarmed", "2024-05-14"),
        ("confirms", "Brent Quill", "unarmed", "Brent Quill", "unarmed", "2024-05-21"),
    ]


def test_what_could_not_be_confirmed_is_answered_by_who_told_it_first(home: Home) -> None:
    sql = (
        "SELECT hedge, topic, speaker_name, answered_by, CAST(answered_on AS VARCHAR) "
        "FROM marts.unanswered_questions ORDER BY published_on"
    )
    assert rows(home, sql) == [
        ("unconfirmed", "body_camera", "Dale Ostrom", "Lena Harrow", "2024-05-09"),
        ("declined", "fled", "Lena Harrow", None, None),
    ]


def test_who_speaks_in_two_articles_is_one_official_with_one_position(home: Home) -> None:
    sql = (
        "SELECT name, article_count, title, organisation FROM officials "
        "JOIN official_positions USING (official_id) ORDER BY name"
    )
    assert rows(home, sql) == [
        ("Brent Quill", 2, "Attorney", "Saline County Attorney's Office, KS"),
        ("Dale Ostrom", 2, "sergeant", "Salina Police Department, KS"),
        ("Lena Harrow", 1, "spokesperson", "Kansas Bureau of Investigation, KS"),
    ]


def test_claims_and_statements_are_linked_both_ways(home: Home) -> None:
    linked = rows(
        home,
        "SELECT topic, claim_count, count(claim_id) FROM statements JOIN claims USING (statement_id) "
        "WHERE topic = 'armed' GROUP BY statement_id, topic, claim_count",
    )
    assert linked
    assert all(told == counted > 0 for _, told, counted in linked)
