-- How many shootings at people each state had in each year, and how they ended. Incidents are counted, not
-- agencies' parts, so one in which two agencies fired counts once.
WITH harm AS (
    SELECT
        incident_id,
        count(*) FILTER (WHERE outcome = 'killed') AS killed,
        count(*) FILTER (WHERE outcome = 'injured') AS injured
    FROM subjects
    GROUP BY incident_id
),

dated AS (
    SELECT
        incident_id,
        state,
        is_fatal,
        CASE
            WHEN occurred_on IS NOT NULL THEN year(occurred_on)
            WHEN year(occurred_from) = year(occurred_to) THEN year(occurred_from)
        END AS occurred_year
    FROM incidents
    WHERE is_shooting
)

SELECT
    dated.state,
    dated.occurred_year AS year,
    count(*) AS shootings,
    count(*) FILTER (WHERE dated.is_fatal) AS fatal_shootings,
    count(*) FILTER (WHERE NOT dated.is_fatal) AS nonfatal_shootings,
    count(*) FILTER (WHERE dated.is_fatal IS NULL) AS outcome_unknown,
    coalesce(sum(harm.killed), 0)::BIGINT AS subjects_killed,
    coalesce(sum(harm.injured), 0)::BIGINT AS subjects_injured
FROM dated
LEFT JOIN harm ON dated.incident_id = harm.incident_id
GROUP BY dated.state, dated.occurred_year
