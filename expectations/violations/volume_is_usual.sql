-- articles: advisory
-- The newest whole week has between half and twice as many articles as a usual one of the eight weeks before.
-- Asked of ledgers that had articles in each of these, twenty a week or more.
WITH weeks AS (
    SELECT
        date_trunc('week', a.published_on)::DATE AS monday,
        count(*) AS articles
    FROM articles AS a
    WHERE a.published_on IS NOT NULL
    GROUP BY ALL
),

newest AS (
    SELECT (max(w.monday) - 7)::DATE AS monday
    FROM weeks AS w
),

usual AS (
    SELECT
        n.monday,
        avg(w.articles) AS articles
    FROM newest AS n
    INNER JOIN weeks AS w ON w.monday BETWEEN n.monday - 56 AND n.monday - 7
    GROUP BY n.monday
    HAVING count(*) = 8 AND avg(w.articles) >= 20
)

SELECT u.monday AS key
FROM usual AS u
LEFT JOIN weeks AS w ON u.monday = w.monday
WHERE coalesce(w.articles, 0) NOT BETWEEN u.articles / 2 AND u.articles * 2
