"""Faults that are planted into the sound ledger, one for each query and for each clause of one."""

AGAIN = "SELECT * REPLACE"
LINK = (
    "INSERT INTO incident_links VALUES "
    "('a1', 0, '', 'i1', 'a3', 0, '', 'i1', 7, NULL, NULL, '{}', 'score', NULL)"
)
# One fault for each query, as SQL over the sound ledger. Faults in one group do not hide each other.
FAULTS: dict[str, list[tuple[str, str]]] = {
    "incident": [
        ("incident_has_an_article", "DELETE FROM incident_articles"),
        ("relevant_article_tells_an_incident", "SELECT 1"),
        ("claim_is_of_a_linked_article", "SELECT 1"),
        ("fatal_means_somebody_was_killed", "UPDATE subjects SET outcome = 'injured'"),
        ("incident_has_a_force", "DELETE FROM force_uses"),
        ("shooting_has_a_firearm", "SELECT 1"),
        ("dates_are_in_order", "UPDATE incidents SET occurred_from = DATE '2024-06-01'"),
        ("not_before_it_happened", "UPDATE incidents SET first_reported_on = DATE '2024-05-01'"),
        ("city_lies_in_its_state", "UPDATE incidents SET city = 'Boston'"),
        ("county_lies_in_its_state", "UPDATE incidents SET county = 'Kings County'"),
        ("coordinates_come_in_pairs", "UPDATE incidents SET latitude = NULL"),
        ("place_codes_fit", "SELECT 1"),  # its codes are of another city
        ("precision_is_of_its_point", "SELECT 1"),  # a point of a city has no latitude
        ("agency_codes_fit", "UPDATE agencies SET county_fips = '29095'"),
        ("agency_figures_are_the_newest", "UPDATE agencies SET population_year = 2021"),
        ("own_ori_is_listed", "UPDATE agency_oris SET relation = 'former'"),
        ("figures_have_a_source", "UPDATE agency_years SET sworn_source = NULL"),
        ("incident_value_has_a_claim", "UPDATE claims SET value = 'Salina' WHERE slot = 'city'"),
        ("subject_value_has_a_claim", "UPDATE claims SET value = 'Bo Ray' WHERE slot = 'name'"),
        ("agency_role_has_a_claim", "DELETE FROM claims WHERE slot = 'agency_role'"),
        ("claim_lies_in_its_article", "UPDATE claims SET char_end = 9999 WHERE claim_id = 'c5'"),
        ("not_published_in_the_future", "UPDATE articles SET published_on = DATE '2030-01-01'"),
        ("unresolved_name_is_in_its_article", "INSERT INTO unresolved_agencies "
                                              "VALUES ('a1', 0, 6, 'TPD', 'ambiguous', 'KS0890100')"),
        ("agency_name_is_resolved", "SELECT 1"),
        ("statement_is_word_for_word", "UPDATE statements SET content = 'She had a pen,'"),
        ("organisation_is_its_agency", "UPDATE agencies SET name = 'Salina Police Department'"),
        ("outcomes_add_up", "UPDATE marts.shootings_per_agency_per_year SET fatal_shootings = 7"),
        ("only_agencies_that_used_force", "UPDATE incident_agencies SET role = 'investigating'"),
        ("states_add_up", "UPDATE marts.shootings_per_state_per_year SET shootings = 2"),
        ("panel_is_complete", "UPDATE marts.shootings_per_agency_per_year SET year = 2025"),
        ("rates_lie_in_their_intervals", "UPDATE marts.rates_per_agency_per_year SET shootings_upper = 0.5"),
        ("investigations_add_up", "UPDATE marts.investigations SET relation = 'own'"),
        ("unobserved_is_not_counted", "UPDATE marts.shootings_per_agency_per_year SET observed = FALSE"),
        ("months_add_up", "DELETE FROM marts.shootings_per_month"),
        ("force_adds_up", "SELECT 1"),  # its agency only investigates
        ("subjects_add_up", "SELECT 1"),  # one who was killed is told to be injured
        ("incident_names_its_agency", "SELECT 1"),
        ("value_has_a_resolution", "UPDATE subjects SET age = 32"),
        ("dissent_is_counted", "UPDATE resolutions SET status = 'disputed' WHERE slot = 'name'"),
        ("timeline_is_its_claims", "SELECT 1"),  # its article came out on another day
        ("external_id_is_one_persons", "UPDATE incident_external_ids SET incident_id = 'i9'"),
        ("estimate_is_above_the_count", "UPDATE undercounts SET estimate_low = 10"),
        ("redirects_lead_somewhere", "SELECT 1"),  # the article no longer tells of it
        ("no_redirect_of_an_incident", f"INSERT INTO incident_redirects {AGAIN} ('i1' AS former_incident_id) "
                                       "FROM incident_redirects"),
        ("redirects_are_one_step", "INSERT INTO incident_redirects VALUES ('i8', 'i0', 'merged', 'a1')"),
    ],
    "articles": [
        ("article_counts_agree", "UPDATE incidents SET article_count = 5"),
        ("irrelevant_article_tells_none", "INSERT INTO incident_articles VALUES ('i1', 'a2', FALSE)"),
        ("copies_lead_to_an_original", "UPDATE articles SET copy_of = if(article_id = 'a1', 'a2', 'a1')"),
        ("statements_do_not_overlap", f"INSERT INTO statements {AGAIN} (2 AS statement_id) FROM statements"),
        ("no_name_twice_in_an_incident", f"INSERT INTO subjects {AGAIN} ('s2' AS subject_id) FROM subjects"),
        ("force_use_has_a_claim", "UPDATE claims SET modality = 'denied' WHERE slot = 'force_type'"),
        ("force_agency_used_force", "UPDATE force_uses SET agency_id = 'X'"),
        ("linked_means_one_incident", LINK.format("apart")),
        ("link_ends_in_its_articles_incident", LINK.format("linked")),
        ("article_has_a_day", "UPDATE articles SET published_on = NULL WHERE article_id = 'a2'"),
        ("incident_has_a_day", "UPDATE incidents SET occurred_on = NULL"),
        ("place_lies_in_its_county", "UPDATE incidents SET county_fips = '20091'"),
        ("incident_has_a_place", "UPDATE incidents SET city = NULL, county = NULL"),
        ("agency_is_registered", "UPDATE agencies SET is_registered = FALSE"),
        ("official_counts_agree", "UPDATE officials SET statement_count = 7"),
        ("claim_lies_in_its_statement", "UPDATE claims SET statement_id = 't1'"),
        ("statement_claims_are_counted", "SELECT 1"),
        ("correction_applies", "UPDATE corrections SET effect = 'stale', found = '40'"),
        ("correction_decides", "SELECT 1"),
        ("judgement_applies", "UPDATE judgements SET effect = 'stale', found = 'no day; KS; nobody named'"),
        ("no_agency_is_its_own_outside_investigator", "UPDATE marts.investigations SET relation = 'outside', "
                                                      "investigator_id = agency_id"),
        ("copies_are_no_sources", "SELECT 1"),  # a copy that is a source of its own
        ("not_in_the_future", "UPDATE incidents SET occurred_from = DATE '2030-01-01'"),
        ("killed_are_among_the_subjects", "UPDATE marts.shootings_per_agency_per_year "
                                          "SET subjects_killed = 7"),
        ("coordinates_lie_in_their_county", "UPDATE incidents SET place_precision = 'county', latitude = 41"),
        ("claim_has_its_words", "UPDATE claims SET value = 'Zoe Quist', char_end = 12 WHERE slot = 'name'"),
        ("unknowns_have_not_drifted", "UPDATE quality.history SET unknown_count = 18 "
                                      "WHERE as_of = DATE '2024-05-04'"),
        ("volume_is_usual", "INSERT INTO articles SELECT articles.* REPLACE (n::VARCHAR AS article_id, "
                            "DATE '2024-02-26' + (n % 56)::INTEGER AS published_on) "
                            "FROM articles, range(160) AS r (n) WHERE article_id = 'a2'"),
        ("stages_balance", "UPDATE quality.stages SET came_in = 5 WHERE stage = 'records'"),
        ("stages_end_in_their_tables", "DELETE FROM quality.quarantine"),
        ("takedown_applies", "UPDATE quality.takedowns SET effect = 'no_name'"),
        ("resolution_cites_its_claim", "UPDATE resolutions SET value = 'male' WHERE slot = 'age'"),
        ("officer_statement_names_an_agency", "UPDATE statements SET agency_id = NULL"),
    ],
}  # fmt: skip

