-- incidents: blocking
-- An incident is a shooting exactly when an officer used a firearm.
SELECT i.incident_id AS key
FROM incidents AS i
LEFT JOIN force_uses AS f ON i.incident_id = f.incident_id AND f.force_type = 'firearm'
GROUP BY i.incident_id, i.is_shooting
HAVING i.is_shooting <> (count(f.incident_id) > 0)
ORDER BY key
