-- incidents: blocking
-- Every value of an incident that nobody corrected is the value of one of its claims.
WITH given AS (
    SELECT t.incident_id, 'occurred_on' AS slot, CAST(t.occurred_on AS VARCHAR) AS value FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'date_basis' AS slot, t.date_basis AS value FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'city' AS slot, CAST(t.city AS VARCHAR) AS value FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'county' AS slot, CAST(t.county AS VARCHAR) AS value FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'state' AS slot, CAST(t.state AS VARCHAR) AS value FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'place' AS slot, CAST(t.place AS VARCHAR) AS value FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'officers_injured' AS slot, CAST(t.officers_injured AS VARCHAR) AS value
    FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'officers_killed' AS slot, CAST(t.officers_killed AS VARCHAR) AS value
    FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'fled' AS slot, CAST(t.fled AS VARCHAR) AS value FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'body_camera' AS slot, CAST(t.body_camera AS VARCHAR) AS value FROM incidents AS t
    UNION ALL
    SELECT t.incident_id, 'contact_reason' AS slot, NULLIF(t.contact_reason, 'unknown') AS value
    FROM incidents AS t
)

SELECT CONCAT_WS(' | ', g.incident_id, g.slot) AS key
FROM given AS g
WHERE
    g.value IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM claims AS c
        WHERE
            c.incident_id = g.incident_id AND c.slot = g.slot AND c.value = g.value AND c.entity_id IS NULL
            AND c.modality IN ('asserted', 'alleged')
    )
    AND NOT EXISTS (
        SELECT 1
        FROM resolutions AS r
        WHERE
            r.incident_id = g.incident_id AND r.slot = g.slot AND r.value = g.value
            AND r.entity_id IS NULL AND r.status = 'corrected'
    )
ORDER BY key
