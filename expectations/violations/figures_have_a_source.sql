-- agency_years: blocking
-- A year has a figure, and a figure has its source.
SELECT concat_ws(' | ', y.agency_id, y.year) AS key
FROM agency_years AS y
WHERE
    (y.population_served IS NULL) <> (y.population_source IS NULL)
    OR (y.sworn_officers IS NULL) <> (y.sworn_source IS NULL)
    OR (y.population_served IS NULL AND y.sworn_officers IS NULL)
ORDER BY key
