-- Shootings of each agency per 100,000 residents served and per 100 sworn officers in each observed year,
-- with exact Poisson intervals. A denominator is the figure of the year, or of the year nearest to it (of
-- two equally near ones the later), at most five years off; which year it is of stands beside it. Years
-- without coverage have no rate.
-- Five years: in so many the residents of 95 in 100 cities of 5,000 or more move by less than 15 percent, in
-- ten by up to 27 (agency_years). No such series is known of officers; they are held to the same.
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

figures AS (
    SELECT
        counted.agency_id,
        counted.year,
        agency_years.year AS figure_year,
        agency_years.population_served,
        agency_years.sworn_officers,
        2 * abs(agency_years.year - counted.year) - (agency_years.year > counted.year)::INTEGER AS distance
    FROM counted
    INNER JOIN agency_years ON counted.agency_id = agency_years.agency_id
    WHERE agency_years.year BETWEEN counted.year - 5 AND counted.year + 5
),

known AS (
    SELECT
        agency_id,
        year,
        arg_min(population_served, distance) AS population_served,
        arg_min(figure_year, distance) FILTER (WHERE population_served IS NOT NULL) AS population_year,
        arg_min(sworn_officers, distance) AS sworn_officers,
        arg_min(figure_year, distance) FILTER (WHERE sworn_officers IS NOT NULL) AS sworn_year
    FROM figures
    GROUP BY agency_id, year
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
    known.population_served,
    known.population_year,
    100000.0 * counted.shootings / known.population_served AS shootings_per_100000_residents,
    100000.0 * counted.shootings_lower / known.population_served AS shootings_per_100000_residents_lower,
    100000.0 * counted.shootings_upper / known.population_served AS shootings_per_100000_residents_upper,
    known.sworn_officers,
    known.sworn_year,
    100.0 * counted.shootings / known.sworn_officers AS shootings_per_100_officers,
    100.0 * counted.shootings_lower / known.sworn_officers AS shootings_per_100_officers_lower,
    100.0 * counted.shootings_upper / known.sworn_officers AS shootings_per_100_officers_upper
FROM counted
LEFT JOIN known ON counted.agency_id = known.agency_id AND counted.year = known.year
