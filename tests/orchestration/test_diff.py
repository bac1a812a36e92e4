"""Two ledgers of invented articles compared: what came, went, merged, split, changed, and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.building import mart_queries
from orchestration.diff import Change, Difference, compare_files
from orchestration.diff_report import markdown, print_difference
from orchestration.errors import CallError
from tests.expectations.ledger import frame
from transforms.incidents.build import build_tables
from transforms.incidents.corrections import Correction
from transforms.incidents.identity import content_id
from transforms.records import Agency, Article, Claim, EventMention, Extraction
from warehouse.dictionary import tables
from warehouse.publish import build

TOPEKA = Agency("KS1", None, "Topeka Police Department", "municipal_police", None, None, "KS", True)
Report = tuple[Article, Extraction]
Ledger = Callable[..., Path]


def report(
    name: str, day: str = "2024-05-06", person: str | None = "Dale Orrin", *,
    published: str = "2024-05-07", modality: str = "asserted", **slots: str,
) -> Report:  # fmt: skip
    """One article on one event in Topeka, its body a sentence a claim and words of its own."""
    told = [("occurred_on", day, None), ("city", "Topeka", None), ("state", "KS", None)]
    told += [("force_type", "firearm", None), ("agency_role", "used_force", "agency:KS1")]
    told += [("exists", "true", "subject:0")]
    told += [("name", person, "subject:0")] if person else []
    told += [(slot, value, "subject:0") for slot, value in slots.items() if slot in ("age", "outcome")]
    told += [(slot, value, None) for slot, value in slots.items() if slot not in ("age", "outcome")]
    body, claims = f"Of {name}.", []
    for slot, value, entity in told:
        start = len(body) + 1
        body += f" The {slot} is {value}."
        how = modality if slot in slots else "asserted"
        claims.append(Claim(slot, value, start, len(body), entity, how))
    body += "".join(f" It was {name}{number} who saw {name}{number * 7}." for number in range(30))
    article = Article(
        name, name, f"{name}.txt", "Daily Slate", name, date.fromisoformat(published), body, "0" * 64
    )
    return article, Extraction(name, True, 0.9, (EventMention(False, tuple(claims), (TOPEKA,)),))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    def make(name: str, *reports: Report, corrections: tuple[Correction, ...] = ()) -> Path:
        taken_in = {article.article_id: datetime(2024, 6, 1, tzinfo=UTC) for article, _ in reports}
        found = build_tables(
            [article for article, _ in reports], [one for _, one in reports], taken_in, corrections
        )
        found["quality.quarantine"] = frame("quality.quarantine", [])
        build(tmp_path / f"{name}.duckdb", found, mart_queries())
        return tmp_path / f"{name}.duckdb"

    return make


def compared(ledger: Ledger, old: list[Report], new: list[Report]) -> Difference:
    return compare_files(ledger("old", *old), ledger("new", *new))


def only(found: Difference) -> Change:
    (change,) = found.changed
    return change


def test_equal_ledgers_differ_in_nothing(ledger: Ledger) -> None:
    found = compared(ledger, [report("a")], [report("a")])
    assert found.is_empty
    assert list(markdown(found)) == ["Nothing changed."]


def test_an_incident_is_added_or_gone(ledger: Ledger) -> None:
    first, second = report("a"), report("b", "2024-01-02", "Ines Roe", published="2024-01-03")
    added = compared(ledger, [first], [first, second])
    assert [(row["day"], row["persons"]) for row in added.added] == [("2024-01-02", "Ines Roe")]
    assert (added.gone, added.changed) == ([], [])
    gone = compared(ledger, [first, second], [first])
    assert [row["persons"] for row in gone.gone] == ["Ines Roe"]


def test_two_incidents_become_one_or_one_becomes_two(ledger: Ledger) -> None:
    """A third report that fits both is what joins two; nothing but the articles tells."""
    apart = [report("a", person=None, place="Oak Street"), report("b", "2024-05-02", person="Dale Orrin")]
    joined = [report("a", person="Dale Orrin", place="Oak Street"), apart[1]]
    merged = compared(ledger, apart, joined)
    ((one,),) = (merged.merged,)
    assert len(one["from"]) == 2
    assert one["into"]["article_count"] == 2
    split = compared(ledger, joined, apart)
    ((one,),) = (split.split,)
    assert len(one["into"]) == 2


def test_an_earlier_report_renames_an_incident(ledger: Ledger) -> None:
    later = report("a", published="2024-05-09")
    found = compared(ledger, [later], [later, report("b", published="2024-05-07")])
    ((one,),) = (found.renamed,)
    assert one["from"]["incident_id"] != one["into"]["incident_id"]
    assert found.changed == []


def test_a_changed_value_comes_with_the_claim_and_its_sentence(ledger: Ledger) -> None:
    first = report("a", outcome="injured")
    found = compared(ledger, [first], [first, report("b", outcome="killed", published="2024-05-09")])
    change = only(found)
    assert (change.entity, change.slot, change.old, change.new) == (
        "Dale Orrin",
        "outcome",
        "injured",
        "killed",
    )
    claim = change.causes[0]
    assert (claim["kind"], claim["is_new"], claim["article_id"]) == ("claim", True, "b")
    assert claim["sentence"] == "The outcome is killed."


def test_a_value_that_nobody_tells_any_more_names_the_claim_that_went(ledger: Ledger) -> None:
    change = only(compared(ledger, [report("a", fled="true")], [report("a")]))
    assert (change.slot, change.old, change.new) == ("fled", "true", None)
    assert [(cause["kind"], cause["sentence"]) for cause in change.causes] == [
        ("lost_claim", "The fled is true.")
    ]


def test_a_dispute_is_a_change_with_the_claim_against(ledger: Ledger) -> None:
    first = report("a", fled="true")
    change = only(compared(ledger, [first], [first, report("b", fled="false")]))
    assert {change.old_status, change.new_status} == {"settled", "disputed"}
    assert "dissent" in {cause["kind"] for cause in change.causes}


def test_a_correction_is_the_cause_of_its_value(ledger: Ledger) -> None:
    first = report("a", age="41")
    fix = Correction(
        content_id("inc", "a", 0), "Dale Orrin", "age", "41", "42", "It was his brother's.", "Case 7",
        "Ines Roe", date(2024, 6, 2), "one.yml", 1,
    )  # fmt: skip
    found = compare_files(ledger("old", first), ledger("new", first, corrections=(fix,)))
    change = only(found)
    assert (change.old, change.new, change.new_status) == ("41", "42", "corrected")
    assert [cause["kind"] for cause in change.causes] == ["correction"]
    assert "corrected by Ines Roe on 2024-06-02: It was his brother's. (Case 7)" in "\n".join(markdown(found))


def test_a_new_kind_of_force_is_a_value_more(ledger: Ledger) -> None:
    first = report("a")
    change = only(compared(ledger, [first], [first, report("b", force_type="canine")]))
    assert (change.slot, change.old, change.new) == ("force_type", None, "canine")


def test_what_an_article_says_is_no_markup(ledger: Ledger) -> None:
    first = report("a", place="Oak")
    found = compared(ledger, [first], [report("a", place="<b>|`Oak`|")])
    text = "\n".join(markdown(found))
    assert r"\<b\>\|\`Oak\`\|" in text
    assert "<b>" not in text


@pytest.mark.parametrize("form", ["table", "markdown", "json"])
def test_every_form_tells_all(form: str, ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    first = report("a", outcome="injured")
    old = ledger("old", first, report("c", "2024-01-02", "Ines Roe", published="2024-01-03"))
    new = ledger("new", first, report("b", outcome="killed", published="2024-05-09"))
    print_difference(old, new, form)
    printed = capsys.readouterr().out
    assert all(word in printed for word in ("Ines Roe", "injured", "killed", "The outcome is killed."))
    if form == "json":
        assert {"added", "gone", "merged", "split", "renamed", "changed"} == json.loads(printed).keys()


def test_what_is_no_ledger_of_this_version_is_refused_by_name(ledger: Ledger, tmp_path: Path) -> None:
    sound = ledger("sound", report("a"))
    text, other, older = tmp_path / "x.txt", tmp_path / "other.duckdb", tmp_path / "older.duckdb"
    text.write_text("no database")
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
    with duckdb.connect(str(older)) as connection:
        for name in tables("main"):
            columns = ", ".join(column for column in tables()[name].columns if column != "standing")
            connection.execute(f"ATTACH IF NOT EXISTS '{sound}' AS s (READ_ONLY)")
            connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM s.{name}")
    for path, says in (
        (tmp_path / "nowhere.duckdb", "There is no file"),
        (text, "is no DuckDB database"),
        (other, "is no ledger"),
        (older, "another version of the tables"),
    ):
        for pair in ((path, sound), (sound, path)):
            with pytest.raises(CallError, match=says):
                compare_files(*pair)
    with pytest.raises(CallError, match="no format 'xml'"):
        print_difference(sound, sound, "xml")
