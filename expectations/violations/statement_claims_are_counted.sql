-- statements: blocking
-- claim_count is the number of claims with the statement's statement_id.
SELECT s.statement_id AS key
FROM statements AS s
LEFT JOIN claims AS c ON s.statement_id = c.statement_id
GROUP BY s.statement_id, s.claim_count
HAVING s.claim_count <> count(c.claim_id)
ORDER BY key
