-- agencies: blocking
-- GEOID and county lie in the agency's state, a point has both coordinates and says of what,
-- no agency is a part of itself or its own successor, and one that ended has a successor.
SELECT a.agency_id AS key
FROM agencies AS a
LEFT JOIN gazetteer_states AS s ON a.state = s.state
WHERE
    left(a.place_geoid, 2) IS DISTINCT FROM if(a.place_geoid IS NULL, NULL, s.state_fips)
    OR left(a.county_fips, 2) IS DISTINCT FROM if(a.county_fips IS NULL, NULL, s.state_fips)
    OR (a.latitude IS NULL) <> (a.longitude IS NULL)
    OR (a.latitude IS NULL) <> (a.location_precision IS NULL)
    OR a.parent_agency_id = a.agency_id
    OR a.successor_agency_id = a.agency_id
    OR (a.ended_year IS NOT NULL AND a.successor_agency_id IS NULL)
ORDER BY key
