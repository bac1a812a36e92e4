-- How many shootings at people each agency had in each year, and how they ended.
-- An agency counts only where it used the force (not where it only investigates) and fired, or where no
-- report tells which agency fired. It is certain where its part is stated and the shot is laid to it, or
-- where nobody used anything but firearms.
WITH shooters AS (
    SELECT
        parts.incident_id,
        parts.agency_id,
        bool_or(
            parts.certainty = 'stated' AND (shots.agency_id IS NOT NULL OR shots.is_only_kind)
        ) AS is_certain
    FROM incident_agencies AS parts
    INNER JOIN (
        SELECT
            incident_id,
            force_type,
            agency_id,
            count(DISTINCT force_type) OVER (PARTITION BY incident_id) = 1 AS is_only_kind
        FROM force_uses
    ) AS shots ON parts.incident_id = shots.incident_id
    WHERE
        parts.role = 'used_force'
        AND shots.force_type = 'firearm'
        AND (shots.agency_id IS NULL OR shots.agency_id = parts.agency_id)
    GROUP BY parts.incident_id, parts.agency_id
),

harm AS (
    SELECT
        incident_id,
        count(*) FILTER (WHERE outcome = 'killed') AS killed,
        count(*) FILTER (WHERE outcome = 'injured') AS injured
    FROM subjects
    GROUP BY incident_id
)

SELECT
    agencies.agency_id,
    agencies.name AS agency_name,
    agencies.state,
    incidents.occurred_year AS year,
    count(*) AS shootings,
    count(*) FILTER (WHERE incidents.is_fatal) AS fatal_shootings,
    count(*) FILTER (WHERE NOT incidents.is_fatal) AS nonfatal_shootings,
    count(*) FILTER (WHERE incidents.is_fatal IS NULL) AS outcome_unknown,
    coalesce(sum(harm.killed), 0)::BIGINT AS subjects_killed,
    coalesce(sum(harm.injured), 0)::BIGINT AS subjects_injured,
    count(*) FILTER (WHERE shooters.is_certain) AS agency_certain,
    count(*) FILTER (WHERE NOT shooters.is_certain) AS agency_unclear
FROM shooters
INNER JOIN agencies ON shooters.agency_id = agencies.agency_id
INNER JOIN incidents ON shooters.incident_id = incidents.incident_id
LEFT JOIN harm ON shooters.incident_id = harm.incident_id
GROUP BY agencies.agency_id, agencies.name, agencies.state, incidents.occurred_year
