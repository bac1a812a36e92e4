-- incident_redirects: blocking
-- An id leads to an incident unless it is withdrawn, and is merged by an article of that incident.
SELECT r.former_incident_id AS key
FROM incident_redirects AS r
LEFT JOIN incident_articles AS i ON r.incident_id = i.incident_id AND r.article_id = i.article_id
WHERE
    (r.reason = 'withdrawn') <> (r.incident_id IS NULL)
    OR (r.reason = 'merged') <> (i.article_id IS NOT NULL)
ORDER BY key
