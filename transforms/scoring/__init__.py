"""How well articles were read, measured against annotations.

Here belongs what compares: the shape of an annotation, the shape of what was read, the counts. Where
annotations lie and how figures are printed is decided above, in `orchestration`.
"""
