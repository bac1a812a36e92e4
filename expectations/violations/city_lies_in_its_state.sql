-- incidents: blocking
-- The gazetteer has a place of the city's name in the state.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE
    i.city IS NOT NULL
    AND (
        i.state IS NULL
        OR NOT EXISTS (
            SELECT 1
            FROM gazetteer_places AS p
            WHERE p.state = i.state AND lower(i.city) IN (lower(p.name), lower(p.common_name))
        )
    )
ORDER BY key
