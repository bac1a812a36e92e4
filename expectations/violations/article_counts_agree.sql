-- incidents: blocking
-- article_count is the number of the incident's articles, and source_count, copies counted once, is
-- neither zero nor above it.
SELECT i.incident_id AS key
FROM incidents AS i
LEFT JOIN incident_articles AS a ON i.incident_id = a.incident_id
GROUP BY i.incident_id, i.article_count, i.source_count
HAVING i.article_count <> count(a.article_id) OR i.source_count > i.article_count OR i.source_count < 1
ORDER BY key
