-- incidents: blocking
-- An incident is fatal exactly when a person whom force was used on was killed.
SELECT i.incident_id AS key
FROM incidents AS i
LEFT JOIN subjects AS s ON i.incident_id = s.incident_id AND s.outcome = 'killed'
GROUP BY i.incident_id, i.is_fatal
HAVING coalesce(i.is_fatal, FALSE) <> (count(s.subject_id) > 0)
ORDER BY key
