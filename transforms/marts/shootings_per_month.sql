-- How many shootings at people each state had in each month, and how they ended. A month counts where the
-- day, or the earliest and latest day, fix it; the rest stand under a null month, so that none is lost.
WITH dated AS (
    SELECT
        state,
        is_fatal,
        CASE
            WHEN date_trunc('month', occurred_from) = date_trunc('month', occurred_to)
                THEN date_trunc('month', occurred_from)::DATE
        END AS occurred_month
    FROM incidents
    WHERE is_shooting
)

SELECT
    occurred_month AS month,
    state,
    count(*) AS shootings,
    count(*) FILTER (WHERE is_fatal) AS fatal_shootings,
    count(*) FILTER (WHERE NOT is_fatal) AS nonfatal_shootings,
    count(*) FILTER (WHERE is_fatal IS NULL) AS outcome_unknown
FROM dated
GROUP BY occurred_month, state
