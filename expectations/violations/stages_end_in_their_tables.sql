-- quality.stages: blocking
-- Every article and claim that went on and everything that was quarantined is a row of its table.
WITH counted AS (
    SELECT
        'linking' AS stage,
        (SELECT count(*) FROM articles) AS row_count
    UNION ALL
    SELECT
        'claims' AS stage,
        (SELECT count(*) FROM claims) AS row_count
    UNION ALL
    SELECT
        'refusals' AS stage,
        (SELECT count(*) FROM quality.quarantine) AS row_count
)

SELECT c.stage AS key
FROM counted AS c
INNER JOIN quality.stages AS s ON c.stage = s.stage
WHERE c.row_count <> if(c.stage = 'refusals', s.quarantined, s.went_on)
ORDER BY key
