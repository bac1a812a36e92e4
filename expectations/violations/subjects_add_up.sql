-- marts.subjects_by_age_gender_race_armed_per_year: blocking
-- No person is dropped for what is not told: the groups with each outcome add up to all such persons.
WITH grouped AS (
    SELECT
        coalesce(sum(m.subjects), 0) AS subjects,
        coalesce(sum(m.killed), 0) AS killed,
        coalesce(sum(m.injured), 0) AS injured,
        coalesce(sum(m.unharmed), 0) AS unharmed,
        coalesce(sum(m.outcome_unknown), 0) AS outcome_unknown
    FROM marts.subjects_by_age_gender_race_armed_per_year AS m
),

told AS (
    SELECT
        count(*) AS subjects,
        count(*) FILTER (WHERE s.outcome = 'killed') AS killed,
        count(*) FILTER (WHERE s.outcome = 'injured') AS injured,
        count(*) FILTER (WHERE s.outcome = 'unharmed') AS unharmed,
        count(*) FILTER (WHERE s.outcome = 'unknown') AS outcome_unknown
    FROM subjects AS s
)

SELECT concat(g.subjects, ' grouped, ', t.subjects, ' told') AS key
FROM grouped AS g
CROSS JOIN told AS t
WHERE
    (g.subjects, g.killed, g.injured, g.unharmed, g.outcome_unknown)
    IS DISTINCT FROM (t.subjects, t.killed, t.injured, t.unharmed, t.outcome_unknown)
