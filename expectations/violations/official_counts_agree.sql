-- officials: blocking
-- Statements of an official, copies left out, are counted alike in statements, officials and their positions.
SELECT o.official_id AS key
FROM officials AS o
LEFT JOIN (
    SELECT
        s.official_id,
        count(*) FILTER (WHERE a.copy_of IS NULL) AS statement_count
    FROM statements AS s
    INNER JOIN articles AS a ON s.article_id = a.article_id
    GROUP BY s.official_id
) AS said ON o.official_id = said.official_id
LEFT JOIN (
    SELECT
        p.official_id,
        sum(p.statement_count) AS statement_count
    FROM official_positions AS p
    GROUP BY p.official_id
) AS held ON o.official_id = held.official_id
WHERE
    o.statement_count IS DISTINCT FROM said.statement_count
    OR o.statement_count IS DISTINCT FROM held.statement_count
ORDER BY key
