-- incidents: blocking
-- Every incident is told by at least one article.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE i.incident_id NOT IN (SELECT a.incident_id FROM incident_articles AS a)
ORDER BY key
