"""Annotations are read strictly and placed in their article."""

import json

import pytest

from transforms.scoring.annotation import AnnotationError, annotated, read_annotations

BODY = "Sgt. Ada Lind said nobody was hurt. The chief said nobody was hurt."


def test_a_line_that_is_no_annotation_is_named() -> None:
    with pytest.raises(AnnotationError, match="line 2: not JSON"):
        list(read_annotations(['{"doc_id": "a", "relevant": true}', "{"]))
    with pytest.raises(AnnotationError, match="line 1: relevant missing"):
        list(read_annotations(['{"doc_id": "a"}']))


def test_the_guides_short_codes_become_the_databases() -> None:
    raw = {"doc_id": "a", "relevant": True, "incidents": [{"force_types": ["taser", "firearm"]}]}
    (incident,) = annotated(raw, BODY).incidents
    assert incident.force_types == {"electronic_control_weapon", "firearm"}


def test_unknown_and_null_are_not_told_while_zero_and_false_are() -> None:
    told = {"reason": "unknown", "city": None, "officers_injured": 0, "fled": False}
    raw = {"doc_id": "a", "relevant": True, "incidents": [told]}
    (incident,) = annotated(raw, BODY).incidents
    assert incident.values == {"officers_injured": "0", "fled": "false"}


def test_the_same_words_twice_stand_for_two_places() -> None:
    statement = {"kind": "indirect", "starts": "nobody was hurt", "speaker": None}
    raw = {"doc_id": "a", "relevant": True, "statements": [statement, statement]}
    starts = [one.start for one in annotated(raw, BODY).utterances]
    assert starts == [BODY.index("nobody"), BODY.rindex("nobody")]


def test_lines_of_a_file_are_one_annotation_each() -> None:
    rows = [{"doc_id": "a", "relevant": True}, {"doc_id": "b", "relevant": False}]
    lines = [json.dumps(row) for row in rows] + [""]
    assert list(read_annotations(lines)) == rows
