"""The report: charts of one published database as one HTML file that opens anywhere, without a network.

Here belongs how figures look on a page: one SELECT a section in `queries/`, its words in `sections.yml`,
its chart in `charts.py`. Here does not belong any counting rule: what is counted how is said by the marts.
"""
