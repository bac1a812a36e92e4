-- incident_articles: blocking
-- An article that does not tell of police force is linked to no incident.
SELECT concat_ws(' | ', i.incident_id, i.article_id) AS key
FROM incident_articles AS i
INNER JOIN articles AS a ON i.article_id = a.article_id
WHERE NOT a.is_relevant
ORDER BY key
