SELECT agency_name || coalesce($$, $$ || state, $$$$) AS agency, sum(shootings)::DOUBLE AS rate, 0.5::DOUBLE AS rate_low, 3::DOUBLE AS rate_high
FROM marts.shootings_per_agency_per_year
GROUP BY agency_name, state
ORDER BY rate DESC
