"""`uof report`: the charts of one published database in one self-contained HTML file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from orchestration.errors import CallError
from orchestration.home import QUALITY_PAGE
from orchestration.report.charts import chart
from orchestration.report.quality import quality_page
from warehouse.reader import query

if TYPE_CHECKING:
    import polars as pl

_HERE = Path(__file__).resolve().parent
_WIDE, _NARROW = 520, 190  # pixels of a chart without its labels: a sheet of paper, a phone of 390 pixels
_UNMET = "SELECT table_name, description, failing_count FROM quality.results WHERE NOT success ORDER BY ALL"


def write_report(database: Path, out: Path) -> Path:
    """Write the report of a published database to a file, and beside it the page of its checks; return that.

    Raises CallError where a file cannot be written.
    """
    page, checks = report(database), quality_page(database)
    beside = out.with_name(QUALITY_PAGE)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(checks, encoding="utf-8")
        out.write_text(page, encoding="utf-8")
        return beside
    except OSError as error:
        raise CallError(f"{out} cannot be written ({error.strerror}). Name a file with --out FILE.") from None


def report(database: Path) -> str:
    """Return the report as one HTML page that loads nothing."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    page = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    (figures,) = query(database, _select("figures")).rows(named=True)
    return page.get_template("report.html.j2").render(
        style=Markup((_HERE / "style.css").read_text(encoding="utf-8")),
        figures=figures,
        sections=[_section(name, words, database) for name, words in sections().items()],
        unmet=query(database, _UNMET).rows(named=True),
        shown=_shown,
    )


@cache
def sections() -> dict[str, dict[str, str]]:
    """Return title, what is said and what to beware of, by the section's name, in the order of the page."""
    words: dict[str, dict[str, str]] = yaml.safe_load((_HERE / "sections.yml").read_text(encoding="utf-8"))
    return words


def _section(name: str, words: dict[str, str], database: Path) -> dict[str, Any]:
    rows = query(database, _select(name))
    drawn = {
        size: _drawing(name, rows, width) if rows.height else ""
        for size, width in {"wide": _WIDE, "narrow": _NARROW}.items()
    }
    return {"name": name, "columns": rows.columns, "rows": rows.rows(), **words, **drawn}


def _drawing(name: str, rows: pl.DataFrame, width: int) -> str:
    """Return the chart as SVG, whose texts vl-convert has escaped."""
    import vl_convert
    from markupsafe import Markup

    return Markup(vl_convert.vegalite_to_svg(chart(name, rows, width)))


def _select(name: str) -> str:
    return (_HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def _shown(value: object) -> str:
    if value is None:
        return "not known"
    return f"{value:.1f}" if isinstance(value, float) else str(value)
