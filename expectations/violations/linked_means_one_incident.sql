-- incident_links: blocking
-- Two events are linked where they are of one incident, and only there.
SELECT concat_ws(' | ', l.article_id, l.position, l.other_article_id, l.other_position) AS key
FROM incident_links AS l
WHERE (l.outcome = 'linked') <> (l.incident_id = l.other_incident_id)
ORDER BY key
