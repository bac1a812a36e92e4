"""Rows of invented persons in the layouts of registries."""

from __future__ import annotations

POST = (
    "incident_id,date,threat_type,flee_status,armed_with,city,county,state,latitude,longitude,"
    "location_precision,name,age,gender,race,race_source,was_mental_illness_related,body_camera,agency_ids,"
    "police_departments_involved"
)
COUNTED = (
    "uid,date,name,age,gender,race_ethnicity,street_address,city,state,classification,"
    "law_enforcement_agency,armed"
)
MPV = (
    "mpv_id,date,name,age,gender,race,street_address,city,state,zipcode,county,agency_responsible,oricodes,"
    "cause_of_death,alleged_weapon"
)
ENCOUNTERS = "date,name,name_normalized,city"


def post(
    uid: str, day: str, name: str, age: object = 30, city: str = "Topeka", state: str = "KS",
    agencies: str = "Topeka Police Department, KS", armed: str = "gun", gender: str = "male",
) -> str:  # fmt: skip
    """Return a row of the Post's layout."""
    told = (
        f"{uid},{day},shoot,not,{armed},{city},,{state},,,block,{name},{age},{gender},W,photo,False,False,7"
    )
    return f'{told},"{agencies}"'


def csv_of(header: str, *rows: str) -> bytes:
    """Return a file of rows under a header."""
    return "\n".join((header, *rows, "")).encode()
