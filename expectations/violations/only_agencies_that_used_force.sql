-- marts.shootings_per_agency_per_year: blocking
-- An agency that only investigates is counted nowhere, and no shooting of an agency that fired, or may have
-- fired, is left out.
WITH counted AS (
    SELECT
        m.agency_id,
        sum(m.shootings) AS shootings
    FROM marts.shootings_per_agency_per_year AS m
    GROUP BY m.agency_id
),

told AS (
    SELECT
        i.agency_id,
        count(DISTINCT i.incident_id) AS shootings
    FROM incident_agencies AS i
    INNER JOIN force_uses AS f
        ON
            i.incident_id = f.incident_id AND f.force_type = 'firearm'
            AND (f.agency_id IS NULL OR f.agency_id = i.agency_id)
    WHERE i.role = 'used_force'
    GROUP BY i.agency_id
)

SELECT coalesce(c.agency_id, t.agency_id) AS key
FROM counted AS c
FULL JOIN told AS t ON c.agency_id = t.agency_id
WHERE coalesce(c.shootings, 0) <> coalesce(t.shootings, 0)
ORDER BY key
