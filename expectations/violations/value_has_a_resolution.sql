-- resolutions: blocking
-- Every value of an incident, an agency's part, a kind of force or a person has its resolution.
WITH given AS (
    SELECT
        i.incident_id,
        NULL AS entity_id,
        unnest([
            'occurred_on', 'city', 'county', 'state', 'place', 'contact_reason', 'fled', 'body_camera',
            'officers_injured', 'officers_killed'
        ]) AS slot,
        unnest([
            cast(i.occurred_on AS VARCHAR), i.city, i.county, i.state, i.place, i.contact_reason,
            cast(i.fled AS VARCHAR), cast(i.body_camera AS VARCHAR), cast(i.officers_injured AS VARCHAR),
            cast(i.officers_killed AS VARCHAR)
        ]) AS value
    FROM incidents AS i
    UNION ALL
    SELECT
        s.incident_id,
        s.subject_id AS entity_id,
        unnest(['name', 'age', 'gender', 'race', 'outcome', 'armed', 'armed_basis']) AS slot,
        unnest([s.name, cast(s.age AS VARCHAR), s.gender, s.race, s.outcome, s.armed, s.armed_basis]) AS value
    FROM subjects AS s
    UNION ALL
    SELECT
        o.incident_id,
        o.person_id AS entity_id,
        unnest(['name', 'age', 'outcome', 'harmed_by']) AS slot,
        unnest([o.name, cast(o.age AS VARCHAR), o.outcome, o.harmed_by]) AS value
    FROM others_harmed AS o
    UNION ALL
    SELECT
        a.incident_id,
        a.agency_id AS entity_id,
        'agency_role' AS slot,
        a.role AS value
    FROM incident_agencies AS a
    UNION ALL
    SELECT
        f.incident_id,
        NULL AS entity_id,
        'force_type' AS slot,
        f.force_type AS value
    FROM force_uses AS f
)

SELECT concat_ws(' | ', g.incident_id, g.entity_id, g.slot, g.value) AS key
FROM given AS g
WHERE
    g.value <> 'unknown'
    AND NOT EXISTS (
        SELECT 1
        FROM resolutions AS r
        WHERE
            r.incident_id = g.incident_id AND r.entity_id IS NOT DISTINCT FROM g.entity_id
            AND r.slot = g.slot AND r.value = g.value
    )
ORDER BY key
