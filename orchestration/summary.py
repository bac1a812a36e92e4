"""The closing words of a run: what came out, what is odd, what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.home import PROJECT_HOME, Home
from orchestration.review import tell_waiting
from orchestration.runner import FailedCheck, Run

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_SHOWN = 8  # failing expectations told by name
_KEYS_SHOWN = 5  # rows of each that are told

_FIGURES = """
SELECT
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(*) FROM articles WHERE is_relevant) AS relevant,
    (SELECT count(*) FROM articles WHERE copy_of IS NOT NULL) AS copies,
    (SELECT count(*) FROM quality.quarantine) AS refused,
    (SELECT count(*) FROM incidents) AS incidents,
    (SELECT count(*) FROM incidents WHERE is_shooting) AS shootings,
    (SELECT count(*) FROM incidents WHERE is_fatal) AS fatal,
    (SELECT count(*) FROM incidents WHERE article_count > 1) AS shared,
    (SELECT count(DISTINCT (least(incident_id, other_incident_id), greatest(incident_id, other_incident_id)))
        FROM incident_links WHERE outcome = 'undecided') AS undecided,
    (SELECT count(DISTINCT agency_id) FROM incident_agencies WHERE role = 'used_force') AS agencies_force,
    (SELECT count(*) FROM agencies) AS agencies,
    (SELECT count(*) FROM statements) AS statements,
    (SELECT count(*) FROM statements WHERE speaker_name IS NOT NULL) AS named,
    (SELECT count(*) FROM claims) AS claims,
    (SELECT count(*) FROM quality.results WHERE success) AS passed,
    (SELECT count(*) FROM quality.results WHERE NOT success) AS failed
"""

_LATEST = """
SELECT incident_id, coalesce(CAST(occurred_on AS VARCHAR), 'date unknown') AS day,
       concat_ws(', ', coalesce(city, county), state) AS place,
       CASE WHEN is_shooting THEN 'shooting' ELSE 'other force' END AS what,
       CASE WHEN is_fatal THEN 'fatal' WHEN NOT is_fatal THEN 'not fatal' ELSE 'unknown' END AS outcome,
       article_count
