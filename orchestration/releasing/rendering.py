"""Fills in the templates of `templates/`. Values that come from articles cannot act as markup in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from orchestration.inert import markdown


def rendered(name: str, **values: Any) -> str:
    """Return a template with its values filled in.

    Raises jinja2.TemplateNotFound for an unknown template, UndefinedError for a value that is not given.
    """
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=lambda name: name is not None and ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["plain"] = lambda value: markdown(str(value))
    made.filters["share"] = share
    made.filters["number"] = lambda count: f"{count:,}"
    return made


def share(part: float | None) -> str:
    """Return a share as a percentage that is 0 or 100 only where none or all are meant."""
    if part is None:
        return "–"
    if 0 < part < 0.01:
        return "< 1 %"
    if 0.99 < part < 1:
        return "> 99 %"
    return f"{part:.0%}".replace("%", " %")
