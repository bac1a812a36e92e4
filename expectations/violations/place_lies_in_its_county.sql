-- incidents: advisory
-- The city lies in the county that is told.
SELECT i.incident_id AS key
FROM incidents AS i
INNER JOIN gazetteer_places AS p ON i.place_geoid = p.geoid
WHERE NOT list_contains(p.counties_fips, i.county_fips)
ORDER BY key
