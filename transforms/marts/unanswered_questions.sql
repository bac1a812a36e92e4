-- What officials said they could not confirm, or declined to say, each with its incident and its article.
-- Copies of an article are left out: what a wire story says once counts once.
SELECT
    statements.statement_id,
    statements.hedge,
    statements.content,
    statements.organisation,
    statements.speaker_name,
    statements.speaker_title,
    statements.speaker_role,
    articles.published_on,
    statements.incident_id,
    incidents.occurred_on,
    incidents.city,
    incidents.state,
    articles.outlet,
    articles.source_uri,
    statements.article_id,
    statements.char_start,
    statements.char_end
FROM statements
INNER JOIN articles ON statements.article_id = articles.article_id
LEFT JOIN incidents ON statements.incident_id = incidents.incident_id
WHERE
    statements.hedge IN ('unconfirmed', 'declined')
    AND statements.speaker_role IN ('law_enforcement', 'prosecutor', 'government')
    AND articles.copy_of IS NULL
