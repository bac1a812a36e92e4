-- marts.force_per_agency_per_year: blocking
-- Fatal, nonfatal and unknown incidents add up to all, so do certain and unclear ones. An agency that only
-- investigates is counted nowhere, and no use of force that an agency made, or may have made, is left out.
WITH counted AS (
    SELECT
        m.agency_id,
        sum(m.incidents) AS uses,
        bool_and(
            m.fatal_incidents + m.nonfatal_incidents + m.outcome_unknown = m.incidents
            AND m.agency_certain + m.agency_unclear = m.incidents
        ) AS is_adding_up
    FROM marts.force_per_agency_per_year AS m
    GROUP BY m.agency_id
),

told AS (
    SELECT
        i.agency_id,
        count(DISTINCT concat_ws(' ', i.incident_id, f.force_type)) AS uses
    FROM incident_agencies AS i
    INNER JOIN force_uses AS f
        ON i.incident_id = f.incident_id AND (f.agency_id IS NULL OR f.agency_id = i.agency_id)
    WHERE i.role = 'used_force'
    GROUP BY i.agency_id
)

SELECT coalesce(c.agency_id, t.agency_id) AS key
FROM counted AS c
FULL JOIN told AS t ON c.agency_id = t.agency_id
WHERE c.uses IS DISTINCT FROM t.uses OR NOT c.is_adding_up
ORDER BY key
