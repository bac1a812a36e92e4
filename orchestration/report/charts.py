"""The charts, each a function of its section's rows. Colours differ in lightness, so that they stay apart for
colour-blind readers and in grey print."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    import altair as alt

MOST_AGENCIES = 15
_FONT = "Helvetica, Arial, sans-serif"
_DARK, _MIDDLE, _LIGHT, _PALE = "#7f2704", "#d9822b", "#f3c99b", "#d0d0d0"
_INK, _LINES = "#222222", "#e4e4e4"
_LONGEST_LABEL = 170  # pixels, so that the name of an agency leaves room for its bar on a phone
_LABEL_LINE = 24  # characters that fit into it


def chart(name: str, rows: pl.DataFrame, width: int) -> dict[str, Any]:
    """Return the Vega-Lite description of a section's chart, `width` pixels wide without labels.

    Raises KeyError where a section has no chart.
    """
    drawn = _CHARTS[name](rows)
    return (
        drawn.properties(width=width, background="white")
        .configure(font=_FONT, padding=2)
        .configure_axis(
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            labelColor=_INK,
            titleColor=_INK,
            gridColor=_LINES,
            labelLimit=_LONGEST_LABEL,
        )
        .configure_legend(labelFontSize=12, orient="top", title=None, direction="horizontal", columns=2)
        .configure_view(stroke=None)
        .to_dict()
    )


def _shootings_per_year(rows: pl.DataFrame) -> alt.Chart:
    import altair as alt

    known: list[int] = sorted(rows["year"].drop_nulls())
    years = [str(year) for year in range(known[0], known[-1] + 1)] if known else []
    told = rows.with_columns(year=pl.col("year").cast(pl.String).fill_null("unknown"))
    if rows["year"].null_count():
        years.append("unknown")
    return _stacked(
        told,
        across=alt.X(
            "year:O",
            title=None,
            scale=alt.Scale(domain=years),
            axis=alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=6),
        ),
        along=alt.Y("shootings:Q", title="shootings", axis=alt.Axis(tickMinStep=1)),
        kind="outcome",
        colours={"fatal": _DARK, "nonfatal": _MIDDLE, "outcome unknown": _PALE},
    ).properties(height=220)


def _agencies(rows: pl.DataFrame) -> alt.LayerChart:
    import altair as alt

    shown, names = _names(rows.head(MOST_AGENCIES), "agency")
    base = alt.Chart(shown).encode(y=names)
    title = "shootings per 100 officers and year"
    interval = base.mark_rule(color=_MIDDLE, strokeWidth=3).encode(
        x=alt.X("rate_low:Q", title=title), x2="rate_high:Q"
    )
    points = base.mark_point(color=_DARK, filled=True, size=70, opacity=1).encode(
        x=alt.X("rate:Q", title=title)
    )
    return (interval + points).properties(height=_step())


def _who_investigates(rows: pl.DataFrame) -> alt.Chart:
    import altair as alt

    most = rows["agency"].unique(maintain_order=True).head(MOST_AGENCIES).to_list()
    shown, names = _names(rows.filter(pl.col("agency").is_in(most)), "agency")
    return _stacked(
        shown,
        across=names,
        along=alt.X("incidents:Q", title="incidents", axis=alt.Axis(tickMinStep=1)),
        kind="investigator",
        colours={
            "another agency": _DARK,
            "itself and another": _MIDDLE,
            "itself": _LIGHT,
            "not reported": _PALE,
        },
    ).properties(height=_step())


def _days_to_identification(rows: pl.DataFrame) -> alt.LayerChart:
    return _bars(rows, "named", "persons")


def _coverage(rows: pl.DataFrame) -> alt.LayerChart:
    return _bars(rows, "sources", "incidents")


def _not_known(rows: pl.DataFrame) -> alt.LayerChart:
    return _bars(
        rows.with_columns(pl.col("unknown_percent").round(0)),
        "question",
        "unknown_percent",
        "percent not known",
    )


def _names(rows: pl.DataFrame, column: str) -> tuple[pl.DataFrame, alt.Y]:
    """Return the rows and an axis of names in their order.

    Names are broken into lines, since the state at the end of a name tells agencies apart.
    """
    import altair as alt

    broken = rows.with_columns(
        pl.col(column).map_elements(lambda name: "\n".join(wrap(name, _LABEL_LINE)), return_dtype=pl.String)
    )
    order = broken[column].unique(maintain_order=True).to_list()
    axis = alt.Axis(labelExpr="split(datum.value, '\\n')")
    return broken, alt.Y(f"{column}:N", title=None, sort=order, axis=axis)


def _step() -> alt.Step:
    """Return the height of a bar whose name may have two lines."""
    import altair as alt

    return alt.Step(32)


def _bars(rows: pl.DataFrame, label: str, value: str, title: str | None = None) -> alt.LayerChart:
    """Return one bar a row, in the order of rows, with its figure beside it."""
    import altair as alt

    shown, names = _names(rows, label)
    base = alt.Chart(shown).encode(
        y=names,
        x=alt.X(f"{value}:Q", title=title or value, axis=alt.Axis(tickMinStep=1)),
    )
    figures = base.mark_text(align="left", dx=4, color=_INK, font=_FONT).encode(text=f"{value}:Q")
    return (base.mark_bar(color=_MIDDLE) + figures).properties(height=_step())


def _stacked(
    rows: pl.DataFrame, across: alt.X | alt.Y, along: alt.X | alt.Y, kind: str, colours: dict[str, str]
) -> alt.Chart:
    """Return bars of which each part has the colour of its kind, stacked in the order of `colours`."""
    import altair as alt

    rank = {name: place for place, name in enumerate(colours)}
    ranked = rows.with_columns(rank=pl.col(kind).replace_strict(rank, return_dtype=pl.Int64))
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return (
        alt.Chart(ranked)
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(across, along, color=alt.Color(f"{kind}:N", scale=scale), order="rank:Q")
    )


_CHARTS: dict[str, Callable[[pl.DataFrame], Any]] = {
    "shootings_per_year": _shootings_per_year,
    "agencies": _agencies,
    "who_investigates": _who_investigates,
    "days_to_identification": _days_to_identification,
    "coverage": _coverage,
    "not_known": _not_known,
}
