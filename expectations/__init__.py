"""What must be true of a database before people may read it.

Two kinds of expectations, both run by Great Expectations. What the data dictionary says of a column
(required, codes, range, unique key, reference) is generated from it. What a rule over rows or tables
says is one SELECT of the failing keys in `violations/`. Nothing here changes data, and nothing knows
when it runs.
"""
