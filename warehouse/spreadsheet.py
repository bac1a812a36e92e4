"""CSV that a spreadsheet opens as it stands: no text in it is a formula."""

from __future__ import annotations

import polars as pl
import polars.selectors as cs

# What spreadsheets begin a formula with, also behind blanks and in the wide forms. Apostrophes before it
# count, so that taking one off always gives the value back.
_FORMULA = r"^('*\s*[=+\-@＝＋－＠\t\r])"


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame in which an apostrophe stands before each text that a spreadsheet would work out.

    Such a text could ask other files or hosts when somebody opens the table (CWE-1236).
    """
    return frame.with_columns(cs.string().str.replace(_FORMULA, "'$1"))
