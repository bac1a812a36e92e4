-- marts.investigations: blocking
-- No agency is its own outside investigator: an investigation is another's exactly where another agency leads
-- it, and no more incidents are told to be investigated by others than have such a one.
WITH others AS (
    SELECT
        f.agency_id,
        count(DISTINCT f.incident_id) AS incidents
    FROM incident_agencies AS f
    INNER JOIN incident_agencies AS i
        ON f.incident_id = i.incident_id AND f.agency_id <> i.agency_id AND i.role = 'investigating'
    WHERE f.role = 'used_force'
    GROUP BY f.agency_id
)

SELECT concat_ws(' | ', m.agency_id, m.investigator_id) AS key
FROM marts.investigations AS m
WHERE
    m.relation IS DISTINCT FROM CASE
        WHEN m.investigator_id IS NULL THEN 'not_reported'
        WHEN m.investigator_id = m.agency_id THEN 'own'
        ELSE 'outside'
    END
UNION ALL
SELECT m.agency_id AS key
FROM marts.outside_investigations_per_agency AS m
LEFT JOIN others AS o ON m.agency_id = o.agency_id
WHERE m.investigated_by_others <> coalesce(o.incidents, 0)
ORDER BY key
