-- quality.takedowns: blocking
-- Every person on the takedown list was found, so that the name is taken out wherever it stands.
SELECT concat(t.takedown_id, ' (', t.effect, ')') AS key
FROM quality.takedowns AS t
WHERE t.effect <> 'applied'
ORDER BY key
