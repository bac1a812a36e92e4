-- incidents: advisory
-- City or county are known.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE i.city IS NULL AND i.county IS NULL
ORDER BY key
