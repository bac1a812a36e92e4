-- marts.shootings_per_state_per_year: blocking
-- The shootings of all states in a year are those of the nation, two agencies firing in one incident counted
-- once, and fatal, nonfatal and unknown shootings add up to all.
WITH nation AS (
    SELECT
        i.occurred_year AS year,
        count(*) AS shootings
    FROM incidents AS i
    WHERE i.is_shooting
    GROUP BY ALL
),

states AS (
    SELECT
        m.year,
        sum(m.shootings) AS shootings,
        sum(m.fatal_shootings + m.nonfatal_shootings + m.outcome_unknown) AS by_outcome
    FROM marts.shootings_per_state_per_year AS m
    GROUP BY m.year
)

SELECT coalesce(n.year, s.year)::VARCHAR AS key
FROM nation AS n
FULL JOIN states AS s ON n.year IS NOT DISTINCT FROM s.year
WHERE n.shootings IS DISTINCT FROM s.shootings OR s.by_outcome IS DISTINCT FROM s.shootings
ORDER BY key
