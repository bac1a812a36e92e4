-- statements: blocking
-- No two statements of an article share characters.
SELECT s.statement_id AS key
FROM statements AS s
INNER JOIN statements AS t
    ON
        s.article_id = t.article_id AND s.statement_id <> t.statement_id
        AND s.char_start < t.char_end AND t.char_start < s.char_end
GROUP BY s.statement_id
ORDER BY key
