"""Each rule of the policy on an invented case: the scan finds it in what is internal, and not after."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from orchestration.errors import CallError, RefusedError
from orchestration.releasing import release as releasing
from orchestration.releasing.contents import Part
from orchestration.releasing.protection import findings, protected, redacted
from orchestration.releasing.release import Wish, write_release
from tests.expectations.ledger import broken_database
from transforms.privacy.names import Name
from transforms.privacy.policy import policy
from transforms.privacy.redact import Redaction
from transforms.privacy.takedowns import Taken

WITNESS = """
INSERT INTO statements BY NAME SELECT * REPLACE ('t9' AS statement_id, 'Em Fry' AS speaker_name,
    'witness' AS speaker_role, NULL AS official_id) FROM statements LIMIT 1
"""
TALK = (
    "Reach Em Fry at 816-555-0134 or fry@news.example, license plate XYZ123, 2814 Oak Street, "
    "near the deputy''s home on Elm Lane."
)
BYSTANDER = "INSERT INTO others_harmed VALUES ('p9', 'i1', 'Cy Dove', 40, 'injured', 'officer')"
CHILD = ["UPDATE subjects SET age = 15", "UPDATE incidents SET place = 'home of Ada Lind'"]
# Of each rule: what makes the sound ledger hold a case of it, and whose name is protected, if anybody's.
CASES: dict[str, tuple[list[str], str | None]] = {
    "minors": (CHILD, "Ada Lind"),
    "suicides": (["UPDATE articles SET body = body || ' She had shot herself.'"], "Ada Lind"),
    "arrested_only": (["UPDATE subjects SET outcome = 'unharmed'"], "Ada Lind"),
    "bystanders": ([BYSTANDER], "Cy Dove"),
    "witnesses": ([WITNESS], "Em Fry"),
    **{rule.name: ([f"UPDATE articles SET title = '{TALK}'"], None) for rule in policy().patterns},
}  # fmt: skip


@pytest.fixture(scope="module")
def cases(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a case of every rule but suicides, which would take in everybody."""
    statements = [statement for name, (one, _) in CASES.items() for statement in one if name != "suicides"]
    return broken_database(tmp_path_factory.mktemp("cases") / "uof.duckdb", published, statements)


@pytest.fixture(scope="module")
def internal(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(cases, tmp_path_factory.mktemp("internal"), Wish("internal", with_text=True)).folder


@pytest.fixture(scope="module")
def public(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(cases, tmp_path_factory.mktemp("public"), Wish()).folder


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == {rule.name for rule in (*policy().people, *policy().patterns)}


@pytest.mark.parametrize("rule", [name for name, (_, who) in CASES.items() if who])
def test_a_rule_protects_whom_it_should(rule: str, published: Path, tmp_path: Path) -> None:
    statements, who = CASES[rule]
    case = broken_database(tmp_path / "case.duckdb", published, statements)
    assert {(one.rule, one.text) for one in protected(case, "public")} == {(rule, who)}
    assert protected(case, "internal") == []


def test_the_sound_ledger_has_nobody_to_protect(published: Path) -> None:
    assert protected(published, "public") == []


def test_an_article_that_calls_a_person_of_no_told_age_a_boy(published: Path, tmp_path: Path) -> None:
    told = [
        "UPDATE articles SET body = 'Boy, who' || substring(body, 9)",
        "UPDATE subjects SET age = NULL",
        "DELETE FROM claims WHERE slot = 'age'",
        "UPDATE claims SET char_end = 3",
    ]
    assert protected(broken_database(tmp_path / "boy.duckdb", published, told[:1]), "public") == []
    (one,) = protected(broken_database(tmp_path / "child.duckdb", published, told), "public")
    assert (one.rule, one.text, one.scopes) == ("minors", "Ada Lind", {"i1", "a1"})


def test_the_scan_finds_every_rule_before_and_none_after(
    cases: Path, internal: Path, public: Path, tmp_path: Path
) -> None:
    names = protected(cases, "public")
    before = {one.rule for one in findings(internal, names, "public", Taken())}
    assert before >= CASES.keys() - {"suicides", "minors", "arrested_only"}
    assert before & {"minors", "arrested_only"}  # one person
    with_text = write_release(cases, tmp_path, Wish("public", with_text=True)).folder
    for folder in (public, with_text):
        assert findings(folder, names, "public", Taken()) == []
        text = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        for hidden in (b"Ada Lind", b"Cy Dove", b"Em Fry", b"555-0134", b"fry@", b"2814 Oak", b"Elm Lane"):
            assert hidden not in text


def test_what_is_withheld_is_told_and_the_rest_is_there(public: Path) -> None:
    (subject,) = pl.read_parquet(public / "parquet" / "subjects.parquet").to_dicts()
    assert (subject["name"], subject["age"], subject["armed"]) == ("[withheld]", 15, "knife")
    (incident,) = pl.read_parquet(public / "parquet" / "incidents.parquet").to_dicts()
    assert incident["place"] == "home of ███ ████"
    card = (public / "README.md").read_text()
    assert "| `bystanders` |" in card
    assert "[withheld]" in card


def test_an_id_of_a_registry_goes_with_the_name_it_leads_to(public: Path, internal: Path) -> None:
    count = {
        folder: pl.read_parquet(folder / "parquet" / "incident_external_ids.parquet").height
        for folder in (public, internal)
    }
    assert count == {public: 0, internal: 1}


def test_researchers_get_adults_but_no_child_and_no_number(cases: Path, tmp_path: Path) -> None:
    folder = write_release(cases, tmp_path, Wish("research")).folder
    assert folder.name.endswith("-research")
    text = b"".join(path.read_bytes() for path in folder.rglob("*.csv"))
    assert b"Cy Dove" in text
    assert b"Em Fry" in text
    assert b"Ada Lind" not in text
    assert b"555-0134" not in text


def test_what_the_scan_finds_is_not_written(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the code that takes values out had failed."""

    def failing(parts: list[Part], names: list[Name], tier: str) -> tuple[list[Part], Redaction]:
        return parts, redacted(parts, names, tier)[1]

    monkeypatch.setattr(releasing, "redacted", failing)
    with pytest.raises(RefusedError, match=r"witnesses: .*\n.*(?s:.)*Mend seeds") as refused:
        write_release(cases, tmp_path, Wish())
    assert "Em Fry" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_tier_is_a_wrong_call(published: Path, tmp_path: Path) -> None:
    with pytest.raises(CallError, match="no tier 'secret'"):
        write_release(published, tmp_path, Wish("secret"))
