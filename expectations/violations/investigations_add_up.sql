-- marts.outside_investigations_per_agency: blocking
-- Each incident of an agency counts once: investigated by others, by itself alone, or by nobody that is told;
-- and incidents without an investigator are as many as in marts.investigations.
WITH told AS (
    SELECT
        p.agency_id,
        count(*) AS incidents
    FROM incident_agencies AS p
    WHERE p.role = 'used_force'
    GROUP BY p.agency_id
),

nobody AS (
    SELECT
        i.agency_id,
        i.incidents
    FROM marts.investigations AS i
    WHERE i.relation = 'not_reported'
)

SELECT coalesce(t.agency_id, m.agency_id) AS key
FROM told AS t
FULL JOIN marts.outside_investigations_per_agency AS m ON t.agency_id = m.agency_id
LEFT JOIN nobody AS n ON m.agency_id = n.agency_id
WHERE
    t.incidents IS DISTINCT FROM m.investigated_by_others + m.investigated_by_itself_alone + m.not_reported
    OR m.incidents IS DISTINCT FROM t.incidents
    OR m.not_reported <> coalesce(n.incidents, 0)
    OR m.investigated_by_both > m.investigated_by_others
    OR m.investigated_by_other_police > m.investigated_by_others
ORDER BY key
