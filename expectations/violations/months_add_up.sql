-- marts.shootings_per_month: blocking
-- The shootings of all months are those of each state, and fatal, nonfatal and unknown ones add up to all.
WITH told AS (
    SELECT
        coalesce(i.state, 'no state') AS state,
        count(*) AS shootings
    FROM incidents AS i
    WHERE i.is_shooting
    GROUP BY ALL
),

months AS (
    SELECT
        coalesce(m.state, 'no state') AS state,
        sum(m.shootings) AS shootings,
        sum(m.fatal_shootings + m.nonfatal_shootings + m.outcome_unknown) AS by_outcome
    FROM marts.shootings_per_month AS m
    GROUP BY ALL
)

SELECT coalesce(t.state, m.state) AS key
FROM told AS t
FULL JOIN months AS m ON t.state = m.state
WHERE t.shootings IS DISTINCT FROM m.shootings OR m.by_outcome IS DISTINCT FROM m.shootings
ORDER BY key
