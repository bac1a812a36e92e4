-- quality.stages: blocking
-- In every stage of the run as much came in as went on, was merged, ignored or quarantined, and each stage
-- got what the one before it passed on.
WITH needed AS (
    SELECT unnest([
        'documents', 'records', 'articles', 'extraction', 'linking', 'claims', 'refusals'
    ]) AS stage
),

passed AS (
    SELECT
        unnest(['records', 'articles', 'extraction']) AS stage,
        unnest(['articles', 'extraction', 'linking']) AS next_stage
)

SELECT n.stage AS key
FROM needed AS n
LEFT JOIN quality.stages AS s ON n.stage = s.stage
LEFT JOIN passed AS p ON n.stage = p.next_stage
LEFT JOIN quality.stages AS before ON p.stage = before.stage
WHERE
    s.stage IS NULL
    OR s.came_in <> s.went_on + s.merged + s.ignored + s.quarantined
    OR s.came_in <> before.went_on
ORDER BY key
