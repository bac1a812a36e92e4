-- unresolved_agencies: advisory
-- It can be told which agency is meant by the initials that an article gives.
SELECT concat_ws(' | ', u.article_id, u.char_start) AS key
FROM unresolved_agencies AS u
ORDER BY key
