-- incidents: advisory
-- The city lies in the county that is told, and the coordinates lie within its reach.
SELECT i.incident_id AS key
FROM incidents AS i
INNER JOIN gazetteer_counties AS c ON i.county_fips = c.county_fips
LEFT JOIN gazetteer_places AS p ON i.place_geoid = p.geoid
WHERE
    NOT list_contains(p.counties_fips, i.county_fips)
    OR 12742 * asin(
        sqrt(
            pow(sin(radians(c.latitude - i.latitude) / 2), 2)
            + cos(radians(i.latitude)) * cos(radians(c.latitude))
            * pow(sin(radians(c.longitude - i.longitude) / 2), 2)
        )
    ) > c.reach_km
ORDER BY key
