-- claims: blocking
-- A claim with a statement_id stands inside that statement's characters, in the same article.
SELECT c.claim_id AS key
FROM claims AS c
INNER JOIN statements AS s ON c.statement_id = s.statement_id
WHERE c.article_id <> s.article_id OR c.char_start < s.char_start OR c.char_end > s.char_end
ORDER BY key
