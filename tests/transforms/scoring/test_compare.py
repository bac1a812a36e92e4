"""What counts as right, wrong and missed."""

from transforms.scoring.compare import Count, agency_key, compare, same
from transforms.scoring.told import Document, Incident, Utterance


def story(doc_id: str = "a", **values: str) -> Document:
    return Document(doc_id, True, [Incident(False, values)])


def test_equal_documents_score_one_in_every_slot() -> None:
    told = story(date="2024-05-02", city="Topeka", state="KS")
    score = compare([(told, told)])
    assert {slot: count.f1 for slot, count in score.counts.items() if count.right} == {
        "relevant": 1.0,
        "incident": 1.0,
        "date": 1.0,
        "city": 1.0,
        "state": 1.0,
    }
    assert score.errors == []


def test_another_value_is_wrong_and_missed_at_once() -> None:
    score = compare([(story(city="Topeka"), story(city="Salina"))])
    assert score.counts["city"] == Count(right=0, wrong=1, missed=1)
    assert [(e.slot, e.expected, e.read) for e in score.errors] == [("city", "Topeka", "Salina")]


def test_silence_is_missed_and_an_invention_is_wrong() -> None:
    score = compare([(story(city="Topeka"), story(state="KS"))])
    assert score.counts["city"] == Count(missed=1)
    assert score.counts["state"] == Count(wrong=1)


def test_all_that_is_read_from_a_document_without_force_is_wrong() -> None:
    nothing = Document("a", False)
    score = compare([(nothing, story(city="Topeka"))])
    assert score.counts["relevant"] == Count(wrong=1)
    assert score.counts["incident"] == Count(wrong=1)
    assert score.counts["city"] == Count(wrong=1)


def test_incidents_are_paired_by_what_they_share_not_by_their_order() -> None:
    first, second = Incident(False, {"city": "Topeka"}), Incident(False, {"city": "Salina"})
    score = compare([(Document("a", True, [first, second]), Document("a", True, [second, first]))])
    assert score.counts["city"] == Count(right=2)


def test_slots_of_background_incidents_are_not_counted() -> None:
    told = Document("a", True, [Incident(True, {"city": "Topeka"})])
    score = compare([(told, told)])
    assert score.counts["background"] == Count(right=1)
    assert "city" not in score.counts


def test_persons_are_paired_by_name() -> None:
    ours = Incident(False, subjects=[{"name": "Ada Lind", "age": "31"}, {"name": "Bo Ray", "age": "40"}])
    theirs = Incident(False, subjects=[{"name": "Bo Ray", "age": "40"}, {"name": "Ada M. Lind", "age": "13"}])
    score = compare([(Document("a", True, [ours]), Document("a", True, [theirs]))])
    assert score.counts["subject_name"] == Count(right=2)
    assert score.counts["subject_age"] == Count(right=1, wrong=1, missed=1)


def test_names_agree_without_middle_names_and_suffixes() -> None:
    assert same("subject_name", "Ada M. Lind", "Ada Lind")
    assert same("subject_name", "Bo Ray Jr.", "Bo Ray")
    assert not same("subject_name", "Ada Lind", "Ida Lind")


def test_a_spot_agrees_when_half_its_words_are_read() -> None:
    assert same("place", "corner of Oak Street and 5th Avenue", "Oak Street and 5th Avenue")
    assert not same("place", "corner of Oak Street and 5th Avenue", "a gas station")


def test_agencies_are_compared_by_register_entry_else_by_their_words() -> None:
    assert agency_key("Kansas City Police Department, MO") != agency_key("Kansas City Police Department, KS")
    assert agency_key("Nowhere County Prosecuting Attorney's Office, MO") == agency_key(
        "Nowhere County Prosecutor's Office, MO"
    )


def test_a_statement_is_found_where_it_begins_and_its_speaker_counts_apart() -> None:
    ours = Document("a", True, utterances=[Utterance("direct", 100, "Ada Lind", None, None)])
    near = Document("a", True, utterances=[Utterance("direct", 104, "Bo Ray", None, None)])
    far = Document("a", True, utterances=[Utterance("direct", 300, "Ada Lind", None, None)])
    assert compare([(ours, near)]).counts["direct"] == Count(right=1)
    assert compare([(ours, near)]).counts["direct_speaker"] == Count(wrong=1, missed=1)
    assert compare([(ours, far)]).counts["direct"] == Count(wrong=1, missed=1)


def test_precision_and_recall_of_nothing_are_one() -> None:
    assert (Count().precision, Count().recall, Count().f1) == (1.0, 1.0, 1.0)
    assert Count(right=1, wrong=1, missed=0).f1 == 2 / 3
