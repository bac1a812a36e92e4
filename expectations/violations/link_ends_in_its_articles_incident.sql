-- incident_links: blocking
-- The incidents of a link are incidents that its articles tell of.
SELECT concat_ws(' | ', l.article_id, l.position, l.other_article_id, l.other_position) AS key
FROM incident_links AS l
LEFT JOIN incident_articles AS i ON l.article_id = i.article_id AND l.incident_id = i.incident_id
LEFT JOIN incident_articles AS o
    ON l.other_article_id = o.article_id AND l.other_incident_id = o.incident_id
WHERE i.article_id IS NULL OR o.article_id IS NULL
ORDER BY key
