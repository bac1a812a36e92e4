from __future__ import annotations

import duckdb
import pytest

from warehouse.dictionary import ddl, describe, table, tables

# What others rely on: names and types as promised (VARCHAR where none is given), `?` = may be null.
PROMISED = {
    "articles": (
        "article_id source_name source_uri outlet? title? published_on:DATE? body is_relevant:BOOLEAN "
        "relevance_score:DOUBLE copy_of? revision_of? source_article_id ingested_at:TIMESTAMPTZ"
    ),
    "agencies": (
        "agency_id ori? name agency_type city? county? state? is_registered:BOOLEAN parent_agency_id? "
        "successor_agency_id? ended_year:INTEGER? "
        "place_geoid? county_fips? latitude:DOUBLE? longitude:DOUBLE? location_precision? "
        "population_served:INTEGER? population_year:INTEGER? population_source? sworn_officers:INTEGER? "
        "sworn_year:INTEGER? sworn_source?"
    ),
    "poisson_intervals": "events:INTEGER mean_lower:DOUBLE mean_upper:DOUBLE",
    "unresolved_agencies": "article_id char_start:INTEGER char_end:INTEGER name reason candidates?",
    "agency_oris": "ori agency_id relation name reason? source",
    "agency_names": "agency_id name name_type",
    "agency_years": (
        "agency_id year:INTEGER population_served:INTEGER? population_source? sworn_officers:INTEGER? "
        "sworn_source?"
    ),
    "incident_external_ids": (
        "incident_id subject_id? registry external_id match_probability:DOUBLE evidence disagree_on? "
        "decided_by"
    ),
    "undercounts": (
        "population registries year:INTEGER state ledger_counted:INTEGER counted:INTEGER recaptured:INTEGER "
        "method model? estimate:DOUBLE? estimate_low:DOUBLE? estimate_high:DOUBLE? band_low:DOUBLE? "
        "band_high:DOUBLE? reason?"
    ),
    "incidents": (
        "incident_id occurred_on:DATE? occurred_from:DATE? occurred_to:DATE? date_precision city? county? "
        "state? place? place_geoid? county_fips? county_basis? state_fips? "
        "latitude:DOUBLE? longitude:DOUBLE? place_precision is_shooting:BOOLEAN "
        "is_fatal:BOOLEAN? officers_injured:INTEGER? officers_killed:INTEGER? contact_reason fled:BOOLEAN? "
        "body_camera:BOOLEAN? first_reported_on:DATE? last_reported_on:DATE? article_count:INTEGER "
        "source_count:INTEGER"
    ),
    "incident_links": (
        "article_id position:INTEGER incident_id other_article_id other_position:INTEGER other_incident_id "
        "score:DOUBLE evidence_for? evidence_against? outcome decided_by judgement?"
    ),
    "incident_timeline": (
        "timeline_id incident_id reported_on:DATE event entity_id? from_value? to_value? article_id? "
        "claim_id? statement_id? char_start:INTEGER? char_end:INTEGER? correction_id?"
    ),
    "incident_redirects": "former_incident_id incident_id? reason article_id?",
    "incident_articles": "incident_id article_id is_background:BOOLEAN",
    "incident_agencies": "incident_id agency_id role certainty",
    "force_uses": "incident_id force_type agency_id? subject_id?",
    "subjects": "subject_id incident_id name? age:INTEGER? gender? race? outcome armed armed_basis",
    "others_harmed": "person_id incident_id name? age:INTEGER? outcome harmed_by",
    "officials": (
        "official_id name speaker_role state? first_said_on:DATE? last_said_on:DATE? article_count:INTEGER "
        "statement_count:INTEGER"
    ),
    "official_positions": (
        "position_id official_id agency_id? organisation? title? first_said_on:DATE? last_said_on:DATE? "
        "statement_count:INTEGER"
    ),
    "statements": (
        "statement_id article_id incident_id? kind content char_start:INTEGER char_end:INTEGER speaker_name? "
        "speaker_title? speaker_role organisation? agency_id? hedge? cue?"
    ),
    "resolutions": (
        "resolution_id incident_id entity_id? slot value? status rule dispute? reason claim_id? "
        "source_count:INTEGER dissenting_count:INTEGER correction_id?"
    ),
    "corrections": (
        "correction_id incident_id? incident_named entity_id? entity_named? slot expected? found? value? "
        "effect reason source decided_by decided_on:DATE file line:INTEGER"
    ),
    "judgements": (
        "judgement_id outcome event_named expected found? other_event_named other_expected other_found? "
        "effect reason decided_by decided_on:DATE file line:INTEGER"
    ),
    "claims": (
        "claim_id incident_id entity_id? slot value modality speaker_name? statement_id? article_id "
        "char_start:INTEGER char_end:INTEGER reported_on:DATE? recorded_at:TIMESTAMPTZ extractor "
        "extractor_version confidence:DOUBLE superseded_by? is_background:BOOLEAN"
    ),
    "marts.shootings_per_agency_per_year": (
        "agency_id agency_name state? year:INTEGER? shootings:INTEGER fatal_shootings:INTEGER "
        "nonfatal_shootings:INTEGER outcome_unknown:INTEGER subjects_killed:INTEGER subjects_injured:INTEGER "
        "agency_certain:INTEGER agency_unclear:INTEGER"
    ),
    "quality.quarantine": (
        "source_name source_uri line:INTEGER? reason detail content_hash first_seen_at:TIMESTAMPTZ"
    ),
    "quality.results": "table_name expectation description severity success:BOOLEAN failing_count:INTEGER",
    "quality.failing_rows": "table_name expectation key",
    "quality.stages": ("stage came_in:BIGINT went_on:BIGINT merged:BIGINT ignored:BIGINT quarantined:BIGINT"),
    "quality.history": "as_of:DATE slot row_count:INTEGER unknown_count:INTEGER",
    "quality.takedowns": "takedown_id decided_on:DATE reason effect cell_count:INTEGER",
}
PROMISED_CODES = {
    "agencies.agency_type": (
        "municipal_police county_police sheriff state_police state_other campus tribal federal task_force "
        "prosecutor oversight other"
    ),
    "incidents.date_precision": "day week month year unknown",
    "incidents.contact_reason": (
        "crime_in_progress domestic welfare_or_mental_health traffic_stop warrant_or_wanted pursuit "
        "disturbance patrol ambush other unknown"
    ),
    "incident_agencies.role": "used_force investigating assisting dispatched prosecuting oversight other",
    "incident_agencies.certainty": "stated unclear disputed",
    "force_uses.force_type": (
        "firearm electronic_control_weapon chemical_agent baton impact_projectile canine physical_force "
        "explosive_device other neck_restraint vehicle"
    ),
    "subjects.gender": "male female nonbinary",
    "subjects.outcome": "killed injured unharmed unknown",
    "subjects.armed": "firearm replica knife blunt vehicle other unarmed unknown",
    "subjects.armed_basis": "alleged confirmed disputed unknown",
    "others_harmed.harmed_by": "subject officer unknown",
    "statements.kind": "direct indirect written",
    "statements.speaker_role": (
        "law_enforcement prosecutor government family lawyer witness community media other"
    ),
    "statements.hedge": "unconfirmed declined denied alleged",
    "resolutions.status": "settled unclear disputed corrected unknown",
    "claims.standing": "chosen agrees compatible dissents set_aside",
    "incident_links.outcome": "linked apart undecided",
    "claims.modality": "asserted alleged unconfirmed denied",
}


