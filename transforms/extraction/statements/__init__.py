"""Who said what, for whom, and how sure: the utterances of one article.

What belongs here: spans of direct speech, reported clauses, their speakers, hedges. What does not:
what the statements claim of an incident (`claims`), and who is who across articles.
"""

from transforms.extraction.statements.find import find_statements

__all__ = ["find_statements"]
