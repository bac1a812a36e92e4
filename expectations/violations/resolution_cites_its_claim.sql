-- resolutions: blocking
-- A value that articles tell cites a claim of its slot that tells it; what follows from others may cite none.
SELECT r.resolution_id AS key
FROM resolutions AS r
LEFT JOIN claims AS c
    ON
        r.claim_id = c.claim_id AND r.resolution_id = c.resolution_id AND c.standing = 'chosen'
        AND r.incident_id = c.incident_id AND r.entity_id IS NOT DISTINCT FROM c.entity_id
        AND r.slot = c.slot AND coalesce(r.value, c.value) = c.value
WHERE
    c.claim_id IS NULL
    AND (r.claim_id IS NOT NULL OR (r.value IS NOT NULL AND r.rule NOT IN ('follows', 'correction')))
ORDER BY key
