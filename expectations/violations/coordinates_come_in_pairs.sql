-- incidents: blocking
-- Latitude and longitude are given together, and only with a place they are of.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE
    (i.latitude IS NULL) <> (i.longitude IS NULL)
    OR (i.latitude IS NOT NULL AND i.state IS NULL)
ORDER BY key
