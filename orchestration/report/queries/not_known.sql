-- For each thing that a reader may ask, of how many incidents or persons no report tells it, as published.
SELECT
    coalesce(asked.question, replace(told.slot, '_', ' ')) AS question,
    told.row_count AS asked_of,
    told.unknown_count AS unknown,
    round(100 * told.unknown_count / nullif(told.row_count, 0), 1) AS unknown_percent
FROM quality.history AS told
LEFT JOIN (
    VALUES
    ('occurred_on', 'day'),
    ('is_fatal', 'fatal or not'),
    ('officers_injured', 'injured officers'),
    ('contact_reason', 'reason officers were there'),
    ('outcome', 'what became of the person'),
    ('armed', 'what the person was armed with')
) AS asked (slot, question) ON told.slot = asked.slot
WHERE told.as_of = (SELECT max(as_of) FROM quality.history)
ORDER BY unknown_percent DESC NULLS LAST, question
