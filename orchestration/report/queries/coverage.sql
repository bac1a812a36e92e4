-- Incidents by the number of independent sources that tell of them; an article and its copies are one.
SELECT
    CASE WHEN at_most_five = 5 THEN '5 or more' ELSE at_most_five::VARCHAR END AS sources,
    count(*) AS incidents
FROM (
    SELECT least(sources, 5) AS at_most_five
    FROM marts.coverage
) AS told
GROUP BY at_most_five
ORDER BY at_most_five
