-- incidents: advisory
-- The day is known.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE i.occurred_on IS NULL
ORDER BY key
