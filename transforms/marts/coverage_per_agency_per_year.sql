-- On how many articles, outlets and independent sources each agency's incidents of a year rest. An article
-- that tells of two of them counts once; an article, its copies and later versions are one source.
WITH told AS (
    SELECT
        parts.agency_id,
        parts.incident_id,
        incidents.source_count,
        incidents.occurred_year,
        articles.article_id,
        articles.source_article_id,
        articles.outlet
    FROM incident_agencies AS parts
    INNER JOIN incidents ON parts.incident_id = incidents.incident_id
    INNER JOIN incident_articles ON parts.incident_id = incident_articles.incident_id
    INNER JOIN articles ON incident_articles.article_id = articles.article_id
    WHERE parts.role = 'used_force'
)

SELECT
    agencies.agency_id,
    agencies.name AS agency_name,
    agencies.state,
    told.occurred_year AS year,
    count(DISTINCT told.incident_id) AS incidents,
    count(DISTINCT told.incident_id) FILTER (WHERE told.source_count = 1) AS incidents_with_one_source,
    count(DISTINCT told.article_id) AS articles,
    count(DISTINCT told.source_article_id) AS sources,
    count(DISTINCT told.outlet) AS outlets
FROM told
INNER JOIN agencies ON told.agency_id = agencies.agency_id
GROUP BY agencies.agency_id, agencies.name, agencies.state, told.occurred_year
