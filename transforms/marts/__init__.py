"""Answers ready to chart: each mart is one SELECT in a file of its name, over tables by unqualified names.

Here belongs what people ask again and again, added up from the published tables. Here does not belong
a rule on what an article or an incident says (`transforms/extraction`, `transforms/incidents`), nor any
table without an entry in `warehouse/tables/marts/`.
"""
