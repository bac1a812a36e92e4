-- What officials said one after the other on one question of an incident, the earlier value beside the later.
-- Of each article the surest claim of a body counts, and what a body says on one day in ten papers is said
-- once. Copies, background mentions and articles without a day are left out. Of several agencies or kinds of
-- force each is a question of its own: that another one was told is no contradiction.
WITH said AS (
    SELECT
        claims.claim_id,
        claims.incident_id,
        claims.entity_id,
        claims.slot,
        claims.article_id,
        claims.statement_id,
        claims.char_start,
        claims.reported_on,
        statements.speaker_name,
        statements.speaker_title,
        statements.organisation,
        coalesce(statements.agency_id, statements.organisation, statements.speaker_name) AS body,
        CASE WHEN claims.slot IN ('agency_role', 'force_type') THEN claims.value END AS part,
        -- "He did not flee" is fled = false, whether told as a denial or not.
        CASE
            WHEN claims.modality <> 'denied' THEN claims.value
            WHEN claims.value = 'true' THEN 'false'
            WHEN claims.value = 'false' THEN 'true'
            ELSE claims.value
        END AS value,
        CASE
            WHEN claims.modality = 'denied' AND claims.value IN ('true', 'false') THEN 'asserted'
            ELSE claims.modality
        END AS modality
    FROM claims
    INNER JOIN statements ON claims.statement_id = statements.statement_id
    INNER JOIN articles ON claims.article_id = articles.article_id
    WHERE
        claims.slot IN (
            'agency_role', 'armed', 'body_camera', 'contact_reason', 'fled', 'force_type', 'harmed_by',
            'officers_injured', 'officers_killed', 'outcome'
        )
        AND claims.reported_on IS NOT NULL
        AND NOT claims.is_background
        AND statements.speaker_role IN ('law_enforcement', 'prosecutor', 'government')
        AND articles.copy_of IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY
            claims.incident_id, claims.entity_id, claims.slot, part, claims.article_id, body
        ORDER BY claims.confidence DESC, claims.char_start, claims.claim_id
    ) = 1
),

once AS (
    SELECT *
    FROM said
    QUALIFY row_number() OVER (
        PARTITION BY
            incident_id, entity_id, slot, part, reported_on, body, value,
            modality = 'unconfirmed', modality = 'denied'
        ORDER BY article_id, char_start, claim_id
    ) = 1
),

paired AS (
    SELECT
        *,
        lag(claim_id) OVER series AS previous_claim_id,
        lag(value) OVER series AS previous_value,
        lag(modality) OVER series AS previous_modality,
        lag(reported_on) OVER series AS previous_reported_on,
        lag(speaker_name) OVER series AS previous_speaker_name,
        lag(speaker_title) OVER series AS previous_speaker_title,
        lag(organisation) OVER series AS previous_organisation,
        lag(article_id) OVER series AS previous_article_id,
        lag(statement_id) OVER series AS previous_statement_id
    FROM once
    WINDOW series AS (
        PARTITION BY incident_id, entity_id, slot, part
        -- Of one day the hour is not known; what could not be confirmed is taken to come first.
        ORDER BY reported_on, modality <> 'unconfirmed', article_id, char_start, claim_id
    )
)

SELECT
    incident_id,
    entity_id,
    slot,
    CASE
        WHEN value = previous_value AND (modality = 'denied') <> (previous_modality = 'denied')
            THEN 'contradicts'
        WHEN value = previous_value THEN 'confirms'
        WHEN 'denied' IN (modality, previous_modality) OR previous_modality = 'unconfirmed' THEN 'adds'
        WHEN previous_value IN ('unknown', 'other') THEN 'adds'
        WHEN slot = 'outcome' AND previous_value = 'injured' AND value = 'killed' THEN 'adds'
        ELSE 'contradicts'
    END AS relation,
    previous_value,
    previous_modality,
    previous_reported_on,
    previous_speaker_name,
    previous_speaker_title,
    previous_organisation,
    previous_article_id,
    previous_statement_id,
    previous_claim_id,
    value,
    modality,
    reported_on,
    speaker_name,
    speaker_title,
    organisation,
    article_id,
    statement_id,
    claim_id
FROM paired
WHERE previous_claim_id IS NOT NULL AND modality <> 'unconfirmed'
