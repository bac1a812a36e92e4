-- incident_external_ids: blocking
-- A registry's id is one person's of the incident named, and nobody has two ids of one registry.
SELECT e.external_id AS key
FROM incident_external_ids AS e
LEFT JOIN subjects AS s ON e.subject_id = s.subject_id AND e.incident_id = s.incident_id
LEFT JOIN incidents AS i ON e.incident_id = i.incident_id
WHERE
    i.incident_id IS NULL
    OR (e.subject_id IS NOT NULL AND s.subject_id IS NULL)
UNION ALL
SELECT min(external_id) AS key
FROM incident_external_ids
GROUP BY registry, incident_id, subject_id
HAVING count(*) > 1
ORDER BY key
