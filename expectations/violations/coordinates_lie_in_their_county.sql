-- incidents: blocking
-- Coordinates lie within the reach of the incident's county: of the county itself, or of a city in it. A city
-- that reports put into another county is for place_lies_in_its_county to tell, for they may be wrong.
SELECT i.incident_id AS key
FROM incidents AS i
INNER JOIN gazetteer_counties AS c ON i.county_fips = c.county_fips
LEFT JOIN gazetteer_places AS p ON i.place_geoid = p.geoid
WHERE
    (i.place_precision = 'county' OR list_contains(p.counties_fips, i.county_fips))
    AND 12742 * asin( -- the Earth's diameter in km: the great circle by haversine
        sqrt(
            pow(sin(radians(c.latitude - i.latitude) / 2), 2)
            + cos(radians(i.latitude)) * cos(radians(c.latitude))
            * pow(sin(radians(c.longitude - i.longitude) / 2), 2)
        )
    ) > c.reach_km
ORDER BY key
