-- For each thing that a reader may ask, of how many incidents or persons no report tells it.
SELECT
    question,
    asked_of,
    unknown,
    round(100 * unknown / nullif(asked_of, 0), 1) AS unknown_percent
FROM (
    SELECT
        unnest([
            'day', 'city', 'fatal or not', 'injured officers', 'reason officers were there', 'body camera'
        ]) AS question,
        count(*) AS asked_of,
        unnest([
            count(*) FILTER (WHERE occurred_on IS NULL),
            count(*) FILTER (WHERE city IS NULL),
            count(*) FILTER (WHERE is_fatal IS NULL),
            count(*) FILTER (WHERE officers_injured IS NULL),
            count(*) FILTER (WHERE contact_reason = 'unknown'),
            count(*) FILTER (WHERE body_camera IS NULL)
        ]) AS unknown
    FROM incidents
    UNION ALL
    SELECT
        unnest([
            'name', 'age', 'gender', 'race', 'what became of the person', 'what the person was armed with'
        ]) AS question,
        count(*) AS asked_of,
        unnest([
            count(*) FILTER (WHERE name IS NULL),
            count(*) FILTER (WHERE age IS NULL),
            count(*) FILTER (WHERE gender IS NULL),
            count(*) FILTER (WHERE race IS NULL),
            count(*) FILTER (WHERE outcome = 'unknown'),
            count(*) FILTER (WHERE armed = 'unknown')
        ]) AS unknown
    FROM subjects
) AS questions
ORDER BY unknown_percent DESC NULLS LAST, question