@pytest.mark.parametrize("name", PROMISED)
def test_every_promised_column_is_there_with_its_type(name: str) -> None:
    promised = {}
    for word in PROMISED[name].split():
        column, _, kind = word.rstrip("?").partition(":")
        promised[column] = (kind or "VARCHAR", word.endswith("?"))
    found = {column: (spec.type, spec.nullable) for column, spec in table(name).columns.items()}
    assert {column: found.get(column) for column in promised} == promised


@pytest.mark.parametrize("name", PROMISED_CODES)
def test_codes_are_exactly_those_promised(name: str) -> None:
    table_name, _, column = name.rpartition(".")
    assert set(table(table_name).columns[column].codes or ()) == set(PROMISED_CODES[name].split())


def test_tables_are_told_apart_by_schema() -> None:
    assert set(tables("main")) == {name for name in PROMISED if "." not in name}
    assert all(name.startswith("marts.") for name in tables("marts"))
    assert set(tables("quality")) == {name for name in PROMISED if name.startswith("quality.")}
    assert all(name.startswith("history.") for name in tables("history"))
    assert list(tables()) == [
        name for schema in ("main", "marts", "history", "quality") for name in tables(schema)
    ]


def test_an_unknown_table_or_schema_is_named_with_what_there_is() -> None:
    with pytest.raises(KeyError, match=r"no table 'incident'.* incidents"):
        table("incident")
    with pytest.raises(KeyError, match=r"no schema 'mart'.*marts"):
        tables("mart")


@pytest.mark.parametrize("name", tables())
def test_a_null_is_explained(name: str) -> None:
    """Whoever meets a null must learn what it means: from the column, or from the table's purpose."""
    entry = table(name)
    nullable = {column: spec.meaning.lower() for column, spec in entry.columns.items() if spec.nullable}
    assert [column for column, meaning in nullable.items() if "null" not in meaning] == []


def test_ddl_carries_meaning_codes_and_required_columns_into_the_database() -> None:
    connection = duckdb.connect(":memory:")
    for statement in ddl(table("subjects")):
        connection.execute(statement)
    columns = "SELECT comment, is_nullable, data_type FROM duckdb_columns() WHERE column_name = ?"
    spec = table("subjects").columns["gender"]
    assert connection.execute(columns, ["gender"]).fetchone() == (describe(spec), True, "VARCHAR")
    assert "female = A woman or girl" in describe(spec)
    assert connection.execute(columns, ["outcome"]).fetchone()[1:] == (False, "VARCHAR")
    ((comment,),) = connection.execute("SELECT comment FROM duckdb_tables()").fetchall()
    assert comment.endswith("One row is a person force was used on in an incident. Key: subject_id.")


def test_the_mart_of_shootings_says_that_two_agencies_count_twice() -> None:
    statements = ddl(table("marts.shootings_per_agency_per_year"))
    assert "An incident with two shooting agencies counts once for each" in statements[1]


def test_the_official_name_of_an_agency_is_not_an_articles_word() -> None:
    """Else a release would hide, in the name of a county's police, the surname of somebody protected."""
    told = {name: entry.columns["agency_name"].privacy for name, entry in tables().items()
            if "agency_name" in entry.columns}  # fmt: skip
    assert "marts.rates_per_agency_per_year" in told
    assert set(told.values()) == {"none"}
