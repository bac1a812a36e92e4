-- judgements: blocking
-- Every judgement finds the events that it expects, or waits for an article.
SELECT
    concat(
        j.file, ', line ', j.line, ' (stale): ',
        j.event_named, ' expected ', j.expected, ', found ', coalesce(j.found, 'nothing'), '; ',
        j.other_event_named, ' expected ', j.other_expected, ', found ', coalesce(j.other_found, 'nothing')
    ) AS key
FROM judgements AS j
WHERE j.effect = 'stale'
ORDER BY key
