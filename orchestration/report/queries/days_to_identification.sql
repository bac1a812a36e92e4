-- Persons by how long after the incident a report first named them, in the order of time.
WITH told AS (
    SELECT
        days_after_incident,
        CASE
            WHEN status = 'not_named' THEN 'never named'
            WHEN days_after_incident IS NULL THEN 'named, day unknown'
            WHEN days_after_incident <= 1 THEN 'within a day'
            WHEN days_after_incident <= 7 THEN '2 to 7 days'
            WHEN days_after_incident <= 30 THEN '8 to 30 days'
            ELSE 'later than 30 days'
        END AS named
    FROM marts.days_to_identification
)

SELECT
    named,
    count(*) AS persons
FROM told
GROUP BY named
ORDER BY min(days_after_incident) NULLS LAST, named
