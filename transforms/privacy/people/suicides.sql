-- Persons in incidents of which an article tells that somebody took their own life. Which of several persons
-- did cannot be told from the tables, so all of them are protected.
WITH told AS (
    SELECT DISTINCT incident_articles.incident_id
    FROM incident_articles
    INNER JOIN articles ON incident_articles.article_id = articles.article_id
    WHERE
        NOT incident_articles.is_background
        AND regexp_matches(lower(articles.body), '\b(' || $words || ')')
)

SELECT DISTINCT
    named.name,
    named.incident_id
FROM named
INNER JOIN told ON named.incident_id = told.incident_id
