-- The shootings at people of one agency, as marts.shootings_per_agency_per_year counts them:
-- shootings('MOKPD0000', 2020), or shootings('MOKPD0000') for all years. is_certain tells whether reports leave no
-- doubt that its officers fired; the other columns are those of marts.incident_list.
-- parameters: of_agency, of_year = NULL
WITH fired AS (
    SELECT
        p.incident_id,
        bool_or(
            p.certainty = 'stated'
            AND (
                f.agency_id IS NOT NULL
                OR NOT EXISTS (
                    SELECT 1 FROM force_uses AS o
                    WHERE o.incident_id = p.incident_id AND o.force_type <> 'firearm'
                )
            )
        ) AS is_certain
    FROM incident_agencies AS p
    INNER JOIN force_uses AS f ON p.incident_id = f.incident_id
    WHERE
        p.agency_id = of_agency
        AND p.role = 'used_force'
        AND f.force_type = 'firearm'
        AND (f.agency_id IS NULL OR f.agency_id = p.agency_id)
    GROUP BY p.incident_id
)

SELECT
    i.occurred_year AS year,
    fired.is_certain,
    l.*
FROM fired
INNER JOIN incidents AS i ON fired.incident_id = i.incident_id
INNER JOIN marts.incident_list AS l ON fired.incident_id = l.incident_id
WHERE of_year IS NULL OR i.occurred_year = of_year
ORDER BY i.occurred_year NULLS LAST, l.occurred_on NULLS LAST, l.incident_id
