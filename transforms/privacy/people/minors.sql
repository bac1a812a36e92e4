-- Persons below 18, by any age that a claim which counts tells, or called a child where no age
-- stands in the tables.
WITH resolved AS (
    SELECT subject_id AS person_id, age FROM subjects
    UNION ALL
    SELECT person_id, age FROM others_harmed
),

called AS (
    SELECT DISTINCT claims.entity_id AS person_id
    FROM claims
    INNER JOIN articles ON claims.article_id = articles.article_id
    WHERE
        claims.entity_id IS NOT NULL AND claims.slot <> 'agency_role'
        AND regexp_matches(
            lower(substring(articles.body, claims.char_start + 1, claims.char_end - claims.char_start)),
            '\b(' || $words || ')\b'
        )
),

young AS (
    SELECT person_id FROM resolved
    WHERE age < 18
    UNION
    SELECT subject_id FROM history.subjects_reported
    WHERE age < 18
    UNION
    SELECT subject_id FROM history.subjects_recorded
    WHERE age < 18
    UNION
    SELECT entity_id FROM claims
    WHERE slot = 'age' AND standing <> 'set_aside' AND try_cast(value AS INTEGER) < 18
    UNION
    SELECT called.person_id
    FROM called
    LEFT JOIN resolved ON called.person_id = resolved.person_id
    WHERE resolved.age IS NULL
)

SELECT DISTINCT
    named.name,
    named.incident_id
FROM named
INNER JOIN young ON named.person_id = young.person_id
