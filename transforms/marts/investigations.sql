-- Who investigates whom: each agency that used force, with each body that investigates it.
-- Incidents of which no report names an investigator stand in a row of their own, so that none is lost.
WITH force AS (
    SELECT
        incident_id,
        agency_id,
        certainty
    FROM incident_agencies
    WHERE role = 'used_force'
),

inquiry AS (
    SELECT
        incident_id,
        agency_id,
        certainty
    FROM incident_agencies
    WHERE role = 'investigating'
)

SELECT
    force.agency_id,
    agency.name AS agency_name,
    agency.state AS agency_state,
    inquiry.agency_id AS investigator_id,
    investigator.name AS investigator_name,
    investigator.state AS investigator_state,
    CASE
        WHEN inquiry.agency_id IS NULL THEN 'not_reported'
        WHEN inquiry.agency_id = force.agency_id THEN 'own'
        ELSE 'outside'
    END AS relation,
    count(*) AS incidents,
    count(*) FILTER (WHERE force.certainty = 'stated' AND coalesce(inquiry.certainty, 'stated') = 'stated')
        AS incidents_certain,
    count(*) FILTER (WHERE incidents.is_shooting) AS shootings,
    count(*) FILTER (WHERE incidents.is_fatal) AS fatal_incidents,
    min(incidents.occurred_on) AS first_on,
    max(incidents.occurred_on) AS last_on
FROM force
INNER JOIN incidents ON force.incident_id = incidents.incident_id
INNER JOIN agencies AS agency ON force.agency_id = agency.agency_id
LEFT JOIN inquiry ON force.incident_id = inquiry.incident_id
LEFT JOIN agencies AS investigator ON inquiry.agency_id = investigator.agency_id
GROUP BY
    force.agency_id, agency.name, agency.state, inquiry.agency_id, investigator.name, investigator.state
