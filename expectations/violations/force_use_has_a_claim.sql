-- force_uses: blocking
-- Every kind of force rests on a claim.
SELECT concat_ws(' | ', f.incident_id, f.force_type) AS key
FROM force_uses AS f
LEFT JOIN claims AS c
    ON
        f.incident_id = c.incident_id AND c.slot = 'force_type' AND c.value = f.force_type
        AND c.modality IN ('asserted', 'alleged')
WHERE c.claim_id IS NULL
ORDER BY key
