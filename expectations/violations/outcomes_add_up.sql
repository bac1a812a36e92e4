-- marts.shootings_per_agency_per_year: blocking
-- Fatal, nonfatal and unknown shootings add up to all, and so do certain and unclear ones.
SELECT concat_ws(' | ', m.agency_id, m.year) AS key
FROM marts.shootings_per_agency_per_year AS m
WHERE
    m.fatal_shootings + m.nonfatal_shootings + m.outcome_unknown <> m.shootings
    OR m.agency_certain + m.agency_unclear <> m.shootings
ORDER BY key
