-- claims: blocking
-- The characters of a claim say what it says: a word of the name, the figure of an age told in figures.
WITH told AS (
    SELECT
        c.claim_id,
        c.slot,
        lower(c.value) AS value,
        lower(substring(a.body, c.char_start + 1, c.char_end - c.char_start)) AS words
    FROM claims AS c
    INNER JOIN articles AS a ON c.article_id = a.article_id
    WHERE c.slot IN ('name', 'age') AND c.value <> '[withheld]' -- blocks stand for a name taken down
)

SELECT t.claim_id AS key
FROM told AS t
WHERE
    CASE t.slot
        WHEN 'name'
            THEN NOT list_has_any(
                regexp_extract_all(t.value, '\p{L}+'), regexp_extract_all(t.words, '\p{L}+')
            )
        ELSE
            regexp_matches(t.words, '[0-9]')
            AND NOT regexp_matches(t.words, 'month|week|day')
            AND NOT list_contains(regexp_extract_all(t.words, '[0-9]+'), t.value)
    END
ORDER BY key
