-- statements: blocking
-- A statement's content is exactly the characters of the body that it names.
SELECT s.statement_id AS key
FROM statements AS s
INNER JOIN articles AS a ON s.article_id = a.article_id
WHERE substring(a.body, s.char_start + 1, s.char_end - s.char_start) <> s.content
ORDER BY key
