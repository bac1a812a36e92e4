-- force_uses: blocking
-- Every kind of force that nobody corrected rests on a claim.
SELECT concat_ws(' | ', f.incident_id, f.force_type) AS key
FROM force_uses AS f
LEFT JOIN claims AS c
    ON
        f.incident_id = c.incident_id AND c.slot = 'force_type' AND c.value = f.force_type
        AND c.modality IN ('asserted', 'alleged')
LEFT JOIN resolutions AS r
    ON
        f.incident_id = r.incident_id AND r.slot = 'force_type' AND r.value = f.force_type
        AND r.status = 'corrected'
WHERE c.claim_id IS NULL AND r.resolution_id IS NULL
ORDER BY key
