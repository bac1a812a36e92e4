"""Rates, worked out by hand: the interval of 2 events is 0.2422 to 7.2247 (Garwood 1936)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from transforms.reference.poisson import poisson_intervals

Rows = dict[str, list[dict[str, Any]]]
Mart = Callable[[str, Rows], list[dict[str, Any]]]
NAME = "rates_per_agency_per_year"


def year(agency: str, of_year: int | None, shootings: int, observed: bool = True) -> dict[str, Any]:
    counts = dict.fromkeys(
        ("fatal_shootings", "nonfatal_shootings", "outcome_unknown", "subjects_killed", "subjects_injured"), 0
    )
    return {
        "agency_id": agency,
        "agency_name": f"{agency} police",
        "state": "MO",
        "year": of_year,
        "shootings": shootings,
        **counts,
        "agency_certain": shootings,
        "agency_unclear": 0,
        "observed": observed,
        "sources": 3,
    }


def figure(agency: str, of_year: int, people: int | None, officers: int | None = None) -> dict[str, Any]:
    return {
        "agency_id": agency,
        "year": of_year,
        "population_served": people,
        "sworn_officers": officers,
    }


@pytest.fixture
def rates(mart: Mart) -> Callable[..., list[dict[str, Any]]]:
    def read(counts: list[dict[str, Any]], figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rows = {
            "marts.shootings_per_agency_per_year": counts,
            "agency_years": figures,
            "poisson_intervals": poisson_intervals().to_dicts(),
        }
        return mart(NAME, rows)

    return read


def test_a_rate_with_its_interval_and_its_denominators(rates: Callable[..., Any]) -> None:
    unclear = year("CITY", 2022, 2) | {"agency_certain": 1, "agency_unclear": 1}
    (row,) = rates([unclear], [figure("CITY", 2022, 50_000, 80)])
    assert (row["shootings"], row["agency_unclear"], row["sources"]) == (2, 1, 3)
    assert (row["population_served"], row["population_year"]) == (50_000, 2022)
    assert (row["sworn_officers"], row["sworn_year"]) == (80, 2022)
    assert row["shootings_per_100000_residents"] == 4.0
    assert row["shootings_per_100000_residents_lower"] == pytest.approx(0.4844, abs=1e-4)
    assert row["shootings_per_100000_residents_upper"] == pytest.approx(14.4494, abs=1e-4)
    assert row["shootings_per_100_officers"] == 2.5
    assert row["shootings_per_100_officers_lower"] == pytest.approx(0.3028, abs=1e-4)
    assert row["shootings_per_100_officers_upper"] == pytest.approx(9.0309, abs=1e-4)


def test_a_counted_zero_has_a_rate_and_a_year_without_coverage_has_none(rates: Callable[..., Any]) -> None:
    counts = [year("CITY", 2021, 0), year("CITY", 2022, 0, observed=False), year("CITY", None, 4)]
    (row,) = rates(counts, [figure("CITY", 2021, 100_000)])
    assert (row["year"], row["shootings_per_100000_residents"]) == (2021, 0.0)
    assert row["shootings_per_100000_residents_lower"] == 0.0
    assert row["shootings_per_100000_residents_upper"] == pytest.approx(3.6889, abs=1e-4)


def test_a_denominator_that_is_not_known_gives_no_rate(rates: Callable[..., Any]) -> None:
    counts = [year("CITY", 2021, 2), year("STATE", 2021, 1)]
    city, state = rates(counts, [figure("CITY", 2021, 100_000)])
    assert (city["shootings_per_100000_residents"], city["shootings_per_100_officers"]) == (2.0, None)
    columns = [name for name in state if name.startswith(("shootings_per", "population", "sworn"))]
    assert len(columns) == 10
    assert {state[name] for name in columns} == {None}
    assert state["shootings_upper"] == pytest.approx(5.5716, abs=1e-4)


@pytest.mark.parametrize(
    ("of_year", "population_year", "sworn_year"),
    [(2018, 2018, 2016), (2019, 2020, 2016), (2020, 2020, 2024), (2023, 2020, 2024), (2013, 2018, 2016)],
)
def test_the_nearest_year_gives_the_denominator_and_is_named(
    rates: Callable[..., Any], of_year: int, population_year: int, sworn_year: int
) -> None:
    """Each figure has its own nearest year; of two equally near ones it is the later."""
    figures = [
        figure("CITY", 2016, None, 90),
        figure("CITY", 2018, 40_000),
        figure("CITY", 2020, 50_000),
        figure("CITY", 2024, None, 100),
        figure("TOWN", of_year, 700, 3),
    ]
    (row,) = rates([year("CITY", of_year, 1)], figures)
    assert (row["population_year"], row["sworn_year"]) == (population_year, sworn_year)


@pytest.mark.parametrize(("of_year", "known"), [(2013, True), (2012, False), (2023, True), (2024, False)])
def test_a_figure_more_than_five_years_off_is_no_denominator(
    rates: Callable[..., Any], of_year: int, known: bool
) -> None:
    (row,) = rates([year("CITY", of_year, 1)], [figure("CITY", 2018, 40_000, 90)])
    assert (row["population_year"], row["sworn_year"]) == ((2018, 2018) if known else (None, None))
    assert (row["shootings_per_100000_residents"] is not None) is known
    assert (row["shootings_per_100_officers"] is not None) is known
