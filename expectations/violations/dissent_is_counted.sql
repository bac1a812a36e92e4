-- resolutions: blocking
-- A resolution counts the claims that contradict its value, and tells why where it is disputed.
SELECT r.resolution_id AS key
FROM resolutions AS r
LEFT JOIN claims AS c ON r.resolution_id = c.resolution_id AND c.standing = 'dissents'
GROUP BY r.resolution_id, r.dissenting_count, r.status, r.dispute
HAVING count(c.claim_id) <> r.dissenting_count OR (r.status = 'disputed') <> (r.dispute IS NOT NULL)
ORDER BY key
