-- incidents: blocking
-- article_count is the number of the incident's articles, and source_count that of independent ones, an
-- article, its copies and its later versions counted once.
SELECT i.incident_id AS key
FROM incidents AS i
LEFT JOIN incident_articles AS t ON i.incident_id = t.incident_id
LEFT JOIN articles AS a ON t.article_id = a.article_id
GROUP BY i.incident_id, i.article_count, i.source_count
HAVING i.article_count <> count(t.article_id) OR i.source_count <> count(DISTINCT a.source_article_id)
ORDER BY key
