-- One line an incident that a person can read: when, where, who, what became of whom, and where it was told
-- first. The first source is the earliest article that is no copy; undated articles come last.
WITH labels AS (
    SELECT
        incident_agencies.incident_id,
        list(concat_ws(', ', agencies.name, agencies.state))
        FILTER (WHERE incident_agencies.role = 'used_force') AS used_force,
        list(concat_ws(', ', agencies.name, agencies.state))
        FILTER (WHERE incident_agencies.role = 'investigating') AS investigating
    FROM incident_agencies
    INNER JOIN agencies ON incident_agencies.agency_id = agencies.agency_id
    GROUP BY incident_agencies.incident_id
),

force AS (
    SELECT
        incident_id,
        list(DISTINCT force_type) AS force_types
    FROM force_uses
    GROUP BY incident_id
),

people AS (
    SELECT
        incident_id,
        count(*) AS subject_count,
        list(label) AS labels
    FROM (
        SELECT
            incident_id,
            concat_ws(
                ', ',
                coalesce(name, 'not named'),
                age::VARCHAR,
                CASE WHEN outcome = 'unknown' THEN 'outcome unknown' ELSE outcome END,
                CASE
                    WHEN armed = 'unknown' THEN 'unknown whether armed'
                    WHEN armed = 'unarmed' THEN 'unarmed'
                    ELSE concat('armed: ', armed)
                END
                || CASE WHEN armed_basis = 'unknown' THEN '' ELSE concat(' (', armed_basis, ')') END
            ) AS label
        FROM subjects
    ) AS described
    GROUP BY incident_id
),

sources AS (
    SELECT
        incident_articles.incident_id,
        articles.outlet,
        articles.source_uri
    FROM incident_articles
    INNER JOIN articles ON incident_articles.article_id = articles.article_id
    QUALIFY row_number() OVER (
        PARTITION BY incident_articles.incident_id
        ORDER BY articles.copy_of IS NOT NULL, articles.published_on NULLS LAST, articles.article_id
    ) = 1
)

SELECT
    incidents.incident_id,
    incidents.occurred_on,
    CASE
        WHEN incidents.occurred_on IS NOT NULL THEN incidents.occurred_on::VARCHAR
        WHEN incidents.occurred_from IS NOT NULL AND incidents.occurred_to IS NOT NULL
            THEN concat(incidents.occurred_from, ' to ', incidents.occurred_to)
        WHEN incidents.occurred_from IS NOT NULL THEN concat('from ', incidents.occurred_from)
        WHEN incidents.occurred_to IS NOT NULL THEN concat('by ', incidents.occurred_to)
        ELSE 'date unknown'
    END AS date_text,
    nullif(
        concat_ws(', ', incidents.place, coalesce(incidents.city, incidents.county), incidents.state), ''
    ) AS location,
    incidents.state,
    array_to_string(list_sort(force.force_types), ', ') AS force_types,
    incidents.is_shooting,
    incidents.is_fatal,
    array_to_string(list_sort(labels.used_force), '; ') AS agencies_force,
    array_to_string(list_sort(labels.investigating), '; ') AS agencies_investigating,
    coalesce(people.subject_count, 0) AS subject_count,
    array_to_string(list_sort(people.labels), '; ') AS subjects,
    incidents.contact_reason,
    incidents.body_camera,
    incidents.article_count,
    incidents.source_count,
    incidents.first_reported_on,
    sources.outlet AS first_outlet,
    sources.source_uri AS first_source_uri
FROM incidents
LEFT JOIN labels ON incidents.incident_id = labels.incident_id
LEFT JOIN force ON incidents.incident_id = force.incident_id
LEFT JOIN people ON incidents.incident_id = people.incident_id
LEFT JOIN sources ON incidents.incident_id = sources.incident_id
