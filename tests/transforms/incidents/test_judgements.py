"""A person's decision wins over every rule, and whatever is wrong with it is told with file and line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from transforms.incidents import corpus
from transforms.incidents.judgements import (
    Event,
    Judgement,
    JudgementError,
    Pair,
    findings_on,
    load_judgements,
    verdicts_of,
)
from transforms.incidents.link import link
from transforms.records import EventMention

if TYPE_CHECKING:
    from conftest import Press

Fact = Callable[..., EventMention]
LOWE, PAYNE = {"name": "Darnell Lowe", "age": 31}, {"name": "Ruth Payne", "age": 44}
ADDRESS, FIRST_OF_B = (
    Event("source_uri", "https://example.org/1", 0, "as read"),
    Event("article_id", "b", 0, "as read"),
)
SOUND = """\
- outcome: linked
  events:
    - {source_uri: "https://example.org/1", position: 0, expect: 2024-05-06; as read}
    - {article_id: art-b, position: 1, expect: as read}
  reason: Both name the landing.
  by: M. Editor
  on: 2024-06-01
"""


def read(folder: Path, text: str) -> tuple[Judgement, ...]:
    (folder / "some.yml").write_text(text, encoding="utf-8")
    return load_judgements(folder)


def judged(outcome: str, one: str, other: str, line: int = 1) -> Judgement:
    """A decision on the first events of two articles."""
    events = (Event("article_id", one, 0, "as read"), Event("article_id", other, 0, "as read"))
    return Judgement(outcome == "linked", events, "seen", "M. Editor", date(2024, 6, 1), "a.yml", line)


def verdicts(press: Press, *judgements: Judgement) -> dict[Pair, Judgement]:
    """What is decided where every article tells what is expected."""
    told = {mention.key: "as read" for mention in press.mentions}
    return verdicts_of(findings_on(judgements, press.articles, told))


def groups(press: Press, *judgements: Judgement) -> list[set[str]]:
    decided = verdicts(press, *judgements)
    return [{mention.article_id for mention in group} for group in link(press.mentions, decided)]


def test_a_judgement_is_read_with_its_place(tmp_path: Path) -> None:
    (found,) = read(tmp_path, SOUND)
    assert found.is_linked
    assert found.events == (
        Event("source_uri", "https://example.org/1", 0, "2024-05-06; as read"),
        Event("article_id", "art-b", 1, "as read"),
    )
    assert (found.by, found.on, found.where) == (
        "M. Editor",
        date(2024, 6, 1),
        "seeds/judgements/some.yml, line 1",
    )


def test_judgements_of_the_project_can_be_read() -> None:
    assert load_judgements() is not None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("outcome: linked", "outcome: maybe", "write linked or apart"),
        ("  by: M. Editor\n", "", "by is missing"),
        ("  by: M. Editor\n", "  by: M. Editor\n  by: N. Editor\n", "by is missing, unknown or there twice"),
        ("reason: Both name the landing.", "reason:", "reason is empty"),
        ("on: 2024-06-01", "on: last week", "write a day"),
        ("position: 1", "position: -1", "write 0 for the first event"),
        ("position: 1", "position: 1, when: now", "when is missing, unknown"),
        (", expect: as read", "", "expect is missing"),
        ("expect: as read", "expect: ", "write day, place and person as `uof review` prints them"),
        (
            '    - {source_uri: "https://example.org/1", position: 0, expect: 2024-05-06; as read}\n',
            "",
            "events wants two",
        ),
        (
            'source_uri: "https://example.org/1", position: 0, expect: 2024-05-06; as read',
            "article_id: art-b, position: 1, expect: as read",
            "are the same",
        ),
        ("article_id: art-b", "article_id: 7", "write it as text"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in SOUND
    with pytest.raises(JudgementError, match=rf"some\.yml, line 1: .*{words}"):
        read(tmp_path, SOUND.replace(old, new))


@pytest.mark.parametrize("text", ["outcome: linked\n", "- just words\n", "- [\n"])
def test_what_is_no_list_of_judgements_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(JudgementError, match=r"some\.yml"):
        read(tmp_path, text)


def test_what_the_rules_hold_apart_can_be_judged_one(press: Press, event: Fact) -> None:
    press.report("a", event(subjects=(LOWE,)))
    press.report("b", event(subjects=(PAYNE,)))
    assert groups(press) == [{"a"}, {"b"}]
    assert groups(press, judged("linked", "b", "a")) == [{"a", "b"}]


def test_whoever_fits_one_of_two_that_are_judged_one_can_join(press: Press, event: Fact) -> None:
    press.report("a", event(subjects=(LOWE,)))
    press.report("b", event(subjects=(PAYNE,)))
    press.report("c", event(subjects=(PAYNE,)))
    assert groups(press, judged("linked", "a", "b")) == [{"a", "b", "c"}]


def test_what_the_rules_link_can_be_judged_apart_even_by_way_of_a_third(press: Press, event: Fact) -> None:
    for article in "abc":
        press.report(article, event(subjects=(LOWE,)))
    assert groups(press) == [{"a", "b", "c"}]
    found = groups(press, judged("apart", "a", "b"))
    assert not any({"a", "b"} <= group for group in found)
    assert {"c"} not in found


def test_an_address_means_every_version_of_its_article(press: Press, event: Fact) -> None:
    for article in ("a1", "a2"):
        press.report(article, event(subjects=(LOWE,)), source_uri="https://example.org/1")
    press.report("b", event(subjects=(PAYNE,)))
    by_address = dataclasses.replace(judged("linked", "", "b"), events=(ADDRESS, FIRST_OF_B))
    assert verdicts(press, by_address).keys() == {(("a1", 0), ("b", 0)), (("a2", 0), ("b", 0))}


def test_an_address_means_no_version_that_tells_something_else(press: Press, event: Fact) -> None:
    for article in ("a1", "a2"):
        press.report(article, event(), source_uri="https://example.org/1")
    press.report("b", event())
    by_address = dataclasses.replace(judged("linked", "", "b"), events=(ADDRESS, FIRST_OF_B))
    told = {("a1", 0): "as read", ("a2", 0): "otherwise", ("b", 0): "as read"}
    (found,) = findings_on([by_address], press.articles, told)
    assert found.effect == "applied"
    assert verdicts_of([found]).keys() == {(("a1", 0), ("b", 0))}


def test_a_judgement_on_an_article_that_is_not_here_waits(press: Press, event: Fact) -> None:
    press.report("a", event())
    assert groups(press, judged("linked", "a", "z")) == [{"a"}]


@pytest.mark.parametrize(
    ("judgements", "words"),
    [
        ([("linked", "a", "b"), ("apart", "b", "a")], "line 2 contradicts a.yml, line 1"),
        (
            [("linked", "a", "b"), ("linked", "b", "c"), ("apart", "a", "c")],
            "line 3 sets apart .*line 1, a.yml, line 2",
        ),
        ([("linked", "a", "a")], "line 1: both events are of article a"),
    ],
)
def test_judgements_that_contradict_each_other_are_refused(
    press: Press, event: Fact, judgements: list[tuple[str, str, str]], words: str
) -> None:
    for article in "abc":
        press.report(article, event())
    with pytest.raises(JudgementError, match=words):
        groups(press, *(judged(*one, line=at) for at, one in enumerate(judgements, 1)))


def test_two_events_of_one_article_cannot_be_linked_by_way_of_another(press: Press, event: Fact) -> None:
    press.report("a", event(), event())
    press.report("b", event())
    second = dataclasses.replace(
        judged("linked", "a", "b", 2), events=(Event("article_id", "a", 1, "as read"), FIRST_OF_B)
    )
    with pytest.raises(JudgementError, match=r"line 1, a\.yml, line 2: together these link two events"):
        groups(press, judged("linked", "a", "b"), second)


def expecting(judgement: Judgement, *expected: str) -> Judgement:
    """The judgement with what it expects of its two events."""
    one, other = (
        dataclasses.replace(event, expect=words)
        for event, words in zip(judgement.events, expected, strict=True)
    )
    return dataclasses.replace(judgement, events=(one, other))


LOWE_TOLD, PAYNE_TOLD = "2024-05-06; Kansas City, MO; Darnell Lowe", "2024-05-06; Kansas City, MO; Ruth Payne"


def tables_with(
    press: Press, monkeypatch: pytest.MonkeyPatch, judgement: Judgement
) -> dict[str, list[dict[str, Any]]]:
    monkeypatch.setattr(corpus, "load_judgements", lambda: (judgement,))
    return press.tables()


def test_a_judgement_stands_in_the_tables(press: Press, event: Fact, monkeypatch: pytest.MonkeyPatch) -> None:
    press.report("a", event(subjects=(LOWE,)))
    press.report("b", event(subjects=(PAYNE,)))
    tables = tables_with(press, monkeypatch, expecting(judged("linked", "a", "b"), LOWE_TOLD, PAYNE_TOLD))
    assert len(tables["incidents"]) == 1
    (row,) = tables["incident_links"]
    assert (row["told"], row["other_told"]) == (LOWE_TOLD, PAYNE_TOLD)
    assert (row["outcome"], row["decided_by"]) == ("linked", "judgement")
    assert row["judgement"] == "seen (M. Editor, 2024-06-01)"
    assert "other_name -8" in row["evidence_against"]
    (decision,) = tables["judgements"]
    assert (decision["outcome"], decision["effect"]) == ("linked", "applied")
    assert decision["event_named"] == "event 0 of a"


@pytest.mark.parametrize("found", [PAYNE_TOLD, None], ids=["another event", "none"])
def test_a_judgement_on_an_event_that_moved_is_stale_and_decides_nothing(
    press: Press, event: Fact, monkeypatch: pytest.MonkeyPatch, found: str | None
) -> None:
    """As if the extractor had found at position 0 what is now at 1, or no event at all."""
    press.report("a", *([event(subjects=(PAYNE,)), event(subjects=(LOWE,))] if found else []))
    press.report("b", event(subjects=({"name": "Ida Marsh"},)))
    read_then = expecting(judged("linked", "a", "b"), LOWE_TOLD, "2024-05-06; Kansas City, MO; Ida Marsh")
    tables = tables_with(press, monkeypatch, read_then)
    assert not any(row["outcome"] == "linked" for row in tables["incident_links"])
    (decision,) = tables["judgements"]
    assert (decision["effect"], decision["expected"], decision["found"]) == ("stale", LOWE_TOLD, found)


def test_a_judgement_waits_for_its_articles(
    press: Press, event: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.report("a", event(subjects=(LOWE,)))
    for other in ("b", "c"):
        waiting = expecting(judged("linked", other, "d" if other == "c" else "a"), PAYNE_TOLD, LOWE_TOLD)
        (row,) = tables_with(press, monkeypatch, waiting)["judgements"]
        assert (row["effect"], row["found"]) == ("waiting", None)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"day": None, "month": "2024-05"}, "2024-05-01 to 2024-05-28; Kansas City, MO; nobody named"),
        ({"day": None, "city": None, "county": "Jackson County"}, "no day; Jackson County, MO; nobody named"),
        ({"subjects": (PAYNE, LOWE)}, "2024-05-06; Kansas City, MO; Darnell Lowe, Ruth Payne"),
    ],
)
def test_an_event_is_known_again_by_day_place_and_persons(
    press: Press, event: Fact, told: dict[str, Any], words: str
) -> None:
    press.report("a", event(**told))
    assert press.mentions[0].told == words
