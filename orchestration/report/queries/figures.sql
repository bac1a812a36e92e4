-- What the report is about, in one row.
SELECT
    count(*) AS incidents,
    count(*) FILTER (WHERE is_shooting) AS shootings,
    count(*) FILTER (WHERE is_fatal) AS fatal,
    (SELECT count(*) FROM subjects WHERE outcome = 'killed') AS killed,
    (SELECT count(*) FROM articles WHERE is_relevant) AS articles,
    (SELECT count(DISTINCT outlet) FROM articles WHERE is_relevant) AS outlets,
    min(occurred_on) AS first_on,
    max(occurred_on) AS last_on,
    (SELECT max(published_on) FROM articles) AS newest_article_on,
    (SELECT count(*) FROM quality.results) AS expectations,
    (SELECT count(*) FROM quality.results WHERE success) AS expectations_met,
    (SELECT count(*) FROM quality.quarantine) AS refused
FROM incidents
