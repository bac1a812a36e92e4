"""From bytes to articles: read and refuse (`read`), clean (`clean`), find copies and revisions (`copies`).

Here belongs what can be told of a document without knowing what it is about. What an article says belongs to
`transforms.extraction`, where files come from to `orchestration`.
"""
