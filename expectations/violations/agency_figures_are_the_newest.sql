-- agencies: blocking
-- Residents and officers of an agency are the newest of agency_years, with their year and source.
SELECT a.agency_id AS key
FROM agencies AS a
LEFT JOIN (
    SELECT
        agency_id,
        max(year) FILTER (WHERE population_served IS NOT NULL) AS population_year,
        arg_max(population_served, year) FILTER (WHERE population_served IS NOT NULL) AS population_served,
        arg_max(population_source, year) FILTER (WHERE population_served IS NOT NULL) AS population_source,
        max(year) FILTER (WHERE sworn_officers IS NOT NULL) AS sworn_year,
        arg_max(sworn_officers, year) FILTER (WHERE sworn_officers IS NOT NULL) AS sworn_officers,
        arg_max(sworn_source, year) FILTER (WHERE sworn_officers IS NOT NULL) AS sworn_source
    FROM agency_years
    GROUP BY agency_id
) AS y ON a.agency_id = y.agency_id
WHERE
    (a.population_served, a.population_year, a.population_source)
    IS DISTINCT FROM (y.population_served, y.population_year, y.population_source)
    OR (a.sworn_officers, a.sworn_year, a.sworn_source)
    IS DISTINCT FROM (y.sworn_officers, y.sworn_year, y.sworn_source)
ORDER BY key
