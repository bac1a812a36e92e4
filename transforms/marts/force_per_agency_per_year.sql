-- How often each agency used each kind of force in each year, and how the incidents ended. An agency counts
-- for a kind that reports lay to it, and for one that they lay to nobody. That is certain where its part is
-- stated and the kind is laid to it, or where nobody used any other kind.
WITH uses AS (
    SELECT
        parts.incident_id,
        parts.agency_id,
        kinds.force_type,
        bool_or(
            parts.certainty = 'stated' AND (kinds.agency_id IS NOT NULL OR kinds.is_only_kind)
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
    ) AS kinds ON parts.incident_id = kinds.incident_id
    WHERE
        parts.role = 'used_force'
        AND (kinds.agency_id IS NULL OR kinds.agency_id = parts.agency_id)
    GROUP BY parts.incident_id, parts.agency_id, kinds.force_type
),

harm AS (
    SELECT
        incident_id,
        count(*) FILTER (WHERE outcome = 'killed') AS killed,
        count(*) FILTER (WHERE outcome = 'injured') AS injured
    FROM subjects
    GROUP BY incident_id
)

SELECT
    agencies.agency_id,
    agencies.name AS agency_name,
    agencies.state,
    incidents.occurred_year AS year,
    uses.force_type,
    count(*) AS incidents,
    count(*) FILTER (WHERE incidents.is_fatal) AS fatal_incidents,
    count(*) FILTER (WHERE NOT incidents.is_fatal) AS nonfatal_incidents,
    count(*) FILTER (WHERE incidents.is_fatal IS NULL) AS outcome_unknown,
    coalesce(sum(harm.killed), 0)::BIGINT AS subjects_killed,
    coalesce(sum(harm.injured), 0)::BIGINT AS subjects_injured,
    count(*) FILTER (WHERE uses.is_certain) AS agency_certain,
    count(*) FILTER (WHERE NOT uses.is_certain) AS agency_unclear
FROM uses
INNER JOIN agencies ON uses.agency_id = agencies.agency_id
INNER JOIN incidents ON uses.incident_id = incidents.incident_id
LEFT JOIN harm ON uses.incident_id = harm.incident_id
GROUP BY agencies.agency_id, agencies.name, agencies.state, incidents.occurred_year, uses.force_type
