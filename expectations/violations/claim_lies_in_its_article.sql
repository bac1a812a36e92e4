-- claims: blocking
-- A claim's characters lie inside its article's body.
SELECT c.claim_id AS key
FROM claims AS c
INNER JOIN articles AS a ON c.article_id = a.article_id
WHERE c.char_start < 0 OR c.char_end <= c.char_start OR c.char_end > length(a.body)
ORDER BY key
