-- Every name that anything in the database gives to a person of an incident, today's and earlier ones.
SELECT
    subject_id AS person_id,
    name,
    incident_id
FROM subjects
UNION
SELECT
    person_id,
    name,
    incident_id
FROM others_harmed
UNION
SELECT
    subject_id,
    name,
    incident_id
FROM history.subjects_reported
UNION
SELECT
    subject_id,
    name,
    incident_id
FROM history.subjects_recorded
UNION
SELECT
    entity_id,
    value,
    incident_id
FROM claims
WHERE slot = 'name'
UNION
SELECT
    entity_id,
    value,
    incident_id
FROM resolutions
WHERE slot = 'name'
UNION
SELECT
    entity_id,
    unnest([expected, found, value, entity_named]) AS name,
    incident_id
FROM corrections
WHERE slot = 'name'
