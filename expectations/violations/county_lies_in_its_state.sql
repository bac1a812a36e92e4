-- incidents: blocking
-- The gazetteer has a county of the name in the state.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE
    i.county IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM gazetteer_counties AS c
        WHERE c.state = i.state AND lower(i.county) IN (lower(c.county_name), lower(c.short_name))
    )
ORDER BY key
