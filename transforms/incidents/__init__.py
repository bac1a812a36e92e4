"""From what single articles say to incidents: linking, resolving, and the published tables of schema `main`.

Here belongs what needs several articles at once: which mentions are one event (`link`, on the evidence of
`evidence`), which persons are one person (`persons`), which claim a value is taken from (`resolve`), what a
later revision no longer says (`ledger`), the incidents of a body of articles (`corpus`), what they were on
any day before (`history`), and the tables made of it (`build`). Every function is pure and
gives the same answer whatever order its articles come in.

What one article says by itself belongs in `transforms/extraction`; copies of articles are found in
`transforms/articles`; counts and rates belong in `transforms/marts`. Thresholds, points and orders are
decisions and lie in `seeds/resolution.yml`.
"""
