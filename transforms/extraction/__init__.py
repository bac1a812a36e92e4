"""What one article says: from its text to claims with the characters that they rest on.

Belongs here: whatever reads a single article (dates, places, agencies, persons, force, events, slots,
statements), as pure functions over its body, title, outlet and day of publication. `extract.extract` is the
one way in. The same bytes give the same claims: no clock, no network, no other article.

Does not belong here: reading and cleaning files (`transforms.articles`), what several articles make together
(`transforms.incidents`), and anything a person decided, such as a word list or a pattern, which is data in
`seeds/extraction`.
"""
