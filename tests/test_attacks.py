"""What strangers write arrives as text: each string of attacks.yml, through the real path, at each sink."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import yaml
from markdown_it import MarkdownIt

from orchestration import inert
from orchestration.asking import answer, print_table
from orchestration.building import build_database
from orchestration.checks import _listed
from orchestration.diff_report import print_difference
from orchestration.explain import explain
from orchestration.extracting import failures
from orchestration.home import Home
from orchestration.intake import take_in
from orchestration.metadata import preview
from orchestration.releasing.release import Wish, write_release
from orchestration.review import review
from orchestration.terminal import Terminal
from tests.expectations.ledger import sound_database
from transforms.incidents.corrections import CorrectionError, read_corrections
from warehouse.dictionary import tables
from warehouse.reader import query
from warehouse.spreadsheet import without_formulas

ATTACKS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "attacks.yml").read_text(encoding="utf-8")
)
EVERY = [(kind, text) for kind, texts in ATTACKS.items() for text in texts]
STORY = (
    "TOPEKA, Kan. — Topeka police shot and killed {who} on Thursday, Lt. Ada Lind said.\n\n"
    "Officers had stopped the man near {who}. “He had a knife,” {who} said. Witness {who}, 41, saw it. "
    "{own}"
)
BETWEEN = (
    "INSERT INTO incidents SELECT * REPLACE ('i2' AS incident_id) FROM incidents",
    "INSERT INTO claims SELECT * REPLACE ('d' || claim_id AS claim_id, 'i2' AS incident_id, "
    "'a2' AS article_id) FROM claims",
    "INSERT INTO incident_links BY NAME SELECT 'a1' AS article_id, 0 AS position, 'i1' AS incident_id, "
    "'a2' AS other_article_id, 0 AS other_position, 'i2' AS other_incident_id, 5.5 AS score, "
    "'x' AS told, 'x' AS other_told, "
    "'x' AS evidence_for, 'x' AS evidence_against, 'undecided' AS outcome, 'score' AS decided_by",
)


def acts(text: str) -> list[str]:
    """Return the characters that a terminal obeys, by their category in Unicode."""
    turns = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    return [
        c
        for c in text
        if (unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in "\n\t")
        or unicodedata.bidirectional(c) in turns
        or c in "\u200e\u200f\u061c"
    ]


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, Path]]:
    """A ledger of articles that carry each attack in every place an article has, and in names of files."""
    root = tmp_path_factory.mktemp("attacked")
    inbox = root / "inbox"
    inbox.mkdir()
    lines = []
    for number, (kind, text) in enumerate(EVERY):
        own = " ".join(f"{word}{number}" for word in ("Harbor", "mill", "orchard", "ferry", "quarry") * 4)
        line = {"title": text, "outlet": text, "id": f"{number} {text}", "url": f"http://a.example/{text}"}
        day = date(2015, 1, 6) + timedelta(days=25 * number)  # events far apart: nothing to compare
        line |= {"published": text if kind == "values" else f"{day}"}
        lines.append(json.dumps(line | {"text": STORY.format(who=text, own=own)}))
    (inbox / "feed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for number, text in enumerate(ATTACKS["path"] + ATTACKS["terminal"]):
        name = text.replace("/", "∕").replace("\0", "") + ".txt"
        (inbox / name.lstrip(".")).write_text(f"Topeka opened its {number} bridges.")
    (inbox / "page.html").write_text(
        "<html><title><script>alert(1)</script>\x1b[2J</title><body><p>" + STORY.format(who="x", own="")
    )
    home = Home(root / "home")
    take_in(home, inbox, datetime(2024, 5, 7, tzinfo=UTC))
    build_database(home)
    yield home, root


def test_every_attack_becomes_an_article_and_none_a_command(taken_in: tuple[Home, Path]) -> None:
    home, root = taken_in
    assert failures(home).is_empty()
    kept = query(home.built, "SELECT title, outlet FROM articles WHERE source_uri LIKE 'http://a.example%'")
    assert kept.height == len(EVERY)
    for name in tables():
        query(home.built, f"SELECT count(*) FROM {name}")
    assert {path.name for path in root.iterdir()} == {"inbox", "home"}
    assert not list(root.rglob("owned")) and not Path("owned").exists()
    assert {path.name for path in home.root.iterdir()} <= {
        "raw",
        "work",
        ".lock",
        "documents.parquet",
        "documents.parquet.sha256",
    }
    assert all(re.fullmatch(r"[0-9a-f]{64}", path.name) for path in home.raw.rglob("*") if path.is_file())


def test_what_an_article_names_itself_is_kept_without_what_acts(
    taken_in: tuple[Home, Path],
) -> None:
    for table in ("articles", "quality.quarantine"):
        for row in query(taken_in[0].built, f"SELECT * FROM {table}").iter_rows(named=True):
            assert not [value for value in row.values() if isinstance(value, str) and acts(value)]


def test_no_name_reaches_a_pattern_and_no_date_a_table(taken_in: tuple[Home, Path]) -> None:
    rows = query(taken_in[0].built, "SELECT reason FROM quality.quarantine")
    assert set(rows["reason"]) == {"bad_published"}
    assert rows.height == len(ATTACKS["values"])


def poisoned(folder: Path, texts: list[str], name: str = "uof") -> Path:
    """Return a database in which every text that no code or key fixes is made of attacks."""
    path = sound_database(folder / f"{name}.duckdb")
    with duckdb.connect(str(path)) as connection:
        for statement in BETWEEN:
            connection.execute(statement)
        for entry in tables().values():
            for column, spec in entry.columns.items():
                is_free = spec.type == "VARCHAR" and not (spec.codes or spec.references or spec.pattern)
                if is_free and not column.endswith("_id") and column not in ("slot", "body"):
                    told = ["\n".join([name, *texts])]
                    connection.execute(f'UPDATE {entry.full_name} SET "{column}" = ?', told)
        told = " ".join(texts) + " Topeka police shot Ada Lind on May 2. " + " ".join(texts)
        connection.execute("UPDATE articles SET body = ?", [told])
    return path


def printed(database: Path, other: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> dict[str, str]:
    """Return what each command prints of a database."""
    monkeypatch.setenv("COLUMNS", "100000")
    found = {}
    for name, command in (
        ("explain", lambda: explain(Terminal(width=100_000), database, "i1")),
        ("review", lambda: review(Terminal(width=100_000), database)),
        ("sql", lambda: print_table(query(database, "SELECT * EXCLUDE (body) FROM articles"))),
        ("sql json", lambda: answer(database, "SELECT title, outlet FROM articles", "json")),
        ("diff", lambda: print_difference(database, other, "table")),
        ("diff json", lambda: print_difference(database, other, "json")),
        ("diff markdown", lambda: print_difference(database, other, "markdown")),
    ):
        command()
        found[name] = capsys.readouterr().out
    return found


def bare(text: str) -> str:
    """Return a text without blanks and without what stands for characters that act."""
    return re.sub(r"[\s\ufffd]", "", inert.visible(text))


def test_commands_print_every_attack_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [text for _, text in EVERY]
    other = sound_database(tmp_path / "other.duckdb")
    told = printed(poisoned(tmp_path, texts), other, monkeypatch, capsys)
    for command, text in told.items():
        assert text and not acts(text), command
    for command in ("explain", "review", "sql"):
        shown = bare(told[command])
        assert not [attack for attack in texts if bare(attack) not in shown], command
    rows = [json.loads(line) for line in told["sql json"].splitlines()]
    assert {row["title"] for row in rows} == {"\n".join(["uof", *texts])}


def test_a_terminal_gets_csv_without_characters_that_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout", out)
    answer(poisoned(tmp_path, ATTACKS["terminal"]), "SELECT title FROM articles", "csv")
    assert out.getvalue() and not acts(out.getvalue())


def tags(text: str) -> tuple[set[str], str]:
    """Return the elements that Markdown makes of a text, and the text that a reader sees."""
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [one for token in page.parse(text) for one in (token, *(token.children or []))]
    seen = "".join(one.content for one in tokens if one.type in {"text", "text_special"})
    return {one.tag or one.type for one in tokens} - {"text", "text_special", "inline", "softbreak"}, seen


@pytest.mark.parametrize("text", [text for _, text in EVERY])
def test_markdown_of_dagster_and_of_release_notes_shows_a_text(text: str) -> None:
    frame = pl.DataFrame({"title": [text], "outlet": ["x"]})
    made, seen = tags(preview(frame))
    table = {"table", "thead", "tbody", "tr", "th", "td"}
    assert made <= table
    flat = " ".join(inert.visible(" ".join(text.split())).split())
    assert flat[:50] in seen
    made, seen = tags(_listed([text, "next"]))
    assert made <= table
    assert flat[:50] in seen


def test_a_note_of_what_changed_holds_no_element_that_it_did_not_make(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [text for _, text in EVERY]
    print_difference(poisoned(tmp_path, texts, "a"), poisoned(tmp_path, texts, "b"), "markdown")
    made, _ = tags(capsys.readouterr().out)
    assert made <= {"h3", "ul", "li", "p", "table", "thead", "tbody", "tr", "th", "td"}


def is_formula(cell: str) -> bool:
    is_number = re.fullmatch(r"-?\d+\.\d+", cell) is not None  # longitude
    return cell.strip()[:1] in set("=+-@＝＋－＠") and not is_number


@pytest.mark.parametrize("text", ATTACKS["spreadsheet"])
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    assert is_formula(text.lstrip("'"))
    cells = next(csv.reader(io.StringIO(without_formulas(pl.DataFrame({"x": [text]})).write_csv()[2:])))
    assert cells == [f"'{text}"]


def test_numbers_and_plain_texts_stay_as_they_are() -> None:
    frame = pl.DataFrame({"value": ["41", "Oak Street", "’twas", "", None], "n": [-1, 0, 1, 2, 3]})
    assert without_formulas(frame).equals(frame)


def test_csv_of_a_release_and_of_a_query_hold_no_formula(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = sound_database(tmp_path / "uof.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE articles SET title = ?, outlet = ?", ATTACKS["spreadsheet"][:2])
    answer(database, "SELECT title, outlet FROM articles", "csv")
    texts = [capsys.readouterr().out]
    folder = write_release(database, tmp_path / "out", Wish()).folder
    texts += [path.read_text(encoding="utf-8") for path in folder.rglob("*.csv")]
    assert len(texts) > len(tables("main"))
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{ATTACKS['spreadsheet'][0]}" in cells
    assert not [cell for cell in cells if is_formula(cell)]


@pytest.mark.parametrize("text", ATTACKS["yaml"] + ATTACKS["path"])
def test_a_broken_file_of_corrections_is_named_and_corrects_nothing(text: str) -> None:
    for written in (text, f"- incident: {text}\n", f"- incident: inc-1\n  slot: {text}\n"):
        try:
            told = read_corrections({"seeds/corrections/a.yml": written})
        except CorrectionError as error:
            assert str(error).startswith("seeds/corrections/a.yml")
        else:
            assert told == (), "what asks for nothing, such as a comment"
