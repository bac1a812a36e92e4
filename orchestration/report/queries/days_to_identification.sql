-- Persons by how long after the incident a report first named them, in the order of time.
SELECT
    CASE
        WHEN status = 'not_named' THEN 'never named'
        WHEN status = 'day_unknown' OR days_after_incident IS NULL THEN 'named, day unknown'
        WHEN days_after_incident <= 1 THEN 'within a day'
        WHEN days_after_incident <= 7 THEN '2 to 7 days'
        WHEN days_after_incident <= 30 THEN '8 to 30 days'
        ELSE 'later than 30 days'
    END AS named,
    count(*) AS persons,
    CASE
        WHEN status = 'not_named' THEN 6
        WHEN status = 'day_unknown' OR days_after_incident IS NULL THEN 5
        WHEN days_after_incident <= 1 THEN 1
        WHEN days_after_incident <= 7 THEN 2
        WHEN days_after_incident <= 30 THEN 3
        ELSE 4
    END AS place
FROM marts.days_to_identification
GROUP BY named, place
ORDER BY place
