-- subjects: blocking
-- Every value of a person whom force was used on is the value of a claim about that person.
WITH given AS (
    SELECT t.subject_id, 'name' AS slot, CAST(t.name AS VARCHAR) AS value FROM subjects AS t
    UNION ALL
    SELECT t.subject_id, 'age' AS slot, CAST(t.age AS VARCHAR) AS value FROM subjects AS t
    UNION ALL
    SELECT t.subject_id, 'gender' AS slot, CAST(t.gender AS VARCHAR) AS value FROM subjects AS t
    UNION ALL
    SELECT t.subject_id, 'race' AS slot, CAST(t.race AS VARCHAR) AS value FROM subjects AS t
    UNION ALL
    SELECT t.subject_id, 'outcome' AS slot, NULLIF(t.outcome, 'unknown') AS value FROM subjects AS t
    UNION ALL
    SELECT t.subject_id, 'armed' AS slot, NULLIF(t.armed, 'unknown') AS value FROM subjects AS t
)

SELECT CONCAT_WS(' | ', g.subject_id, g.slot) AS key
FROM given AS g
WHERE
    g.value IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM claims AS c
        WHERE
            c.entity_id = g.subject_id AND c.slot = g.slot AND c.value = g.value
            AND c.modality IN ('asserted', 'alleged')
    )
ORDER BY key
