"""What a table is, and how it is stored: the data dictionary, the database file, work databases.

Here belongs whatever holds for any table: its columns and their meaning (`tables/*.yml`, `dictionary`),
building, hashing and swapping the database (`publish`), what a ledger keeps from run to run (`store`),
reading a database so that it cannot be changed (`reader`), and where decisions of people are found (`seeds`).

Here does not belong what the data means: no rule about articles, incidents or agencies (`transforms`), no
judgement on quality (`expectations`), no clock, run or command (`orchestration`).
"""
