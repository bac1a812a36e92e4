-- articles: blocking
-- A copy names an article that is itself no copy, and is published no earlier.
SELECT a.article_id AS key
FROM articles AS a
INNER JOIN articles AS o ON a.copy_of = o.article_id
WHERE o.copy_of IS NOT NULL OR a.published_on < o.published_on
ORDER BY key