FROM incidents ORDER BY article_count DESC, occurred_on DESC NULLS LAST, incident_id LIMIT 5
"""


def show(console: Console, home: Home, run: Run) -> None:
    """Print the end of a run."""
    from rich.markup import escape

    if run.crash:
        console.print(
            f"[bold red]The run broke[/] and the last published database stays.\n\n{escape(run.crash)}"
        )
    elif run.refused:
        _refused(console, home, run)
    elif run.published:
        _published(console, home, run)
    else:
        console.print(f"[green]Nothing new.[/] {escape(str(home.published))} is up to date.", soft_wrap=True)


def figures(home: Home) -> dict[str, Any]:
    """Return the main figures of the published database."""
    from warehouse.reader import query

    return query(home.published, _FIGURES).row(0, named=True)


def _published(console: Console, home: Home, run: Run) -> None:
    from rich.markup import escape
    from rich.panel import Panel

    from warehouse.reader import query

    console.print()
    console.print(Panel(_figures_table(figures(home)), title="Force Ledger", expand=False, padding=(1, 2)))
    latest = query(home.published, _LATEST)
    if latest.height:
        console.print(_incidents_table(latest))
    _failing(console, [check for check in run.failed_checks if not check.blocking])
    tell_waiting(console, home.published, "  ! ")
    console.print(f"\nThe database: [bold]{escape(str(home.published))}[/]", soft_wrap=True, highlight=False)
    _next_steps(console, home, latest["incident_id"][0] if latest.height else None)


def _figures_table(n: dict[str, Any]) -> RenderableType:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bold")
    table.add_column()
    table.add_column(style="dim")
    table.add_row(
        str(n["articles"]), "articles", f"{n['relevant']} tell of police force, {n['copies']} copies"
    )
    table.add_row(str(n["refused"]), "refused", "see quality.quarantine for each reason")
    table.add_row(str(n["incidents"]), "incidents", f"{n['shared']} told by more than one article")
    if n["undecided"]:
        table.add_row(str(n["undecided"]), "to decide", "pairs of incidents may be one: uof review")
    table.add_row(str(n["shootings"]), "shootings", f"{n['fatal']} incidents were fatal")
    table.add_row(
        str(n["agencies"]), "agencies", f"{n['agencies_force']} used force, the others had other parts"
    )
    table.add_row(str(n["statements"]), "statements", f"{n['named']} by a named speaker")
    table.add_row(str(n["claims"]), "claims", "each with the characters it rests on")
    verdict = "all expectations met" if not n["failed"] else f"{n['failed']} advisory ones not met"
    table.add_row(f"{n['passed']}/{n['passed'] + n['failed']}", "expectations", verdict)
    return table


def _incidents_table(latest: Any) -> RenderableType:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("incident", "day", "place", "what", "outcome", "articles"):
        table.add_column(name, justify="right" if name == "articles" else "left")
    for row in latest.iter_rows():
        table.add_row(*(escape(str(value)) for value in row))
    return table


def _refused(console: Console, home: Home, run: Run) -> None:
    blocking = [check for check in run.failed_checks if check.blocking]
    console.print(f"\n[bold red]Not published:[/] {len(blocking)} blocking expectation(s) failed.")
    kept = sorted(home.refused.glob("*"), key=lambda path: path.stat().st_mtime)
    _failing(console, blocking, kept[-1] if kept else None)
    if kept:
        console.print(f"\nThe refused database: {kept[-1]}", soft_wrap=True, highlight=False, markup=False)
    stays = "stays as it was" if home.published.exists() else "does not exist yet"
    published = f"The published database {stays}: {home.published}"
    console.print(published, soft_wrap=True, highlight=False, markup=False)
    console.print(
        "Which rows failed: table quality.failing_rows of the refused database, or `uof ui`, Checks."
    )


def _failing(console: Console, checks: list[FailedCheck], database: Path | None = None) -> None:
    """Print checks that failed, and of a database that was refused the first failing rows of each."""
    from rich.markup import escape

    for check in checks[:_SHOWN]:
        told = check.description or check.name
        colour = "red" if check.blocking else "yellow"
        console.print(
            f"  [{colour}]✗[/] {check.table}: {escape(told)} ({check.failing} rows)",
            highlight=False,
            soft_wrap=True,
        )
        for key in _keys(database, check) if database is not None else ():
            console.print(f"      {key}", highlight=False, markup=False, soft_wrap=True)
    if len(checks) > _SHOWN:
        console.print(f"  … and {len(checks) - _SHOWN} more in quality.results")


def _keys(database: Path, check: FailedCheck) -> list[str]:
    from warehouse.reader import query

    rows = query(database, "SELECT table_name, expectation, key FROM quality.failing_rows ORDER BY ALL")
    own = [key for name, rule, key in rows.iter_rows() if (name, rule) == (check.table, check.name)]
    return own[:_KEYS_SHOWN]


def _next_steps(console: Console, home: Home, incident: str | None) -> None:
    from rich.markup import escape

    at = "" if home.root == PROJECT_HOME else f" --home {_quoted(home.root)}"
    uof = _command()
    console.print("\nNext:", style="bold")
    steps = [
        (f'{uof} sql{at} "SELECT * FROM marts.shootings_per_agency_per_year WHERE observed"', "count"),
        (f"{uof} explain{at} {incident}" if incident else f"{uof} sql{at} --tables", "see the sentences"),
        (f"{uof} ui{at}", "open the asset graph"),
    ]
    for command, purpose in steps:
        console.print(f"  {escape(command)}  [dim]# {purpose}[/]", soft_wrap=True, highlight=False)


def _command() -> str:
    """Return how `uof` is called from here: by its name where the shell finds it, else by its path."""
    import shutil
    import sys

    beside = Path(sys.argv[0])
    found = shutil.which("uof")
    if found and beside.name == "uof" and Path(found).resolve() == beside.resolve():
        return "uof"
    try:
        return _quoted(beside.resolve().relative_to(Path.cwd())) if beside.name == "uof" else "uof"
    except ValueError:
        return _quoted(beside.resolve())


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))
