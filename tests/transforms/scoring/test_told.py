"""Claims of one article become one incident: which value is taken."""

from transforms.scoring.told import ClaimRow, incident_of


def claim(
    slot: str, value: str, entity: str | None = None, modality: str = "asserted", confidence: float = 0.9
) -> ClaimRow:
    return ClaimRow(slot, value, modality, confidence, start=0, entity=entity)


def test_asserted_wins_over_alleged_then_the_more_confident() -> None:
    rows = [
        claim("city", "Salina", modality="alleged", confidence=0.99),
        claim("city", "Topeka", confidence=0.5),
        claim("city", "Hays", confidence=0.4),
    ]
    assert incident_of(rows, False).values == {"city": "Topeka"}


def test_nothing_is_taken_from_what_is_denied_or_unconfirmed() -> None:
    rows = [claim("fled", "true", modality="denied"), claim("body_camera", "true", modality="unconfirmed")]
    assert incident_of(rows, False).values == {}


def test_an_agency_that_possibly_fired_is_told_with_doubt() -> None:
    rows = [claim("agency_role", "used_force", "agency:Topeka Police Department, KS", modality="unconfirmed")]
    incident = incident_of(rows, False)
    assert incident.agencies_force == {"Topeka Police Department, KS"}
    assert not incident.is_agency_certain


def test_subjects_and_others_harmed_stay_apart() -> None:
    rows = [claim("name", "Ada Lind", "subject:0"), claim("outcome", "killed", "harmed:0")]
    incident = incident_of(rows, False)
    assert (incident.subjects, incident.others_harmed) == ([{"name": "Ada Lind"}], [{"outcome": "killed"}])
