-- incident_agencies: blocking
-- Every part that an agency had and nobody corrected rests on a claim.
SELECT concat_ws(' | ', i.incident_id, i.agency_id, i.role) AS key
FROM incident_agencies AS i
LEFT JOIN claims AS c
    ON
        i.incident_id = c.incident_id AND i.agency_id = c.entity_id
        AND c.slot = 'agency_role' AND c.value = i.role
LEFT JOIN resolutions AS r
    ON
        i.incident_id = r.incident_id AND i.agency_id = r.entity_id
        AND r.slot = 'agency_role' AND r.value = i.role AND r.status = 'corrected'
WHERE c.claim_id IS NULL AND r.resolution_id IS NULL
ORDER BY key
