-- claims: blocking
-- A claim's article is one of its incident's articles.
SELECT c.claim_id AS key
FROM claims AS c
LEFT JOIN incident_articles AS i ON c.incident_id = i.incident_id AND c.article_id = i.article_id
WHERE i.article_id IS NULL
ORDER BY key
