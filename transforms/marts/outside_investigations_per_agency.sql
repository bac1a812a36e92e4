-- How often each agency's use of force was investigated by another body, by itself alone, or by nobody that a
-- report names. Each incident counts once in one of the three. An investigation that nobody names is not
-- known, and is never taken for the agency's own.
WITH looked_into AS (
    SELECT
        parts.incident_id,
        parts.agency_id,
        coalesce(bool_or(inquiry.agency_id <> parts.agency_id), FALSE) AS is_outside,
        coalesce(bool_or(inquiry.agency_id = parts.agency_id), FALSE) AS is_own,
        coalesce(
            bool_or(
                inquiry.agency_id <> parts.agency_id
                AND agencies.agency_type NOT IN ('prosecutor', 'oversight')
            ), FALSE
        ) AS is_outside_police
    FROM incident_agencies AS parts
    LEFT JOIN incident_agencies AS inquiry
        ON parts.incident_id = inquiry.incident_id AND inquiry.role = 'investigating'
    LEFT JOIN agencies ON inquiry.agency_id = agencies.agency_id
    WHERE parts.role = 'used_force'
    GROUP BY parts.incident_id, parts.agency_id
)

SELECT
    agencies.agency_id,
    agencies.name AS agency_name,
    agencies.state AS agency_state,
    count(*) AS incidents,
    count(*) FILTER (WHERE looked_into.is_outside) AS investigated_by_others,
    count(*) FILTER (WHERE looked_into.is_outside_police) AS investigated_by_other_police,
    count(*) FILTER (WHERE looked_into.is_outside AND looked_into.is_own) AS investigated_by_both,
    count(*) FILTER (WHERE looked_into.is_own AND NOT looked_into.is_outside) AS investigated_by_itself_alone,
    count(*) FILTER (WHERE NOT looked_into.is_outside AND NOT looked_into.is_own) AS not_reported,
    count(*) FILTER (WHERE looked_into.is_outside)
    / nullif(count(*) FILTER (WHERE looked_into.is_outside OR looked_into.is_own), 0) AS outside_share
FROM looked_into
INNER JOIN agencies ON looked_into.agency_id = agencies.agency_id
GROUP BY agencies.agency_id, agencies.name, agencies.state
