-- For each agency that used force, its incidents by who looked into them. An incident counts once an agency.
SELECT
    agency,
    investigator,
    incidents,
    incidents_of_agency
FROM (
    SELECT
        concat_ws(', ', agency_name, agency_state) AS agency,
        agency_id,
        incidents AS incidents_of_agency,
        unnest(['another agency', 'itself', 'itself and another', 'not reported']) AS investigator,
        unnest([
            investigated_by_others - investigated_by_both,
            investigated_by_itself_alone,
            investigated_by_both,
            not_reported
        ]) AS incidents
    FROM marts.outside_investigations_per_agency
) AS told
WHERE incidents > 0
ORDER BY incidents_of_agency DESC, agency, agency_id, investigator
