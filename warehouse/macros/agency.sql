-- Finds agencies by any name that the register has for them: agency('kansas city police', 'MO'), agency('kcpd').
-- Every word must stand in one of its names, whole or in part, in any order, in small or capital letters,
-- with or without apostrophes and points. The state may be left out. One row is an agency and the name that
-- fits; names that are the words themselves come first. Take agency_id from here to the other tables.
-- parameters: words, in_state = NULL
SELECT
    a.agency_id,
    a.name,
    a.state,
    a.agency_type,
    a.city,
    n.name AS matched_name,
    n.name_type
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
ORDER BY lower(n.name) <> lower(words), a.name, a.state, a.agency_id, n.name_type DESC, n.name
