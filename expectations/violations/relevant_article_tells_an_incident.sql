-- articles: blocking
-- An article that tells of police force is linked to an incident.
SELECT a.article_id AS key
FROM articles AS a
WHERE a.is_relevant AND a.article_id NOT IN (SELECT i.article_id FROM incident_articles AS i)
ORDER BY key
