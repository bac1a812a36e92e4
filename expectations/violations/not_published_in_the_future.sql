-- articles: blocking
-- No article was published more than a day after it was taken in, nor before 1900.
SELECT a.article_id AS key
FROM articles AS a
WHERE a.published_on > CAST(a.ingested_at AS DATE) + 1 OR a.published_on < DATE '1900-01-01'
ORDER BY key
