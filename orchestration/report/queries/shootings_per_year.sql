-- Shootings of each year by how they ended, in the order of years; those of no known year come last.
SELECT
    year,
    outcome,
    sum(shootings)::BIGINT AS shootings
FROM (
    SELECT
        year,
        unnest(['fatal', 'nonfatal', 'outcome unknown']) AS outcome,
        unnest([fatal_shootings, nonfatal_shootings, outcome_unknown]) AS shootings
    FROM marts.shootings_per_state_per_year
) AS told
GROUP BY year, outcome
ORDER BY year NULLS LAST, outcome
