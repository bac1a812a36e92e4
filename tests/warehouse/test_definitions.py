"""A mistake in a dictionary file is told with the file and the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.definitions import DictionaryError, Table, load

GOOD = """\
purpose: Dogs on duty.
unit: a dog.
key: [dog_id]
columns:
  dog_id: {type: VARCHAR, meaning: The dog.}
  age: {type: INTEGER, meaning: Years. Null where not known., nullable: true, minimum: 0, maximum: 30}
  state: {type: VARCHAR, meaning: Its state., codes: {'on': 'On duty', 'off': 'Off duty'}}
"""


def _load(folder: Path, text: str) -> None:
    (folder / "dogs.yml").write_text(text, encoding="utf-8")
    load(folder)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "quality").mkdir()
    (tmp_path / "dogs.yml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "quality" / "bites.yml").write_text(
        "purpose: Bites\n  that happened.\nunit: a bite.\nkey: [dog_id]\n"
        "columns:\n  dog_id: {type: VARCHAR, meaning: The dog., references: dogs.dog_id}\n",
        encoding="utf-8",
    )
    dogs, bites = load(tmp_path).values()
    assert (dogs.full_name, bites.full_name) == ("dogs", "quality.bites")
    assert dogs.columns["age"].maximum == 30
    assert dogs.columns["state"].codes == {"on": "On duty", "off": "Off duty"}
    assert bites.purpose == "Bites that happened."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("purpose: Dogs on duty.\n", "", r"the file: lacks purpose"),
        ("unit: a dog.", "unit: a dog.\nowner: x", r"the file: has the unknown owner"),
        ("unit: a dog.", "unit: a dog", r"unit: must be text that ends with a full stop"),
        ("key: [dog_id]", "key: [tag]", r"key: must list columns of the table"),
        (
            "meaning: The dog.}",
            "meaning: The dog., nulable: true}",
            r"columns.dog_id: has the unknown nulable",
        ),
        ("type: INTEGER", "type: INT", r"columns.age.type: must be one of VARCHAR, .*'INT'"),
        ("nullable: true", "nullable: 'yes'", r"columns.age.nullable: does not fit a INTEGER column: 'yes'"),
        ("minimum: 0", "minimum: 31", r"columns.age.minimum: is above the maximum"),
        ("meaning: The dog.", "meaning: The dog., minimum: 1", r"columns.dog_id.minimum: does not fit"),
        (
            "meaning: The dog.",
            "meaning: The dog., references: cats.cat_id",
            r"columns.dog_id.references: cats",
        ),
        ("minimum: 0", "privacy: none, minimum: 0", r"columns.age.privacy: does not fit"),
        ("meaning: The dog.", "meaning: The dog., privacy: odd", r"columns.dog_id.privacy: must be one of"),
        ("  age:", "  dog_id:", r"'dog_id' stands twice"),
        ("  age:", "  Age:", r"columns.Age: a column's name is lower case"),
        # YAML reads a bare `on` as true, which is no code.
        ("'on'", "on", r"columns.state.codes: must map each code to its meaning"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(DictionaryError, match=rf"(?s)dogs\.yml: .*{told}"):
        _load(tmp_path, GOOD.replace(old, new, 1))


def test_text_of_which_nothing_is_said_is_guarded(tmp_path: Path) -> None:
    said = GOOD + "  name: {type: VARCHAR, meaning: Its name.}\n"
    said += "  keeper: {type: VARCHAR, meaning: Its keeper., privacy: person_name}\n"
    (tmp_path / "dogs.yml").write_text(said, encoding="utf-8")
    (dogs,) = load(tmp_path).values()
    assert {name: column.privacy for name, column in dogs.columns.items()} == {
        "dog_id": "free_text", "age": "none", "state": "none", "name": "free_text", "keeper": "person_name",
    }  # fmt: skip


VERSIONS = """\
purpose: What dogs were.
unit: a dog in a period.
versions_of: dogs
macro: dogs_as_of
key: [dog_id, valid_from]
columns:
  valid_from: {type: DATE, meaning: First day.}
  valid_to: {type: DATE, meaning: The day after the last one., nullable: true}
"""


def _load_versions(folder: Path, text: str) -> dict[str, Table]:
    (folder / "history").mkdir()
    (folder / "dogs.yml").write_text(GOOD, encoding="utf-8")
    (folder / "history" / "past_dogs.yml").write_text(text, encoding="utf-8")
    return load(folder)


def test_a_table_of_versions_takes_columns_over(tmp_path: Path) -> None:
    dogs, past = _load_versions(tmp_path, VERSIONS).values()
    assert (past.full_name, past.versions_of, past.macro) == ("history.past_dogs", "dogs", "dogs_as_of")
    assert list(past.columns) == [*dogs.columns, "valid_from", "valid_to"]
    assert past.columns["age"] == dogs.columns["age"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("versions_of: dogs\n", "", r"the file: lacks versions_of"),
        ("versions_of: dogs", "versions_of: cats", r"versions_of: must name a table of schema main"),
        ("macro: dogs_as_of", "macro: dogs", r"macro: must be a name, and no table's"),
        ("macro: dogs_as_of", "macro: dogs as of", r"macro: must be a name"),
        ("valid_from: {", "since: {", r"columns: must be valid_from and valid_to"),
    ],
)
def test_a_mistake_in_a_table_of_versions_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in VERSIONS
    with pytest.raises(DictionaryError, match=rf"(?s)past_dogs\.yml: .*{told}"):
        _load_versions(tmp_path, VERSIONS.replace(old, new))
