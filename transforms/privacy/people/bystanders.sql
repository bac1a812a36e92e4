-- Third persons killed or injured.
SELECT DISTINCT
    named.name,
    named.incident_id
FROM named
INNER JOIN others_harmed ON named.person_id = others_harmed.person_id
