-- incidents: blocking
-- The first and the last possible day are in order. A known day is both, and the year is the one of both.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE
    i.occurred_from > i.occurred_to
    OR (i.occurred_on IS NOT NULL AND i.occurred_from IS DISTINCT FROM i.occurred_on)
    OR (i.occurred_on IS NOT NULL AND i.occurred_to IS DISTINCT FROM i.occurred_on)
    OR i.occurred_year
    IS DISTINCT FROM if(year(i.occurred_from) = year(i.occurred_to), year(i.occurred_from), NULL)
    OR i.first_reported_on > i.last_reported_on
    OR (i.date_precision = 'day') <> (i.occurred_on IS NOT NULL)
ORDER BY key
