-- corrections: blocking
-- Every correction finds its incident, its person or agency, and the value that it expects.
SELECT
    concat(
        c.file, ', line ', c.line, ' (', c.effect, '): ',
        concat_ws(' ', c.incident_named, c.entity_named, c.slot), ' expected ',
        coalesce(c.expected, 'no value'), ', found ', coalesce(c.found, 'no value')
    ) AS key
FROM corrections AS c
WHERE c.effect NOT IN ('applied', 'agreed')
ORDER BY key
