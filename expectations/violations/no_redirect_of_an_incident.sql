-- incident_redirects: blocking
-- An id that is an incident's today leads nowhere else.
SELECT r.former_incident_id AS key
FROM incident_redirects AS r
INNER JOIN incidents AS i ON r.former_incident_id = i.incident_id
ORDER BY key
