"""Lists of others (registries of police killings) beside the ledger: read, linked, compared.

Here belong the layout of a list (`layout`), its rows (`read`), what a record of a list and a subject of the
ledger are alike (`records`), which of them are one person in one incident (`link`), where they differ
(`compare`), and how many deaths no list has (`undercount`). What a layout and the model's figures are stands
in `seeds/registries`. Where a ledger keeps the lists, and the command, belong to `orchestration`.
"""
