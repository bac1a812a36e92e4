-- Every value of one incident with the very words that it is taken from: evidence('inc-0123456789abcdef').
-- It holds for an id of an earlier database too. entity tells whose value it is, and is null for the event's
-- own. words are the characters of the chosen claim, from char_start to char_end in articles.body of article_id.
-- They are null for a value that a person corrected; corrections then tells who did and why.
-- parameters: of_incident
SELECT
    r.incident_id,
    coalesce(g.name || coalesce(', ' || g.state, ''), s.name, o.name, r.entity_id) AS entity,
    r.slot,
    r.value,
    r.status,
    substring(a.body, c.char_start + 1, c.char_end - c.char_start) AS words,
    c.speaker_name,
    a.outlet,
    a.published_on,
    a.source_uri,
    a.article_id,
    c.char_start,
    c.char_end,
    r.claim_id,
    r.correction_id
FROM resolutions AS r
LEFT JOIN claims AS c ON r.claim_id = c.claim_id
LEFT JOIN articles AS a ON c.article_id = a.article_id
LEFT JOIN agencies AS g ON r.entity_id = g.agency_id
LEFT JOIN subjects AS s ON r.entity_id = s.subject_id
LEFT JOIN others_harmed AS o ON r.entity_id = o.person_id
WHERE
    r.value IS NOT NULL
    AND r.incident_id IN (
        SELECT of_incident
        UNION ALL
        SELECT d.incident_id FROM incident_redirects AS d WHERE d.former_incident_id = of_incident
    )
ORDER BY entity NULLS FIRST, r.slot, r.value, r.resolution_id
