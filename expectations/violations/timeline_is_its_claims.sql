-- incident_timeline: blocking
-- A claim cited for a change is of that incident, article, day and place in it; else a correction gives it.
SELECT t.timeline_id AS key
FROM incident_timeline AS t
LEFT JOIN claims AS c ON t.claim_id = c.claim_id
LEFT JOIN articles AS a ON t.article_id = a.article_id
LEFT JOIN corrections AS x ON t.correction_id = x.correction_id
WHERE
    (t.incident_id, t.article_id, t.char_start, t.char_end)
    IS DISTINCT FROM (
        coalesce(c.incident_id, x.incident_id), c.article_id, c.char_start, c.char_end
    )
    OR t.reported_on IS DISTINCT FROM coalesce(a.published_on, x.decided_on)
    OR (x.correction_id IS NOT NULL AND x.effect <> 'applied')
ORDER BY key
