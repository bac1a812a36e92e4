"""Marts of the sample against figures worked out by hand from its annotations, read one by one.

BY_HAND never follows the program. Where the ledger tells otherwise, because articles are read or linked
wrong, the row stands in a list of its own with the reason, so that no such fault hides and none is added.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.home import PROJECT
from tests.orchestration.ledgers import built
from warehouse.reader import query

KCPD, KCKPD, MSHP, FBI = "MOKPD0000", "KS1050200", "MOMHP0000", "FED-FBI"
OLATHE, LENEXA, WYANDOTTE = "KS0460500", "KS0461000", "KS1050000"
CLAY, GLADSTONE, JACKSON, INDEPENDENCE = "MO0240000", "MO0240400", "MO0480000", "MO0480600"
Figures = dict[tuple[str | int | None, ...], tuple[int, ...]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("sample"), PROJECT / "seeds" / "articles").built


def assert_figures(
    sample: Path, select: str, keys: int, by_hand: Figures, told_otherwise: Figures | None = None
) -> None:
    """Compare rows with the figures by hand; what is told otherwise must differ from them."""
    wrong = told_otherwise or {}
    assert all(by_hand.get(key) != figures for key, figures in wrong.items())
    assert {row[:keys]: row[keys:] for row in query(sample, select).rows()} == by_hand | wrong


def test_shootings_per_agency_per_year(sample: Path) -> None:
    # shootings, fatal, nonfatal, outcome unknown, killed, injured, of an unclear agency
    by_hand: Figures = {
        (FBI, 2020): (1, 0, 0, 1, 0, 0, 0),  # the condition of the person is not told
        (OLATHE, 2022): (1, 1, 0, 0, 1, 0, 0),
        (KCKPD, 2021): (1, 1, 0, 0, 1, 0, 1),  # 18th and Parallel: whose officers fired is not told
        (KCKPD, 2023): (1, 1, 0, 0, 1, 0, 0),
        (KCKPD, 2024): (1, 1, 0, 0, 1, 0, 0),  # with Kansas City, MO
        (CLAY, 2024): (1, 1, 0, 0, 1, 0, 0),  # with Gladstone
        (GLADSTONE, 2024): (1, 1, 0, 0, 1, 0, 0),
        (JACKSON, 2019): (1, 1, 0, 0, 1, 0, 0),
        (INDEPENDENCE, 2024): (1, 1, 0, 0, 1, 0, 0),
        (KCPD, 2019): (1, 1, 0, 0, 1, 0, 0),
        (KCPD, 2020): (5, 4, 1, 0, 4, 1, 0),
        (KCPD, 2021): (2, 2, 0, 0, 2, 0, 1),
        (KCPD, 2022): (2, 1, 1, 0, 1, 1, 0),
        (KCPD, 2024): (1, 1, 0, 0, 1, 0, 0),
        (KCPD, 2025): (1, 0, 1, 0, 0, 1, 0),
        (MSHP, 2025): (1, 0, 1, 0, 0, 1, 0),
    }
    told_otherwise: Figures = {
        (KCKPD, 2021): (1, 1, 0, 0, 1, 0, 0),  # its part is read as stated
        (KCPD, 2020): (6, 5, 1, 0, 5, 1, 0),  # two articles on 23rd and Lister are not linked
        (LENEXA, 2023): (1, 1, 0, 0, 1, 0, 1),  # pursued; who fired is not told, so it is an unclear one
    }
    select = (
        "SELECT agency_id, year, shootings, fatal_shootings, nonfatal_shootings, outcome_unknown, "
        "subjects_killed, subjects_injured, agency_unclear "
        "FROM marts.shootings_per_agency_per_year WHERE shootings > 0"
    )
    assert_figures(sample, select, 2, by_hand, told_otherwise)


def test_years_that_articles_cover(sample: Path) -> None:
    """The panel is 2019 to 2025. Copies and later versions are one source."""
    by_hand: Figures = {
        (KCPD, 2019): (1, 0),  # told from 2021 on
        (KCPD, 2020): (1, 5),
        (KCPD, 2021): (1, 6),
        (KCPD, 2022): (1, 3),
        (KCPD, 2023): (1, 1),  # Johnson's case; of Henderson's it is but the investigator
        (KCPD, 2024): (1, 1),
        (KCPD, 2025): (1, 2),
        (OLATHE, 2019): (0, 0),
        (OLATHE, 2020): (0, 0),
        (OLATHE, 2021): (0, 0),
        (OLATHE, 2022): (1, 0),
        (OLATHE, 2023): (1, 1),  # a zero: what was told in 2023 is of 2022
        (OLATHE, 2024): (0, 0),
        (OLATHE, 2025): (0, 0),
    }
    select = (
        "SELECT agency_id, year, observed::INTEGER, sources FROM marts.shootings_per_agency_per_year "
        f"WHERE agency_id IN ('{KCPD}', '{OLATHE}')"
    )
    assert_figures(sample, select, 2, by_hand)


def test_shootings_per_state_per_year(sample: Path) -> None:
    # shootings, fatal, nonfatal, outcome unknown; those of two agencies once
    by_hand: Figures = {
        ("KS", 2021): (1, 1, 0, 0),
        ("KS", 2022): (1, 1, 0, 0),
        ("KS", 2023): (2, 2, 0, 0),
        ("KS", 2024): (1, 1, 0, 0),
        ("MO", 2019): (2, 2, 0, 0),
        ("MO", 2020): (6, 4, 1, 1),
        ("MO", 2021): (1, 1, 0, 0),
        ("MO", 2022): (2, 1, 1, 0),
        ("MO", 2024): (2, 2, 0, 0),
        ("MO", 2025): (2, 0, 2, 0),
    }
    told_otherwise: Figures = {("MO", 2020): (7, 5, 1, 1)}  # Lister twice, as above
    select = (
        "SELECT state, year, shootings, fatal_shootings, nonfatal_shootings, outcome_unknown "
        "FROM marts.shootings_per_state_per_year"
    )
    assert_figures(sample, select, 2, by_hand, told_otherwise)


def test_force_without_firearms(sample: Path) -> None:
    by_hand: Figures = {
        (OLATHE, 2022, "electronic_control_weapon"): (1, 1),
        (WYANDOTTE, 2025, "physical_force"): (1, 1),
        (KCPD, 2020, "chemical_agent"): (1, 0),
        (KCPD, 2020, "impact_projectile"): (1, 1),
    }
    hill: Figures = {(KCPD, None, "physical_force"): (1, 0)}  # May 2019, whose year is not read
    select = (
        "SELECT agency_id, year, force_type, incidents, fatal_incidents "
        "FROM marts.force_per_agency_per_year WHERE force_type <> 'firearm'"
    )
    assert_figures(sample, select, 3, by_hand, hill)


def test_who_was_investigated_by_others(sample: Path) -> None:
    # incidents, by others, by itself alone, not reported
    by_hand: Figures = {
        (FBI,): (1, 0, 1, 0),
        (OLATHE,): (1, 1, 0, 0),
        (WYANDOTTE,): (1, 1, 0, 0),
        (KCKPD,): (3, 2, 0, 1),
        (CLAY,): (1, 1, 0, 0),
        (GLADSTONE,): (1, 1, 0, 0),
        (JACKSON,): (1, 0, 0, 1),
        (INDEPENDENCE,): (1, 1, 0, 0),
        (KCPD,): (14, 8, 0, 6),
        (MSHP,): (1, 1, 0, 0),
    }
    told_otherwise: Figures = {
        (LENEXA,): (1, 0, 0, 1),
        (WYANDOTTE,): (1, 0, 0, 1),  # the bureau's part is not read as investigating
        (KCPD,): (15, 9, 0, 6),  # Lister twice
    }
    select = (
        "SELECT agency_id, incidents, investigated_by_others, investigated_by_itself_alone, not_reported "
        "FROM marts.outside_investigations_per_agency"
    )
    assert_figures(sample, select, 1, by_hand, told_otherwise)


def test_officers_harmed(sample: Path) -> None:
    by_hand: Figures = {(KCPD, 2020): (2, 0), (KCPD, 2021): (1, 0)}
    lenexa: Figures = {(LENEXA, 2023): (1, 0)}
    select = (
        "SELECT agency_id, year, officers_injured, officers_killed "
        "FROM marts.officers_harmed_per_agency_per_year WHERE incidents_with_harm > 0"
    )
    assert_figures(sample, select, 2, by_hand, lenexa)


def test_persons_by_gender(sample: Path) -> None:
    # persons, killed
    by_hand: Figures = {("female",): (4, 1), ("male",): (17, 14), ("unknown",): (2, 1)}
    lister: Figures = {("male",): (18, 15)}
    select = (
        "SELECT gender, sum(subjects)::INTEGER, sum(killed)::INTEGER "
        "FROM marts.subjects_by_age_gender_race_armed_per_year GROUP BY gender"
    )
    assert_figures(sample, select, 1, by_hand, lister)


def test_days_to_identification(sample: Path) -> None:
    by_hand: Figures = {
        ("Malcolm Johnson",): (718,),
        ("Donnie Sanders",): (354,),
        ("Cameron Lamb",): (717,),
        ("Amaree'ya Henderson",): (7,),
        ("Richard Davis",): (0,),
        ("Brandon Lynch",): (137,),
        ("Charles Adair",): (96,),
        ("Maria Pike",): (20,),
        ("Leonna M. Hale",): (5,),
    }
    select = (
        "SELECT name, days_after_incident FROM marts.days_to_identification "
        "WHERE days_after_incident IS NOT NULL"
    )
    assert_figures(sample, select, 1, by_hand)


def test_coverage_of_incidents_that_more_than_one_article_tells(sample: Path) -> None:
    # articles, copies, independent sources, outlets
    by_hand: Figures = {
        ("2019-09-12", 2, 0, 2, 2): (1,),
        ("2019-12-03", 2, 0, 2, 2): (1,),
        ("2020-06-13", 2, 0, 2, 2): (1,),
        ("2020-07-02", 4, 1, 3, 4): (1,),
        ("2021-03-25", 2, 0, 2, 2): (1,),
        ("2021-06-20", 2, 0, 2, 2): (1,),
        ("2022-05-27", 2, 0, 2, 2): (1,),
        ("2022-08-07", 2, 0, 1, 1): (1,),
        ("2023-04-26", 2, 0, 2, 2): (1,),
        ("2024-11-07", 2, 0, 2, 2): (1,),
    }
    select = (
        "SELECT occurred_on::VARCHAR, articles, copies, sources, outlets, count(*) FROM marts.coverage "
        "WHERE articles > 1 GROUP BY ALL"
    )
    lister = ("2020-06-13", 2, 0, 2, 2)  # each of its two articles is an incident
    assert_figures(sample, select, 5, {key: one for key, one in by_hand.items() if key != lister})


@pytest.mark.parametrize("agency_id", [KCPD, KCKPD, FBI])
def test_the_macro_lists_what_the_mart_counts(sample: Path, agency_id: str) -> None:
    listed = (
        "SELECT year, count(*), count(*) FILTER (WHERE NOT is_certain) FROM shootings('{}') GROUP BY year"
    )
    counted = (
        "SELECT year, shootings, agency_unclear FROM marts.shootings_per_agency_per_year "
        "WHERE shootings > 0 AND agency_id = '{}'"
    )
    rows = [set(query(sample, select.format(agency_id)).rows()) for select in (listed, counted)]
    assert rows[0] == rows[1] != set()
