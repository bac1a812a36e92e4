-- What officials said they could not confirm, or declined to say, each with its incident and its article, and
-- when a later article told it. Copies of an article are left out: what a wire story says once counts once.
-- An answer is the first asserted value of the statement's topic that no article had told before; on the same
-- day only an official's in another article, since which of the two came first is not known. Topics that no
-- slot holds (warnings, pointing, officers' names, leave) are never answered here.
WITH questions AS (
    SELECT
        statements.*,
        -- Who fired is answered by an agency only where it was the agency that could not be confirmed.
        CASE
            WHEN
                statements.topic <> 'who_fired'
                OR statements.statement_id IN (
                    SELECT claims.statement_id
                    FROM claims
                    WHERE claims.slot = 'agency_role' AND claims.modality = 'unconfirmed'
                )
                THEN statements.topic
        END AS asked,
        articles.published_on,
        articles.outlet,
        articles.source_uri
    FROM statements
    INNER JOIN articles ON statements.article_id = articles.article_id
    WHERE
        statements.hedge IN ('unconfirmed', 'declined')
        AND statements.speaker_role IN ('law_enforcement', 'prosecutor', 'government')
        AND articles.copy_of IS NULL
),

asserted AS (
    SELECT
        claims.claim_id,
        claims.incident_id,
        claims.article_id,
        claims.char_start,
        claims.confidence,
        claims.reported_on,
        claims.speaker_name,
        statements.organisation,
        coalesce(statements.speaker_role IN ('law_enforcement', 'prosecutor', 'government'), FALSE)
            AS is_official,
        CASE
            WHEN claims.slot <> 'agency_role' THEN claims.value
            ELSE concat_ws(', ', agencies.name, agencies.state)
        END AS answer,
        CASE claims.slot
            WHEN 'armed' THEN 'armed'
            WHEN 'fled' THEN 'fled'
            WHEN 'outcome' THEN 'outcome'
            WHEN 'body_camera' THEN 'body_camera'
            WHEN 'name' THEN 'identity'
            WHEN 'agency_role' THEN CASE claims.value
                WHEN 'used_force' THEN 'who_fired'
                WHEN 'investigating' THEN 'investigation'
            END
        END AS topic,
        min(claims.reported_on) OVER (
            PARTITION BY claims.incident_id, claims.slot, claims.entity_id, claims.value
        ) AS first_reported_on
    FROM claims
    INNER JOIN articles ON claims.article_id = articles.article_id
    LEFT JOIN statements ON claims.statement_id = statements.statement_id
    LEFT JOIN agencies ON claims.entity_id = agencies.agency_id
    SEMI JOIN questions ON claims.incident_id = questions.incident_id
    WHERE
        claims.modality = 'asserted'
        AND claims.value <> 'unknown'
        AND NOT claims.is_background
        AND articles.copy_of IS NULL
),

answers AS (
    SELECT
        questions.statement_id,
        asserted.claim_id,
        asserted.reported_on,
        asserted.answer,
        coalesce(asserted.speaker_name, asserted.organisation) AS said_by
    FROM questions
    INNER JOIN asserted
        ON
            questions.incident_id = asserted.incident_id
            AND questions.asked = asserted.topic
            AND questions.published_on <= asserted.first_reported_on
            AND (
                questions.published_on < asserted.reported_on
                OR (asserted.is_official AND questions.article_id <> asserted.article_id)
            )
    -- What the question's own article tells was no open question.
    ANTI JOIN asserted AS own
        ON
            questions.article_id = own.article_id
            AND asserted.topic = own.topic
            AND asserted.answer = own.answer
            AND asserted.incident_id = own.incident_id
    QUALIFY row_number() OVER (
        PARTITION BY questions.statement_id
        ORDER BY
            asserted.reported_on, asserted.confidence DESC, asserted.article_id, asserted.char_start,
            asserted.claim_id
    ) = 1
)

SELECT
    questions.statement_id,
    questions.hedge,
    questions.topic,
    questions.content,
    questions.organisation,
    questions.speaker_name,
    questions.speaker_title,
    questions.speaker_role,
    questions.published_on,
    answers.reported_on AS answered_on,
    answers.said_by AS answered_by,
    answers.answer,
    answers.claim_id AS answer_claim_id,
    questions.incident_id,
    incidents.occurred_on,
    incidents.city,
    incidents.state,
    questions.outlet,
    questions.source_uri,
    questions.article_id,
    questions.char_start,
    questions.char_end
FROM questions
LEFT JOIN answers ON questions.statement_id = answers.statement_id
LEFT JOIN incidents ON questions.incident_id = incidents.incident_id
