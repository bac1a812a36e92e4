-- How many shootings at people each state had in each year, and how they ended. Incidents are counted, not
-- agencies' parts, so one in which two agencies fired counts once.
WITH harm AS (
    SELECT
        incident_id,
        count(*) FILTER (WHERE outcome = 'killed') AS killed,
        count(*) FILTER (WHERE outcome = 'injured') AS injured
    FROM subjects
    GROUP BY incident_id
)

SELECT
    incidents.state,
    incidents.occurred_year AS year,
    count(*) AS shootings,
    count(*) FILTER (WHERE incidents.is_fatal) AS fatal_shootings,
    count(*) FILTER (WHERE NOT incidents.is_fatal) AS nonfatal_shootings,
    count(*) FILTER (WHERE incidents.is_fatal IS NULL) AS outcome_unknown,
    coalesce(sum(harm.killed), 0)::BIGINT AS subjects_killed,
    coalesce(sum(harm.injured), 0)::BIGINT AS subjects_injured
FROM incidents
LEFT JOIN harm ON incidents.incident_id = harm.incident_id
WHERE incidents.is_shooting
GROUP BY incidents.state, incidents.occurred_year
