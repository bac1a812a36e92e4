-- How many shootings at people each agency had in each year, and how they ended: every year, from the first
-- to the last of which articles tell or in which they came out, for every agency met.
-- An agency counts only where it used the force (not where it only investigates) and fired, or where no
-- report tells which agency fired. It is certain where its part is stated and the shot is laid to it, or
-- where nobody used anything but firearms.
-- A year without a shooting is observed where an article of that year tells of the agency at a use of force,
-- in another part than looking into it: coverage of an investigator tells nothing of its own force.
WITH shooters AS (
    SELECT
        parts.incident_id,
        parts.agency_id,
        bool_or(
            parts.certainty = 'stated' AND (shots.agency_id IS NOT NULL OR shots.is_only_kind)
        ) AS is_certain
    FROM incident_agencies AS parts
    INNER JOIN (
        SELECT
            incident_id,
            force_type,
            agency_id,
            min(force_type) OVER same = max(force_type) OVER same AS is_only_kind
        FROM force_uses
        WINDOW same AS (PARTITION BY incident_id)
    ) AS shots ON parts.incident_id = shots.incident_id
    WHERE
        parts.role = 'used_force'
        AND shots.force_type = 'firearm'
        AND (shots.agency_id IS NULL OR shots.agency_id = parts.agency_id)
    GROUP BY parts.incident_id, parts.agency_id
),

harm AS (
    SELECT
        incident_id,
        count(*) FILTER (WHERE outcome = 'killed') AS killed,
        count(*) FILTER (WHERE outcome = 'injured') AS injured
    FROM subjects
    GROUP BY incident_id
),

counted AS (
    SELECT
        shooters.agency_id,
        incidents.occurred_year AS year,
        count(*) AS shootings,
        count(*) FILTER (WHERE incidents.is_fatal) AS fatal_shootings,
        count(*) FILTER (WHERE NOT incidents.is_fatal) AS nonfatal_shootings,
        count(*) FILTER (WHERE incidents.is_fatal IS NULL) AS outcome_unknown,
        sum(harm.killed)::BIGINT AS subjects_killed,
        sum(harm.injured)::BIGINT AS subjects_injured,
        count(*) FILTER (WHERE shooters.is_certain) AS agency_certain,
        count(*) FILTER (WHERE NOT shooters.is_certain) AS agency_unclear
    FROM shooters
    INNER JOIN incidents ON shooters.incident_id = incidents.incident_id
    LEFT JOIN harm ON shooters.incident_id = harm.incident_id
    GROUP BY shooters.agency_id, incidents.occurred_year
),

covered AS (
    SELECT
        claims.entity_id AS agency_id,
        year(claims.reported_on) AS year,
        count(DISTINCT articles.source_article_id) AS sources
    FROM claims
    INNER JOIN articles ON claims.article_id = articles.article_id
    WHERE
        claims.slot = 'agency_role'
        AND claims.value NOT IN ('investigating', 'prosecuting', 'oversight')
        AND claims.reported_on IS NOT NULL
    GROUP BY claims.entity_id, year(claims.reported_on)
),

met AS (
    SELECT
        agency_id,
        name,
        state
    FROM agencies
    WHERE
        agency_id IN (
            SELECT parts.agency_id
            FROM incident_agencies AS parts
            WHERE parts.role NOT IN ('investigating', 'prosecuting', 'oversight')
        )
        AND agency_type NOT IN ('prosecutor', 'oversight')
),

years AS (
    SELECT unnest(generate_series(min(year), max(year))) AS year
    FROM (
        SELECT occurred_year AS year
        FROM incidents
        UNION ALL
        SELECT year(published_on)
        FROM articles
        WHERE is_relevant
    ) AS told
),

panel AS (
    SELECT
        met.agency_id,
        years.year
    FROM met
    CROSS JOIN years
    UNION
    SELECT
        agency_id,
        year
    FROM counted
)

SELECT
    agencies.agency_id,
    agencies.name AS agency_name,
    agencies.state,
    panel.year,
    coalesce(counted.shootings, 0) AS shootings,
    coalesce(counted.fatal_shootings, 0) AS fatal_shootings,
    coalesce(counted.nonfatal_shootings, 0) AS nonfatal_shootings,
    coalesce(counted.outcome_unknown, 0) AS outcome_unknown,
    coalesce(counted.subjects_killed, 0) AS subjects_killed,
    coalesce(counted.subjects_injured, 0) AS subjects_injured,
    coalesce(counted.agency_certain, 0) AS agency_certain,
    coalesce(counted.agency_unclear, 0) AS agency_unclear,
    coalesce(counted.shootings, covered.sources) IS NOT NULL AS observed,
    coalesce(covered.sources, 0) AS sources
FROM panel
INNER JOIN agencies ON panel.agency_id = agencies.agency_id
LEFT JOIN counted
    ON panel.agency_id = counted.agency_id AND panel.year IS NOT DISTINCT FROM counted.year
LEFT JOIN covered ON panel.agency_id = covered.agency_id AND panel.year = covered.year
