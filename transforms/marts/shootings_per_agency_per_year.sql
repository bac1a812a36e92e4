-- How many shootings at people each agency had in each year, and how they ended.
-- An agency counts only where it used the force (not where it only investigates) and fired, or where a firearm
-- was used and no report tells by which agency. Only a stated part and a shot laid to it make it certain.
SELECT
    shooters.agency_id,
    agencies.name AS agency_name,
    agencies.state,
    shooters.year,
    count(*) AS shootings,
    count(*) FILTER (WHERE shooters.is_fatal) AS fatal_shootings,
    count(*) FILTER (WHERE NOT shooters.is_fatal) AS nonfatal_shootings,
    count(*) FILTER (WHERE shooters.is_fatal IS NULL) AS outcome_unknown,
    sum(shooters.killed)::BIGINT AS subjects_killed,
    sum(shooters.injured)::BIGINT AS subjects_injured,
    count(*) FILTER (WHERE shooters.is_certain) AS agency_certain,
    count(*) FILTER (WHERE NOT shooters.is_certain) AS agency_unclear
FROM (
    SELECT
        incidents.incident_id,
        incident_agencies.agency_id,
        incidents.is_fatal,
        coalesce(
            year(incidents.occurred_on),
            CASE
                WHEN year(incidents.occurred_from) = year(incidents.occurred_to)
                    THEN year(incidents.occurred_from)
            END
        ) AS year,
        incident_agencies.certainty = 'stated'
        AND bool_or(force_uses.agency_id IS NOT NULL) AS is_certain,
        (
            SELECT count(*) FROM subjects
            WHERE subjects.incident_id = incidents.incident_id AND subjects.outcome = 'killed'
        ) AS killed,
        (
            SELECT count(*) FROM subjects
            WHERE subjects.incident_id = incidents.incident_id AND subjects.outcome = 'injured'
        ) AS injured
    FROM incidents
    INNER JOIN incident_agencies
        ON incidents.incident_id = incident_agencies.incident_id AND incident_agencies.role = 'used_force'
    INNER JOIN force_uses
        ON
            incidents.incident_id = force_uses.incident_id
            AND force_uses.force_type = 'firearm'
            AND (force_uses.agency_id IS NULL OR force_uses.agency_id = incident_agencies.agency_id)
    GROUP BY ALL
) AS shooters
INNER JOIN agencies ON shooters.agency_id = agencies.agency_id
GROUP BY ALL
