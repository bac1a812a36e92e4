-- subjects: blocking
-- Every value of a person that nobody corrected is the value of a claim about that person.
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
    UNION ALL
    SELECT t.subject_id, 'armed_basis' AS slot, NULLIF(t.armed_basis, 'unknown') AS value FROM subjects AS t
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
    AND NOT EXISTS (
        SELECT 1
        FROM resolutions AS r
        WHERE r.entity_id = g.subject_id AND r.slot = g.slot AND r.value = g.value AND r.status = 'corrected'
    )
ORDER BY key
