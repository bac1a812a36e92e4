-- agencies: advisory
-- The agency that used force is in the register, with its ORI.
SELECT DISTINCT a.agency_id AS key
FROM agencies AS a
INNER JOIN incident_agencies AS i ON a.agency_id = i.agency_id AND i.role = 'used_force'
WHERE NOT a.is_registered
ORDER BY key
