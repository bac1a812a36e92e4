-- Each agency's shootings per 100 officers and year over its observed years, with the exact interval of their
-- sum; the most shootings first.
WITH pooled AS (
    SELECT
        agency_id,
        concat_ws(', ', agency_name, state) AS agency,
        count(*) AS observed_years,
        sum(shootings)::BIGINT AS shootings,
        sum(sworn_officers)::DOUBLE AS officer_years
    FROM marts.rates_per_agency_per_year
    WHERE sworn_officers IS NOT NULL
    GROUP BY agency_id, agency_name, state
)

SELECT
    pooled.agency,
    pooled.observed_years,
    pooled.shootings,
    100 * pooled.shootings / pooled.officer_years AS rate,
    100 * bounds.mean_lower / pooled.officer_years AS rate_low,
    100 * bounds.mean_upper / pooled.officer_years AS rate_high
FROM pooled
INNER JOIN poisson_intervals AS bounds ON pooled.shootings = bounds.events
ORDER BY pooled.shootings DESC, rate DESC, pooled.agency
