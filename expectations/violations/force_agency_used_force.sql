-- force_uses: blocking
-- An agency named with a force has the part used_force in that incident.
SELECT concat_ws(' | ', f.incident_id, f.force_type) AS key
FROM force_uses AS f
LEFT JOIN incident_agencies AS i
    ON f.incident_id = i.incident_id AND f.agency_id = i.agency_id AND i.role = 'used_force'
WHERE f.agency_id IS NOT NULL AND i.agency_id IS NULL
ORDER BY key
