-- incidents: advisory
-- It is told which agency used force.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE i.incident_id NOT IN (SELECT a.incident_id FROM incident_agencies AS a WHERE a.role = 'used_force')
ORDER BY key
