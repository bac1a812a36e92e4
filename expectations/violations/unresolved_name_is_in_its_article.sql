-- unresolved_agencies: blocking
-- Initials stand in the article at the characters given, and an ambiguous name has candidates.
SELECT concat_ws(' | ', u.article_id, u.char_start) AS key
FROM unresolved_agencies AS u
INNER JOIN articles AS a ON u.article_id = a.article_id
WHERE
    substring(a.body, u.char_start + 1, u.char_end - u.char_start) <> u.name
    OR (u.reason = 'ambiguous') <> (u.candidates IS NOT NULL)
ORDER BY key
