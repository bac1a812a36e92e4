-- marts.shootings_per_agency_per_year: blocking
-- Of the persons shot at by an agency in a year no more were killed and injured than there are, and in each
-- fatal shooting somebody was killed.
WITH shot_at AS (
    SELECT
        p.agency_id,
        count(DISTINCT s.subject_id) AS subjects
    FROM incident_agencies AS p
    INNER JOIN subjects AS s ON p.incident_id = s.incident_id
    WHERE p.role = 'used_force'
    GROUP BY p.agency_id
),

counted AS (
    SELECT
        m.agency_id,
        sum(m.subjects_killed + m.subjects_injured) AS harmed,
        bool_or(m.subjects_killed < m.fatal_shootings) AS is_short
    FROM marts.shootings_per_agency_per_year AS m
    GROUP BY m.agency_id
)

SELECT c.agency_id AS key
FROM counted AS c
LEFT JOIN shot_at AS s ON c.agency_id = s.agency_id
WHERE c.is_short OR c.harmed > coalesce(s.subjects, 0)
ORDER BY key
