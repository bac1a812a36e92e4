-- statements: advisory
-- It is told for which agency an officer or official of law enforcement speaks.
SELECT s.statement_id AS key
FROM statements AS s
WHERE s.speaker_role = 'law_enforcement' AND s.agency_id IS NULL
ORDER BY key
