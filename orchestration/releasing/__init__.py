"""`uof release`: the published tables as files that outlive this software.

Here belongs what a release folder holds (`contents`), how its files are written (`files`), and what it says
of itself: data package, codebook, card, changes since the release before. `release` puts the folder together.

`protection` applies the privacy policy and has the files scanned before they get their name.

Here does not belong what the tables mean (the data dictionary says it), nor whom the policy protects
(`transforms.privacy`), nor how the scan looks (`expectations.privacy`).
"""
