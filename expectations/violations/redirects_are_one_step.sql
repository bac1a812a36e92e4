-- incident_redirects: blocking
-- What an id leads to does not lead on.
SELECT r.former_incident_id AS key
FROM incident_redirects AS r
INNER JOIN incident_redirects AS further ON r.incident_id = further.former_incident_id
ORDER BY key
