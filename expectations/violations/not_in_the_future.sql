-- incidents: blocking
-- No incident happened more than a day after its last article was taken in. The first day on which it may
-- have happened is not after its first report, nor before 1900.
SELECT i.incident_id AS key
FROM incidents AS i
INNER JOIN incident_articles AS t ON i.incident_id = t.incident_id
INNER JOIN articles AS a ON t.article_id = a.article_id
GROUP BY i.incident_id, i.occurred_from, i.occurred_to, i.first_reported_on
HAVING
    i.occurred_from > max(a.ingested_at::DATE) + 1
    OR i.occurred_from > i.first_reported_on
    OR i.occurred_from < DATE '1900-01-01'
ORDER BY key
