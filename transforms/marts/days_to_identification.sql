-- How long it took until a person force was used on was named. Only claims that do not contradict the name
-- that stands count. A person whom undated articles alone name is named, but nobody can tell when.
WITH named AS (
    SELECT
        entity_id AS subject_id,
        min(reported_on) AS named_on,
        arg_min(claim_id, (reported_on, article_id, char_start, claim_id)) AS claim_id
    FROM claims
    WHERE slot = 'name' AND standing IN ('chosen', 'agrees', 'compatible') AND reported_on IS NOT NULL
    GROUP BY entity_id
)

SELECT
    subjects.subject_id,
    subjects.incident_id,
    incidents.state,
    subjects.name,
    subjects.outcome,
    incidents.is_shooting,
    incidents.occurred_on,
    incidents.first_reported_on,
    CASE
        WHEN subjects.name IS NULL THEN 'not_named'
        WHEN named.named_on IS NULL THEN 'day_unknown'
        ELSE 'named'
    END AS status,
    CASE WHEN subjects.name IS NOT NULL THEN named.named_on END AS named_on,
    CASE WHEN subjects.name IS NOT NULL THEN named.named_on - incidents.occurred_on END
        AS days_after_incident,
    CASE WHEN subjects.name IS NOT NULL THEN named.named_on - incidents.first_reported_on END
        AS days_after_first_report,
    CASE WHEN subjects.name IS NOT NULL THEN named.claim_id END AS claim_id
FROM subjects
INNER JOIN incidents ON subjects.incident_id = incidents.incident_id
LEFT JOIN named ON subjects.subject_id = named.subject_id
