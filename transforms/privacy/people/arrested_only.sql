-- Persons force was used on of whom no report tells that they were hurt or died.
SELECT DISTINCT
    named.name,
    named.incident_id
FROM named
INNER JOIN subjects ON named.person_id = subjects.subject_id
WHERE subjects.outcome IN ('unharmed', 'unknown')
