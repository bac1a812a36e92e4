-- resolutions: blocking
-- A value is that of a correction where its status says so, and every correction that applies has its value.
SELECT r.resolution_id AS key
FROM resolutions AS r
LEFT JOIN corrections AS c ON r.correction_id = c.correction_id
WHERE
    (r.status = 'corrected') <> (c.effect IS NOT NULL AND c.effect = 'applied')
    AND r.rule <> 'follows'
UNION ALL
SELECT c.correction_id AS key
FROM corrections AS c
LEFT JOIN resolutions AS r ON c.correction_id = r.correction_id
WHERE c.effect = 'applied' AND r.resolution_id IS NULL
ORDER BY key
