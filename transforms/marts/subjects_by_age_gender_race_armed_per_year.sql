-- Persons force was used on, by what is reported of them, in each year. What no report tells is a group of
-- its own, so that the rows add up to all persons.
WITH described AS (
    SELECT
        incidents.occurred_year,
        CASE
            WHEN subjects.age IS NULL THEN 'unknown'
            WHEN subjects.age < 18 THEN 'under_18'
            WHEN subjects.age < 25 THEN '18_to_24'
            WHEN subjects.age < 35 THEN '25_to_34'
            WHEN subjects.age < 45 THEN '35_to_44'
            WHEN subjects.age < 55 THEN '45_to_54'
            WHEN subjects.age < 65 THEN '55_to_64'
            ELSE '65_and_over'
        END AS age_group,
        coalesce(subjects.gender, 'unknown') AS gender,
        coalesce(subjects.race, 'unknown') AS race,
        subjects.armed,
        subjects.outcome,
        incidents.is_shooting
    FROM subjects
    INNER JOIN incidents ON subjects.incident_id = incidents.incident_id
)

SELECT
    occurred_year AS year,
    age_group,
    gender,
    race,
    armed,
    count(*) AS subjects,
    count(*) FILTER (WHERE outcome = 'killed') AS killed,
    count(*) FILTER (WHERE outcome = 'injured') AS injured,
    count(*) FILTER (WHERE outcome = 'unharmed') AS unharmed,
    count(*) FILTER (WHERE outcome = 'unknown') AS outcome_unknown,
    count(*) FILTER (WHERE is_shooting) AS in_shootings,
    count(*) FILTER (WHERE is_shooting AND outcome = 'killed') AS killed_in_shootings
FROM described
GROUP BY occurred_year, age_group, gender, race, armed
