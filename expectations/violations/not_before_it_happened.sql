-- incidents: blocking
-- No incident happened after the day of its first report, nor before 1900.
SELECT i.incident_id AS key
FROM incidents AS i
WHERE i.occurred_on > i.first_reported_on OR i.occurred_on < DATE '1900-01-01'
ORDER BY key
