-- statements: blocking
-- Where the agency spoken for is known, the organisation is that agency's name, with or without its state.
SELECT s.statement_id AS key
FROM statements AS s
INNER JOIN agencies AS a ON s.agency_id = a.agency_id
WHERE s.organisation IS NULL OR s.organisation NOT IN (a.name, concat(a.name, ', ', a.state))
ORDER BY key
