-- marts.shootings_per_agency_per_year: blocking
-- Every agency that used force, and every other one of the table, has a row for each year from the first to
-- the last of the incidents and of the articles that tell of force.
WITH told AS (
    SELECT i.occurred_year AS year
    FROM incidents AS i
    UNION ALL
    SELECT year(a.published_on)
    FROM articles AS a
    WHERE a.is_relevant
),

needed AS (
    SELECT
        g.agency_id,
        y.year
    FROM (
        SELECT m.agency_id
        FROM marts.shootings_per_agency_per_year AS m
        UNION
        SELECT p.agency_id
        FROM incident_agencies AS p
        WHERE p.role = 'used_force'
    ) AS g
    CROSS JOIN (SELECT unnest(generate_series(min(told.year), max(told.year))) AS year FROM told) AS y
)

SELECT concat_ws(' | ', n.agency_id, n.year) AS key
FROM needed AS n
ANTI JOIN marts.shootings_per_agency_per_year AS m ON n.agency_id = m.agency_id AND n.year = m.year
ORDER BY key
