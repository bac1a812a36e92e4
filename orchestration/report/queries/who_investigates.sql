-- For each agency that used force, its incidents by who looked into them. An incident counts once an agency.
WITH inquiries AS (
    SELECT
        force.agency_id,
        force.incident_id,
        bool_or(inquiry.agency_id = force.agency_id) AS has_own,
        bool_or(inquiry.agency_id <> force.agency_id) AS has_outside
    FROM incident_agencies AS force
    LEFT JOIN incident_agencies AS inquiry
        ON force.incident_id = inquiry.incident_id AND inquiry.role = 'investigating'
    WHERE force.role = 'used_force'
    GROUP BY force.agency_id, force.incident_id
)

SELECT
    concat_ws(', ', agencies.name, agencies.state) AS agency,
    CASE
        WHEN has_outside AND has_own THEN 'itself and another'
        WHEN has_outside THEN 'another agency'
        WHEN has_own THEN 'itself'
        ELSE 'not reported'
    END AS investigator,
    count(*) AS incidents,
    sum(count(*)) OVER (PARTITION BY inquiries.agency_id)::BIGINT AS incidents_of_agency
FROM inquiries
INNER JOIN agencies ON inquiries.agency_id = agencies.agency_id
GROUP BY inquiries.agency_id, agencies.name, agencies.state, investigator
ORDER BY incidents_of_agency DESC, agency, investigator
