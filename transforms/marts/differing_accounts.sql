-- Where dated articles tell different things of one incident, with what was told first and what last.
-- Each article counts with its surest claim of a slot. Copies, background mentions, and slots whose words may
-- differ without a contradiction (place, name, race) are left out. Most claims
-- agree: which of an article is its surest is asked only where any two do not.
WITH differing AS MATERIALIZED (
    SELECT claims.incident_id
    FROM claims
    WHERE
        claims.slot IN (
            'occurred_on', 'city', 'contact_reason', 'fled', 'body_camera', 'officers_injured',
            'officers_killed', 'age', 'gender', 'outcome', 'armed', 'harmed_by'
        )
    GROUP BY claims.incident_id, hash(claims.entity_id, claims.slot)
    HAVING min(claims.value) <> max(claims.value)
),

surest AS (
    SELECT
        claims.incident_id,
        claims.entity_id,
        claims.slot,
        claims.value,
        claims.reported_on,
        claims.article_id
    FROM claims
    INNER JOIN articles ON claims.article_id = articles.article_id
    WHERE
        claims.incident_id IN (SELECT incident_id FROM differing)
        AND claims.modality IN ('asserted', 'alleged')
        AND claims.slot IN (
            'occurred_on', 'city', 'contact_reason', 'fled', 'body_camera', 'officers_injured',
            'officers_killed', 'age', 'gender', 'outcome', 'armed', 'harmed_by'
        )
        AND claims.reported_on IS NOT NULL
        AND NOT claims.is_background
        AND articles.copy_of IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY claims.incident_id, claims.entity_id, claims.slot, claims.article_id
        ORDER BY claims.confidence DESC, claims.char_start, claims.claim_id
    ) = 1
)

SELECT
    incident_id,
    entity_id,
    slot,
    count(DISTINCT value) AS value_count,
    count(*) AS article_count,
    first(value ORDER BY reported_on, article_id) AS first_value,
    min(reported_on) AS first_reported_on,
    first(article_id ORDER BY reported_on, article_id) AS first_article_id,
    last(value ORDER BY reported_on, article_id) AS last_value,
    max(reported_on) AS last_reported_on,
    last(article_id ORDER BY reported_on, article_id) AS last_article_id
FROM surest
GROUP BY incident_id, entity_id, slot
HAVING count(DISTINCT value) > 1
