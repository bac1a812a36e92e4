-- undercounts: blocking
-- An estimate lies in its interval and above what was counted; without one a reason tells why.
SELECT concat_ws(' ', population, registries, year, state) AS key
FROM undercounts
WHERE
    (estimate IS NULL) <> (reason IS NOT NULL)
    OR (estimate IS NULL) <> (estimate_low IS NULL)
    OR (estimate IS NULL) <> (estimate_high IS NULL)
    OR estimate NOT BETWEEN estimate_low - 0.1 AND estimate_high + 0.1
    OR estimate_low < counted - 0.1
    OR recaptured > counted
    OR (contains(registries, 'force_ledger') AND ledger_counted > counted)
ORDER BY key
