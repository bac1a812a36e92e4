-- On how many articles, outlets and independent sources each incident rests. An article and its copies are
-- one source. Articles that mention the incident as an earlier event count as articles, and are told apart.
SELECT
    incidents.incident_id,
    incidents.state,
    incidents.occurred_on,
    incidents.is_shooting,
    count(*) AS articles,
    count(*) FILTER (WHERE NOT told.is_background) AS own_articles,
    count(*) FILTER (WHERE articles.copy_of IS NOT NULL) AS copies,
    incidents.source_count AS sources,
    count(DISTINCT articles.outlet) AS outlets,
    count(*) FILTER (WHERE articles.outlet IS NULL) AS articles_without_outlet,
    min(articles.published_on) AS first_reported_on,
    max(articles.published_on) AS last_reported_on
FROM incidents
INNER JOIN incident_articles AS told ON incidents.incident_id = told.incident_id
INNER JOIN articles ON told.article_id = articles.article_id
GROUP BY
    incidents.incident_id,
    incidents.state,
    incidents.occurred_on,
    incidents.is_shooting,
    incidents.source_count
