-- incident_timeline: blocking
-- A claim that is cited for a change is of that incident, article, day and place in the text.
SELECT t.timeline_id AS key
FROM incident_timeline AS t
LEFT JOIN claims AS c ON t.claim_id = c.claim_id
LEFT JOIN articles AS a ON t.article_id = a.article_id
WHERE
    (t.incident_id, t.article_id, t.char_start, t.char_end)
    IS DISTINCT FROM (c.incident_id, c.article_id, c.char_start, c.char_end)
    OR t.reported_on IS DISTINCT FROM a.published_on
ORDER BY key
