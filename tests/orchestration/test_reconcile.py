"""`uof reconcile` on a small ledger: sheets, what is kept, and bad calls. Every person is invented."""

import io
from pathlib import Path

import polars as pl
import pytest
from rich.console import Console

from orchestration.errors import CallError
from orchestration.home import Home
from orchestration.news import news, write_last_run
from orchestration.reconcile import reconcile
from orchestration.registries import kept_lists
from tests.expectations.ledger import sound_database
from tests.transforms.registries.lists import POST, csv_of, post

OTHERS = [
    post(
        str(n),
        f"20{15 + n % 9}-0{1 + n % 9}-1{n % 9}",
        f"Xa{chr(97 + n % 26)} Yo{n}",
        20 + n % 50,
        city=town,
        agencies=f"{town} Police Department, KS",
    )
    for n, town in enumerate(("Hays", "Derby", "Salina") * 20, 100)
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("reconcile"))
    sound_database(home.published)
    return home


def called(home: Home, file: Path, columns: Path | None = None, out: Path | None = None) -> str:
    console = Console(file=io.StringIO(), width=200)
    reconcile(console, home, file, columns, out)
    return console.file.getvalue()


def sheet(folder: Path, name: str) -> list[dict[str, str]]:
    return pl.read_csv(folder / f"{name}.csv", infer_schema=False).to_dicts()


def test_the_sheets_tell_who_is_in_both_and_where_they_differ(published: Home, tmp_path: Path) -> None:
    file = tmp_path / "post.csv"
    lind = post("=1+2", "2024-05-02", "Ada Lind", 33, gender="female", armed="gun")
    file.write_bytes(csv_of(POST, lind, "broken", *OTHERS))
    told = called(published, file, out=tmp_path / "sheets")

    (both,) = sheet(tmp_path / "sheets", "both")
    assert (both["incident_id"], both["subject_id"], both["disagree_on"]) == ("i1", "s1", "age, armed")
    assert both["external_id"] == "'=1+2"  # no spreadsheet takes it for a formula
    assert "name same" in both["evidence"]
    differing = [row for row in sheet(tmp_path / "sheets", "disagree") if row["relation"] == "disagree"]
    assert {(row["slot"], row["ours"], row["theirs"]) for row in differing} == {
        ("age", "31", "33"),
        ("armed", "knife", "firearm"),
    }
    assert [row["line"] for row in sheet(tmp_path / "sheets", "refused")] == ["3"]
    assert {row["explanation"] for row in sheet(tmp_path / "sheets", "only_theirs")} == {"not_covered_here"}
    assert "| in both | 1 | both.csv |" in told
    assert "1 refused (1 fields)" in told


def test_the_list_is_kept_and_a_new_edition_takes_its_place(published: Home, tmp_path: Path) -> None:
    file = tmp_path / "post.csv"
    for names in (["Ada Lind", "Bo Ray"], ["Cy Orr"]):
        rows = [post(str(number), "2016-03-04", name) for number, name in enumerate(names)]
        file.write_bytes(csv_of(POST, *rows))
        called(published, file)
        (kept,) = kept_lists(published)
        assert kept.layout.registry == "washington_post"
        assert sorted(kept.rows["name"]) == names
    assert (published.root / "reconciled" / "washington_post" / "SUMMARY.md").exists()


def test_a_bad_call_names_file_and_column_and_keeps_nothing(published: Home, tmp_path: Path) -> None:
    file, columns = tmp_path / "list.csv", tmp_path / "map.yml"
    file.write_bytes(csv_of(POST.replace(",city,", ",town,"), post("1", "2016-03-04", "Ada Lind")))
    home = Home(tmp_path / "home")
    with pytest.raises(CallError, match=r"list\.csv: The column city is missing"):
        called(home, file)
    with pytest.raises(CallError, match=r"nothing\.csv cannot be read"):
        called(home, tmp_path / "nothing.csv")
    columns.write_text("registry: x\n", encoding="utf-8")
    with pytest.raises(CallError, match=r"map\.yml: title, licence, columns, dates, scope is missing"):
        called(home, file, columns)
    assert kept_lists(home) == []


def test_a_folder_with_other_things_is_not_written_over(published: Home, tmp_path: Path) -> None:
    file, folder = tmp_path / "post.csv", tmp_path / "mine"
    file.write_bytes(csv_of(POST, post("1", "2016-03-04", "Ada Lind")))
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(CallError, match="holds other things"):
        called(published, file, out=folder)
    assert (folder / "thesis.txt").exists()


def test_a_reconciled_list_makes_a_run_due(published: Home, tmp_path: Path) -> None:
    inbox, file = tmp_path / "inbox", tmp_path / "post.csv"
    inbox.mkdir()
    file.write_bytes(csv_of(POST, post("77", "2016-03-04", "Di Poe")))
    write_last_run(published, [])
    assert not news(published, inbox)
    called(published, file)
    assert news(published, inbox).reason == "a registry's list was reconciled"
    write_last_run(published, [])
    assert not news(published, inbox)
