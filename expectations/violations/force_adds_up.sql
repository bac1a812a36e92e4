-- marts.force_per_agency_per_year: blocking
-- Fatal, nonfatal and unknown incidents add up to all, so do certain and unclear ones, and only an agency
-- that used force in some incident has a row.
SELECT concat_ws(' | ', m.agency_id, m.year, m.force_type) AS key
FROM marts.force_per_agency_per_year AS m
WHERE
    m.fatal_incidents + m.nonfatal_incidents + m.outcome_unknown <> m.incidents
    OR m.agency_certain + m.agency_unclear <> m.incidents
    OR m.agency_id NOT IN (SELECT i.agency_id FROM incident_agencies AS i WHERE i.role = 'used_force')
ORDER BY key
