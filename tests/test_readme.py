"""What the README promises: its queries run, its tables and commands exist."""

import re
from pathlib import Path

import pytest

from orchestration.cli import app
from tests.expectations.ledger import sound_database
from warehouse.dictionary import tables
from warehouse.reader import query

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_database(tmp_path_factory.mktemp("readme") / "uof.duckdb")


def test_there_are_ten_questions() -> None:
    _, questions = README.split("## Ten questions")
    assert questions.count("```sql") == 10


@pytest.mark.parametrize("sql", QUERIES)
def test_a_query_of_the_readme_can_be_answered(sql: str, database: Path) -> None:
    assert query(database, sql).width > 0


def test_the_table_of_tables_is_the_dictionarys() -> None:
    named = set(re.findall(r"^\| `([a-z_.]+)` \|", README, re.MULTILINE))
    assert named == set(tables())


def test_every_command_is_in_the_table_of_commands() -> None:
    named = set(re.findall(r"^\| `uof ([a-z]+)", README, re.MULTILINE))
    commands = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert named == commands | {group.name for group in app.registered_groups}
