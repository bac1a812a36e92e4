-- Officers injured and killed in incidents in which each agency used force, by year. Reports seldom tell
-- whose officers they were: they are laid to an agency only where no other used force or helped. Elsewhere
-- they stand in columns of their own, which must not be added up over agencies.
WITH parts AS (
    SELECT
        incident_id,
        count(DISTINCT agency_id) AS agency_count
    FROM incident_agencies
    WHERE role IN ('used_force', 'assisting', 'dispatched')
    GROUP BY incident_id
),

harm AS (
    SELECT
        incidents.incident_id,
        incidents.occurred_year,
        parts.agency_count = 1 AS is_alone,
        incidents.officers_injured,
        incidents.officers_killed
    FROM incidents
    INNER JOIN parts ON incidents.incident_id = parts.incident_id
)

SELECT
    agencies.agency_id,
    agencies.name AS agency_name,
    agencies.state,
    harm.occurred_year AS year,
    count(*) AS incidents,
    count(*) FILTER (WHERE harm.officers_injured > 0 OR harm.officers_killed > 0) AS incidents_with_harm,
    count(*) FILTER (WHERE harm.officers_injured IS NULL AND harm.officers_killed IS NULL)
        AS incidents_not_told,
    coalesce(sum(harm.officers_injured) FILTER (WHERE harm.is_alone), 0)::BIGINT AS officers_injured,
    coalesce(sum(harm.officers_killed) FILTER (WHERE harm.is_alone), 0)::BIGINT AS officers_killed,
    coalesce(sum(harm.officers_injured) FILTER (WHERE NOT harm.is_alone), 0)::BIGINT
        AS officers_injured_agency_unclear,
    coalesce(sum(harm.officers_killed) FILTER (WHERE NOT harm.is_alone), 0)::BIGINT
        AS officers_killed_agency_unclear
FROM incident_agencies
INNER JOIN agencies ON incident_agencies.agency_id = agencies.agency_id
INNER JOIN harm ON incident_agencies.incident_id = harm.incident_id
WHERE incident_agencies.role = 'used_force'
GROUP BY agencies.agency_id, agencies.name, agencies.state, harm.occurred_year
