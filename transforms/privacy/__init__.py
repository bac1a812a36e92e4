"""What may not be told of people, and how it is taken out of tables.

Here belongs the policy of `seeds/privacy.yml` (`policy`), who is protected by each of its rules
(`people/*.sql`, over a published database with its `named.sql`), how names are met in text (`names`) and what
stands in their place (`redact`). Everything is a pure function of tables and policy.

Here does not belong the proof that nothing was missed: `expectations.privacy` looks for itself.
"""
