-- articles: advisory
-- The day of publication is known. Without it no weekday in the text is a date.
SELECT a.article_id AS key
FROM articles AS a
WHERE a.published_on IS NULL
ORDER BY key
