-- marts.rates_per_agency_per_year: blocking
-- Every observed year has its row with the count of the panel, a rate lies in its interval, and there is one
-- where, and only where, its denominator is known, from no more than five years off.
WITH observed AS (
    SELECT
        p.agency_id,
        p.year,
        p.shootings
    FROM marts.shootings_per_agency_per_year AS p
    WHERE p.observed AND p.year IS NOT NULL
)

SELECT concat_ws(' | ', coalesce(o.agency_id, r.agency_id), coalesce(o.year, r.year)) AS key
FROM observed AS o
FULL JOIN marts.rates_per_agency_per_year AS r ON o.agency_id = r.agency_id AND o.year = r.year
WHERE
    o.shootings IS DISTINCT FROM r.shootings
    OR NOT coalesce(r.shootings BETWEEN r.shootings_lower AND r.shootings_upper, FALSE)
    OR (r.population_served IS NULL) <> (r.shootings_per_100000_residents IS NULL)
    OR (r.sworn_officers IS NULL) <> (r.shootings_per_100_officers IS NULL)
    OR r.shootings_per_100000_residents
    NOT BETWEEN r.shootings_per_100000_residents_lower AND r.shootings_per_100000_residents_upper
    OR r.shootings_per_100_officers
    NOT BETWEEN r.shootings_per_100_officers_lower AND r.shootings_per_100_officers_upper
    OR abs(r.population_year - r.year) > 5
    OR abs(r.sworn_year - r.year) > 5
ORDER BY key
