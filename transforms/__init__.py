"""What the data means: pure functions, documents or frames in, records or frames out.

Here belong reading, extraction, linking and counting. What a table looks like belongs to `warehouse`, what must
be true of it to `expectations`, when anything runs, and every clock, path of a ledger and process, to
`orchestration`.
"""
