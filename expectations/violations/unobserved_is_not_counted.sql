-- marts.shootings_per_agency_per_year: blocking
-- Where an agency's year is not observed, no shooting is counted in it and no article tells of the agency.
SELECT concat_ws(' | ', m.agency_id, m.year) AS key
FROM marts.shootings_per_agency_per_year AS m
WHERE m.observed <> (m.shootings > 0 OR m.sources > 0)
ORDER BY key
