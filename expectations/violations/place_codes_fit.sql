-- incidents: blocking
-- GEOID and FIPS codes are of the city, county and state told, and county_basis says how the county is known.
SELECT i.incident_id AS key
FROM incidents AS i
LEFT JOIN gazetteer_states AS s ON i.state = s.state
LEFT JOIN gazetteer_places AS p ON i.place_geoid = p.geoid
LEFT JOIN gazetteer_counties AS c ON i.county_fips = c.county_fips
WHERE
    i.state_fips IS DISTINCT FROM s.state_fips
    OR (i.place_geoid IS NULL) <> (i.city IS NULL OR i.state IS NULL)
    OR (
        i.place_geoid IS NOT NULL
        AND (
            left(i.place_geoid, 2) IS DISTINCT FROM i.state_fips
            OR coalesce(lower(i.city) NOT IN (lower(p.name), lower(p.common_name)), TRUE)
        )
    )
    OR (i.county_fips IS NULL) <> (i.county_basis IS NULL)
    OR (
        i.county_fips IS NOT NULL
        AND (
            left(i.county_fips, 2) IS DISTINCT FROM i.state_fips
            OR CASE i.county_basis
                WHEN 'told'
                    THEN coalesce(lower(i.county) NOT IN (lower(c.county_name), lower(c.short_name)), TRUE)
                WHEN 'city' THEN i.county IS NOT NULL OR coalesce(p.counties_fips <> [i.county_fips], TRUE)
                ELSE
                    i.county IS NOT NULL
                    OR coalesce(NOT list_contains(p.counties_fips, i.county_fips), TRUE)
                    OR len(p.counties_fips) = 1
            END
        )
    )
ORDER BY key
