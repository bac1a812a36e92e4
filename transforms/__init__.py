"""What the data means: pure functions, documents or frames in, records or frames out.

Here belong reading, extraction, linking and counting. What a table looks like belongs to `warehouse`, what
must be true of it to `expectations`. When anything runs belongs to `orchestration`, with every clock,
process and folder of a ledger.
"""
