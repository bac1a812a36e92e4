-- Speakers who saw it, and neighbours and others who speak for nobody. Who bears an official's name is left
-- out: an official is no private person.
SELECT DISTINCT
    statements.speaker_name AS name,
    statements.incident_id,
    statements.article_id
FROM statements
WHERE
    statements.speaker_name IS NOT NULL
    AND statements.official_id IS NULL
    AND (
        statements.speaker_role = 'witness'
        OR (
            statements.speaker_role = 'community'
            AND statements.organisation IS NULL AND statements.speaker_title IS NULL
        )
    )
    AND statements.speaker_name NOT IN (SELECT officials.name FROM officials)
