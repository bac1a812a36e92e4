-- incidents: blocking
-- place_precision says what the coordinates are of: a city or county that is known, or that there are none.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE
    CASE i.place_precision
        WHEN 'city' THEN i.latitude IS NULL OR i.place_geoid IS NULL
        WHEN 'county' THEN i.latitude IS NULL OR i.county_fips IS NULL
        WHEN 'state' THEN i.latitude IS NOT NULL OR i.state IS NULL
        ELSE i.latitude IS NOT NULL OR i.state IS NOT NULL
    END
ORDER BY key
