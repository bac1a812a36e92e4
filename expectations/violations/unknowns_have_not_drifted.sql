-- quality.history: advisory
-- Of nothing the share of unknowns has moved more than ten points beyond sampling error (two standard errors)
-- from its mean in earlier publications. Asked from three earlier publications and thirty rows on.
WITH newest AS (
    SELECT
        h.slot,
        h.as_of,
        h.row_count,
        h.unknown_count / h.row_count AS share
    FROM quality.history AS h
    WHERE h.as_of = (SELECT max(l.as_of) FROM quality.history AS l) AND h.row_count >= 30
),

earlier AS (
    SELECT
        n.slot,
        avg(h.unknown_count / h.row_count) AS share
    FROM newest AS n
    INNER JOIN quality.history AS h ON n.slot = h.slot AND n.as_of > h.as_of AND h.row_count > 0
    GROUP BY n.slot
    HAVING count(*) >= 3
)

SELECT concat_ws(' | ', n.as_of, n.slot) AS key
FROM newest AS n
INNER JOIN earlier AS e ON n.slot = e.slot
WHERE abs(n.share - e.share) > 0.1 + 2 * sqrt(e.share * (1 - e.share) / n.row_count)
ORDER BY key
