-- incidents: blocking
-- The day lies between the first and the last possible day, and these are in order.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE
    i.occurred_from > i.occurred_to
    OR i.occurred_on < i.occurred_from
    OR i.occurred_on > i.occurred_to
    OR i.first_reported_on > i.last_reported_on
    OR (i.date_precision = 'day') <> (i.occurred_on IS NOT NULL)
ORDER BY key
