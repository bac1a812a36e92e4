"""The people who speak for authorities, across articles: who is one person, and which offices he held when.

Here belongs the rule by which speakers of several articles are one official (`identity`), the normal form
of titles (`ranks`), and the tables `officials` and `official_positions` made of them (`build`). Every
function is pure and gives the same answer whatever order its rows come in.

Who speaks in one article, and under which full name, belongs in `transforms/extraction/statements`; persons
that force was used on in `transforms/incidents`. Thresholds lie in `seeds/resolution.yml`, titles in
`seeds/ranks.csv` and `seeds/titles.yml`.
"""
