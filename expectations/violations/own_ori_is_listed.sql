-- agency_oris: blocking
-- Of an agency's ORIs the one in agencies is listed as its own, and no other is.
SELECT coalesce(o.ori, a.ori) AS key
FROM (SELECT * FROM agency_oris WHERE relation = 'own') AS o
FULL JOIN (SELECT * FROM agencies WHERE ori IS NOT NULL) AS a ON o.ori = a.ori AND o.agency_id = a.agency_id
WHERE o.ori IS NULL OR a.ori IS NULL
ORDER BY key
