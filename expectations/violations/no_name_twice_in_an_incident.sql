-- subjects: blocking
-- No two persons of one incident have the same name.
SELECT s.subject_id AS key
FROM subjects AS s
INNER JOIN subjects AS t ON s.incident_id = t.incident_id AND lower(s.name) = lower(t.name)
WHERE s.subject_id <> t.subject_id
GROUP BY s.subject_id
ORDER BY key
