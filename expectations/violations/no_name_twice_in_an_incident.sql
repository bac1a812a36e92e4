-- subjects: blocking
-- No two persons of one incident have the same name, but where names are withheld.
SELECT s.subject_id AS key
FROM subjects AS s
INNER JOIN subjects AS t ON s.incident_id = t.incident_id AND lower(s.name) = lower(t.name)
WHERE s.subject_id <> t.subject_id AND s.name <> '[withheld]'
GROUP BY s.subject_id
ORDER BY key
