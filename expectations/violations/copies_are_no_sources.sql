-- articles: blocking
-- A copy is no source of its own: it goes back to the source of its original, a source goes back to itself,
-- and no value has more sources than its incident.
SELECT a.article_id AS key
FROM articles AS a
LEFT JOIN articles AS o ON a.copy_of = o.article_id
LEFT JOIN articles AS s ON a.source_article_id = s.article_id
WHERE
    (a.copy_of IS NOT NULL AND a.source_article_id IS DISTINCT FROM o.source_article_id)
    OR s.source_article_id IS DISTINCT FROM s.article_id
UNION ALL
SELECT r.resolution_id AS key
FROM resolutions AS r
INNER JOIN incidents AS i ON r.incident_id = i.incident_id
WHERE r.source_count > i.source_count
ORDER BY key
