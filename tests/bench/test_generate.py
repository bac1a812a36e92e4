"""Generated articles: the same every time, whole, and in the shares that are promised."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

from tests.bench.generate import DAY, articles, day_of_news, write
from tests.bench.world import LAST_DAY

SOME = 1500


def test_the_same_arguments_give_the_same_articles_and_fewer_are_the_first_of_more() -> None:
    assert list(articles(50)) == list(islice(articles(200), 50))
    assert list(articles(50, seed=2)) != list(articles(50, seed=3))


def test_shares_are_those_of_a_news_stream() -> None:
    pieces = list(articles(SOME))
    telling = [piece for piece in pieces if piece.events]
    incidents = {piece.events[0][0].label for piece in telling}
    assert 0.5 <= len(telling) / len(pieces) <= 0.7
    assert 0.6 <= len(incidents) / len(telling) <= 0.75
    assert {kind for piece in telling for kind in piece.doc_id.split("-")[2:]} >= {
        "first",
        "named",
        "revision",
    }


def test_no_field_or_choice_is_left_open_and_no_article_is_before_its_event() -> None:
    for piece in articles(SOME):
        text = piece.line["text"] + piece.title
        assert not set("{}[]|") & set(text), text
        assert 25 <= len(text.split()) <= 300, text
        assert piece.published <= LAST_DAY
        assert all(told.day <= piece.published for told, _ in piece.events)


def test_identities_are_unique() -> None:
    ids = [piece.doc_id for piece in articles(SOME)]
    assert len(set(ids)) == len(ids)
    day = list(day_of_news(100, house=SOME))
    assert len({piece.doc_id for piece in day}) == 100
    assert all(piece.published >= DAY for piece in day)


def test_what_is_written_is_an_inbox_with_its_truth(tmp_path: Path) -> None:
    assert write(articles(30), tmp_path) == 30
    lines = (tmp_path / "inbox" / "part-0000.jsonl").read_text(encoding="utf-8").splitlines()
    truth = (tmp_path / "part-truth.jsonl").read_text(encoding="utf-8").splitlines()
    facts = (tmp_path / "part-incidents.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [json.loads(line)["doc_id"] for line in truth]
    told = {event["incident"] for line in truth for event in json.loads(line)["events"]}
    assert told == {json.loads(line)["incident"] for line in facts}
