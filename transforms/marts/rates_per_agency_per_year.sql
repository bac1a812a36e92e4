-- Shootings of each agency per 100,000 residents served and per 100 sworn officers in each observed year,
-- with exact Poisson intervals. A denominator is the figure of the year, or of the year nearest to it (of two
-- equally near ones the later); which year it is of stands beside it. Years without coverage have no rate.
WITH counted AS (
    SELECT
        panel.agency_id,
        panel.agency_name,
        panel.state,
        panel.year,
        panel.shootings,
        panel.agency_unclear,
        panel.sources,
        bounds.mean_lower AS shootings_lower,
        bounds.mean_upper AS shootings_upper
    FROM marts.shootings_per_agency_per_year AS panel
    LEFT JOIN poisson_intervals AS bounds ON panel.shootings = bounds.events
    WHERE panel.observed AND panel.year IS NOT NULL
),

residents AS (
    SELECT
        counted.agency_id,
        counted.year,
        figures.population_served,
        figures.year AS figure_year
    FROM counted
    INNER JOIN agency_years AS figures ON counted.agency_id = figures.agency_id
    WHERE figures.population_served IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY counted.agency_id, counted.year
        ORDER BY abs(figures.year - counted.year), figures.year DESC
    ) = 1
),

officers AS (
    SELECT
        counted.agency_id,
        counted.year,
        figures.sworn_officers,
        figures.year AS figure_year
    FROM counted
    INNER JOIN agency_years AS figures ON counted.agency_id = figures.agency_id
    WHERE figures.sworn_officers IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY counted.agency_id, counted.year
        ORDER BY abs(figures.year - counted.year), figures.year DESC
    ) = 1
)

SELECT
    counted.agency_id,
    counted.agency_name,
    counted.state,
    counted.year,
    counted.shootings,
    counted.agency_unclear,
    counted.sources,
    counted.shootings_lower,
    counted.shootings_upper,
    residents.population_served,
    residents.figure_year AS population_year,
    100000.0 * counted.shootings / residents.population_served AS shootings_per_100000_residents,
    100000.0 * counted.shootings_lower / residents.population_served AS shootings_per_100000_residents_lower,
    100000.0 * counted.shootings_upper / residents.population_served AS shootings_per_100000_residents_upper,
    officers.sworn_officers,
    officers.figure_year AS sworn_year,
    100.0 * counted.shootings / officers.sworn_officers AS shootings_per_100_officers,
    100.0 * counted.shootings_lower / officers.sworn_officers AS shootings_per_100_officers_lower,
    100.0 * counted.shootings_upper / officers.sworn_officers AS shootings_per_100_officers_upper
FROM counted
LEFT JOIN residents ON counted.agency_id = residents.agency_id AND counted.year = residents.year
LEFT JOIN officers ON counted.agency_id = officers.agency_id AND counted.year = officers.year