# What says more than one thing must find a fault in each, and in each alone.
CLAUSES = [
    ("unknowns_have_not_drifted", "UPDATE quality.history SET unknown_count = 28 WHERE day(as_of) < 4"),
    *(
        ("no_agency_is_its_own_outside_investigator", fault)
        for fault in (
            "UPDATE marts.investigations SET relation = 'outside'",
            "UPDATE marts.investigations SET relation = 'own'",
            "UPDATE marts.outside_investigations_per_agency SET investigated_by_others = 1",
        )
    ),
    ("copies_are_no_sources", "UPDATE articles SET copy_of = 'a1' WHERE article_id = 'a2'"),
    (
        "copies_are_no_sources",
        "UPDATE articles SET source_article_id = if(article_id = 'a1', 'a2', 'a1')",
    ),
    ("copies_are_no_sources", "UPDATE resolutions SET source_count = 2"),
    ("not_in_the_future", "UPDATE incidents SET occurred_from = DATE '2024-05-04'"),
    ("not_in_the_future", "UPDATE incidents SET occurred_from = DATE '1899-12-31'"),
    (
        "not_in_the_future",
        "UPDATE incidents SET occurred_from = DATE '2024-05-06', first_reported_on = NULL",
    ),
    ("killed_are_among_the_subjects", "UPDATE marts.shootings_per_agency_per_year SET subjects_injured = 1"),
    ("killed_are_among_the_subjects", "UPDATE marts.shootings_per_agency_per_year SET subjects_killed = 0"),
    ("coordinates_lie_in_their_county", "UPDATE incidents SET latitude = 41"),
    (
        "coordinates_lie_in_their_county",
        "UPDATE incidents SET place_precision = 'county', place_geoid = NULL, longitude = -90",
    ),
    ("claim_has_its_words", "UPDATE claims SET value = '44', char_end = 34 WHERE slot = 'age'"),
    ("claim_has_its_words", "UPDATE claims SET value = '1', char_end = 34 WHERE slot = 'age'"),  # of 31
    *(
        ("stages_balance", fault)
        for fault in (
            "UPDATE quality.stages SET merged = 0 WHERE stage = 'articles'",
            "UPDATE quality.stages SET ignored = 0 WHERE stage = 'claims'",
            "UPDATE quality.stages SET quarantined = 0 WHERE stage = 'refusals'",
            "UPDATE quality.stages SET came_in = 1, went_on = 1 WHERE stage = 'linking'",
            "DELETE FROM quality.stages WHERE stage = 'documents'",
            "DELETE FROM quality.stages WHERE stage = 'linking'",
        )
    ),
    (
        "volume_is_usual",  # 41 articles after weeks of 20
        "INSERT INTO articles SELECT articles.* REPLACE (n::VARCHAR AS article_id, "
        "DATE '2024-02-26' + if(n < 160, n % 56, 56)::INTEGER AS published_on) "
        "FROM articles, range(201) AS r (n) WHERE article_id = 'a2'",
    ),
    ("stages_end_in_their_tables", "DELETE FROM articles WHERE article_id = 'a2'"),
    ("stages_end_in_their_tables", "DELETE FROM claims WHERE claim_id = 'c3'"),
    ("estimate_is_above_the_count", "UPDATE undercounts SET estimate = 14"),
    ("estimate_is_above_the_count", "UPDATE undercounts SET reason = 'too_few_recaptured'"),
    ("estimate_is_above_the_count", "UPDATE undercounts SET estimate_high = NULL"),
    ("estimate_is_above_the_count", "UPDATE undercounts SET ledger_counted = 12"),
    ("external_id_is_one_persons", "UPDATE incident_external_ids SET incident_id = 'i2'"),
    (
        "external_id_is_one_persons",
        f"INSERT INTO incident_external_ids {AGAIN} ('8' AS external_id) FROM incident_external_ids",
    ),
    ("dates_are_in_order", "UPDATE incidents SET occurred_to = DATE '2024-05-03'"),
    ("dates_are_in_order", "UPDATE incidents SET occurred_year = 2023"),
    ("dates_are_in_order", "UPDATE incidents SET date_precision = 'month'"),
    *(
        ("place_codes_fit", f"UPDATE incidents SET {values}")
        for values in (
            "state_fips = '29'",
            "place_geoid = NULL",
            "place_geoid = '2938000', county_fips = NULL, county_basis = NULL",
            "place_geoid = '2036000'",
            "place_geoid = '2099999'",
            "county_fips = NULL",
            "county_basis = NULL",
            "county_fips = '20091'",
            "county_fips = '29095', county = 'Jackson County'",
            "county_basis = 'city'",
            "county_basis = 'most_of_city'",
            "county_basis = 'city', county = NULL, county_fips = '20091'",
            "county_basis = 'most_of_city', county = NULL, county_fips = '20091'",
            "county_basis = 'most_of_city', county = NULL",
        )
    ),
    *(
        ("precision_is_of_its_point", f"UPDATE incidents SET {values}")
        for values in (
            "place_geoid = NULL",
            "latitude = NULL",
            "place_precision = 'county', latitude = NULL",
            "place_precision = 'county', county_fips = NULL",
            "place_precision = 'state'",
            "place_precision = 'state', latitude = NULL, state = NULL",
            "place_precision = 'unknown', state = NULL",
            "place_precision = 'unknown', latitude = NULL",
        )
    ),
    *(
        ("agency_codes_fit", f"UPDATE agencies SET {values}")
        for values in (
            "place_geoid = '2938000'",
            "county_fips = '29095'",
            "longitude = NULL",
            "location_precision = NULL",
            "parent_agency_id = agency_id",
            "successor_agency_id = agency_id",
            "ended_year = 2014",
        )
    ),
    *(
        ("agency_figures_are_the_newest", f"UPDATE agencies SET {values}")
        for values in (
            "population_served = 1",
            "population_year = 2018",
            "population_source = 'fbi'",
            "sworn_officers = NULL",
            "sworn_year = 2022",
            "sworn_source = NULL",
        )
    ),
    *(
        (
            "unresolved_name_is_in_its_article",
            f"INSERT INTO unresolved_agencies VALUES ('a1', 0, 6, {values})",
        )
        for values in ("'TPD', 'unknown', NULL", "'Topeka', 'unknown', 'KS1'", "'Topeka', 'ambiguous', NULL")
    ),
    ("own_ori_is_listed", "UPDATE agency_oris SET ori = 'KS0890200'"),
    *(
        ("figures_have_a_source", f"UPDATE agency_years SET {values}")
        for values in (
            "population_source = NULL",
            "sworn_source = NULL",
            "population_served = NULL, population_source = NULL",
        )
    ),
    ("article_counts_agree", "UPDATE incidents SET source_count = 2"),
    ("article_counts_agree", "UPDATE articles SET source_article_id = NULL"),
    ("panel_is_complete", "DELETE FROM marts.shootings_per_agency_per_year"),
    ("panel_is_complete", "UPDATE incidents SET occurred_year = 2022"),
    ("panel_is_complete", "UPDATE articles SET published_on = DATE '2026-05-03' WHERE article_id = 'a1'"),
    (
        "unobserved_is_not_counted",
        "UPDATE marts.shootings_per_agency_per_year SET shootings = 0, sources = 0",
    ),
    *(
        ("rates_lie_in_their_intervals", f"UPDATE marts.rates_per_agency_per_year SET {values}")
        for values in (
            "year = 2023",
            "shootings = 2",
            "shootings_lower = 1.5",
            "shootings_upper = NULL",
            "population_served = NULL",
            "sworn_officers = NULL",
            "shootings_per_100000_residents = 900",
            "shootings_per_100000_residents_lower = 900",
            "shootings_per_100_officers = 900",
            "shootings_per_100_officers_upper = 0",
            "population_year = 2018",
            "sworn_year = 2030",
        )
    ),
    *(
        ("investigations_add_up", f"UPDATE marts.outside_investigations_per_agency SET {values}")
        for values in (
            "incidents = 2",
            "investigated_by_others = 1",
            "investigated_by_itself_alone = 1, not_reported = 0",
            "not_reported = 2",
            "investigated_by_both = 1",
            "investigated_by_other_police = 1",
        )
    ),
    ("investigations_add_up", "DELETE FROM marts.outside_investigations_per_agency"),
    ("rates_lie_in_their_intervals", "DELETE FROM marts.rates_per_agency_per_year"),
    ("rates_lie_in_their_intervals", "UPDATE marts.shootings_per_agency_per_year SET observed = FALSE"),
    ("only_agencies_that_used_force", "UPDATE marts.shootings_per_agency_per_year SET shootings = 2"),
    ("only_agencies_that_used_force", "UPDATE marts.shootings_per_agency_per_year SET agency_id = 'X'"),
    ("outcomes_add_up", "UPDATE marts.shootings_per_agency_per_year SET agency_unclear = 7"),
    ("force_adds_up", "UPDATE marts.force_per_agency_per_year SET fatal_incidents = 7"),
    ("force_adds_up", "UPDATE marts.force_per_agency_per_year SET agency_certain = 7"),
    ("force_adds_up", "DELETE FROM marts.force_per_agency_per_year"),
    ("force_adds_up", "UPDATE incident_agencies SET role = 'investigating'"),
    ("timeline_is_its_claims", "UPDATE incident_timeline SET claim_id = NULL"),
    (
        "timeline_is_its_claims",
        "UPDATE incident_timeline SET correction_id = 'x1', claim_id = NULL, article_id = NULL, "
        "char_start = NULL, char_end = NULL",  # the correction was decided on another day
    ),
    ("months_add_up", "UPDATE marts.shootings_per_month SET fatal_shootings = 7"),
    ("months_add_up", "DELETE FROM marts.shootings_per_month"),
    ("states_add_up", "UPDATE marts.shootings_per_state_per_year SET fatal_shootings = 7"),
    ("states_add_up", "DELETE FROM marts.shootings_per_state_per_year"),
    *(
        ("subjects_add_up", f"UPDATE marts.subjects_by_age_gender_race_armed_per_year SET {column} = 7")
        for column in ("subjects", "killed", "injured", "unharmed", "outcome_unknown")
    ),
]
