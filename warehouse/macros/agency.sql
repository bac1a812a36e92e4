-- Finds agencies by any name that the register has for them: agency('kansas city police', 'MO'), agency('kcpd').
-- Every word must stand in one of its names, whole or in part, in any order, in small or capital letters,
-- with or without apostrophes and points. The state may be left out. One row is an agency, with the name that
-- fits best; those of which a name is the words themselves come first. Take agency_id from here to the other
-- tables.
-- parameters: words, in_state = NULL
SELECT
    a.agency_id,
    a.name,
    a.state,
    a.agency_type,
    a.city,
    n.name AS matched_name
FROM agency_names AS n
INNER JOIN agencies AS a ON n.agency_id = a.agency_id
WHERE
    (in_state IS NULL OR a.state = upper(in_state))
    AND len(
        list_filter(
            string_split_regex(trim(regexp_replace(lower(words), '[''’.]', '', 'g')), '[^a-z0-9&-]+'),
            lambda word: NOT contains(regexp_replace(lower(n.name), '[''’.]', '', 'g'), word)
        )
    ) = 0
QUALIFY row_number() OVER (
    PARTITION BY a.agency_id ORDER BY lower(n.name) <> lower(words), n.name_type DESC, n.name
) = 1
ORDER BY lower(n.name) <> lower(words), a.name, a.state, a.agency_id
