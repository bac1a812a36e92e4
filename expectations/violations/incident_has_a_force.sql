-- incidents: blocking
-- Every incident has at least one kind of force.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE i.incident_id NOT IN (SELECT f.incident_id FROM force_uses AS f)
ORDER BY key
