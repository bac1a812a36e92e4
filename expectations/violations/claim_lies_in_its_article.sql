-- claims: blocking
-- A claim's characters lie inside its article's body.
WITH sizes AS MATERIALIZED ( -- a body is counted once, not for each of its claims
    SELECT
        a.article_id,
        length(a.body) AS characters
    FROM articles AS a
)

SELECT c.claim_id AS key
FROM claims AS c
INNER JOIN sizes AS s ON c.article_id = s.article_id
WHERE c.char_start < 0 OR c.char_end <= c.char_start OR c.char_end > s.characters
ORDER BY key
