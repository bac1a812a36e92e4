"""What is known before any article is read: the register of agencies, and places, counties, states.

Belongs here: look-ups over `seeds/register` by the names that news uses, and how a body outside the register
is named. Pure look-ups: they know no article and decide nothing by context.

Does not belong here: which agency or place an article means (`transforms.extraction`), and the tables
themselves (`seeds/register`, with their sources).
"""
