"""Where an incident happened: the place that the reports tell, with its codes and coordinates."""

from __future__ import annotations

from typing import Any

from transforms.incidents.decisions import Decisions
from transforms.reference.gazetteer import County, Gazetteer, Place


def location_of(decisions: Decisions) -> dict[str, Any]:
    """Return the columns of `incidents` that tell where it happened.

    Coordinates are those of the city, else of the county; a state alone has none.
    """
    gazetteer = Gazetteer.load()
    city, county, state = (decisions.value(None, slot) for slot in ("city", "county", "state"))
    town = gazetteer.place(city, state) if city is not None and state is not None else None
    told = gazetteer.county(county, state) if county is not None and state is not None else None
    shire, basis = _county(gazetteer, town, told)
    point = town if town is not None and town.latitude is not None else shire
    precision = "city" if point is town else "county"
    if point is None or point.latitude is None:
        precision = "state" if state is not None else "unknown"
    return {
        "city": city,
        "county": county,
        "state": state,
        "place": decisions.value(None, "place"),
        "place_geoid": town.geoid if town is not None else None,
        "county_fips": shire.fips if shire is not None else None,
        "county_basis": basis,
        "state_fips": gazetteer.state_fips.get(state) if state is not None else None,
        "latitude": point.latitude if point is not None else None,
        "longitude": point.longitude if point is not None else None,
        "place_precision": precision,
    }


def _county(
    gazetteer: Gazetteer, town: Place | None, told: County | None
) -> tuple[County | None, str | None]:
    """Return the county and how it is known: told, or the one in which most of the city's people live."""
    if told is not None:
        return told, "told"
    if town is None or town.county_fips is None:
        return None, None
    found = gazetteer.county_of(town.county_fips)
    if found is None:
        return None, None
    return found, "city" if len(town.counties_fips) == 1 else "most_of_city"
