"""The command `uof`. Everything heavy is imported inside the commands, so that `--help` answers at once."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration import errors
from orchestration.home import Home, default_home, default_inbox
from orchestration.inert import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestration.runner import Run

app = typer.Typer(
    name="uof",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Force Ledger: reads raw news articles, keeps a citable record of police use of force.",
)

takedown = typer.Typer(
    no_args_is_help=True, help="Persons who must be named nowhere: add to the list, show it."
)
app.add_typer(takedown, name="takedown")
quarantine = typer.Typer(no_args_is_help=True, help="What was refused: list, show, read again.")
app.add_typer(quarantine, name="quarantine")

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="The ledger. Default: $UOF_HOME, else warehouse/data."),
]
InboxOption = Annotated[
    Path | None,
    typer.Option(
        "--inbox", metavar="DIR", help="Where articles lie. Default: $UOF_INBOX, else seeds/articles."
    ),
]


@app.command()
def run(
    inbox: InboxOption = None,
    home: HomeOption = None,
    again: Annotated[bool, typer.Option("--again", help="Run even when nothing is new.")] = False,
    reextract: Annotated[
        str,
        typer.Option(
            "--reextract",
            metavar="2021-03",
            help="Extract anew what was published in that month; articles without a day are in none.",
        ),
    ] = "",
) -> None:
    """Take in what is new, bring every table up to date, check, publish.

    Ends with 0 when published or when nothing is new, 1 when a blocking expectation failed (the last
    published database stays), 2 when the call is wrong, 75 when another run is under way.
    """
    from orchestration.runner import run as execute

    _tell(
        _home(home),
        lambda ledger: execute(ledger, _folder(inbox, default_inbox()), always=again, reextract=reextract),
    )


@app.command()
def ui(
    home: HomeOption = None,
    inbox: InboxOption = None,
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 3000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
) -> None:
    """Start Dagster's web UI on the same ledger. Ctrl-C ends it."""
    from orchestration.webui import serve

    serve(_home(home), _folder(inbox, default_inbox()), host, port)


@app.command()
def sql(
    query: Annotated[
        str | None, typer.Argument(metavar="SELECT", help="One query, in quotation marks.")
    ] = None,
    home: HomeOption = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="table|csv|json|parquet", help="How to give the rows.")
    ] = "table",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file that Parquet is written to.")
    ] = None,
    tables: Annotated[bool, typer.Option("--tables", help="List the tables instead.")] = False,
) -> None:
    """Read the published database: `uof sql "SELECT city, count(*) FROM incidents GROUP BY city"`."""
    from orchestration.asking import answer, list_tables

    database = _database(home)
    if tables == (query is not None):
        raise errors.CallError('Give one query, uof sql "SELECT …", or --tables for the list of tables.')
    if query is None:
        list_tables(database)
    else:
        answer(database, query, form, out.expanduser() if out else None)


@app.command()
def explain(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT_ID", help="Its first characters are enough.")],
    home: HomeOption = None,
) -> None:
    """Show every value of one incident with the sentences it rests on."""
    from orchestration.console import terminal
    from orchestration.explain import explain as tell

    tell(terminal(), _database(home), incident)


@app.command()
def review(home: HomeOption = None) -> None:
    """List the pairs of reports that the rules leave to a person, with the lines to paste once decided."""
    from orchestration.console import terminal
    from orchestration.review import review as tell

    tell(terminal(), _database(home))


@app.command()
def reconcile(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The list, as CSV or CSV packed with gzip.")],
    home: HomeOption = None,
    columns: Annotated[
        Path | None,
        typer.Option("--columns", metavar="MAP.yml", help="The layout of a list that is not known."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where the sheets go. Default: HOME/reconciled/NAME."),
    ] = None,
) -> None:
    """Link a registry's list with the ledger: what both have, what one has alone, where they differ."""
    from orchestration.console import terminal
    from orchestration.reconcile import reconcile as tell

    _database(home)
    folder = out.expanduser().resolve() if out else None
    tell(terminal(), _home(home), file.expanduser(), columns.expanduser() if columns else None, folder)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.duckdb", help="The earlier database.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.duckdb", help="The later one.")],
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="table|markdown|json", help="How to print.")
    ] = "table",
    home: HomeOption = None,
) -> None:
    """Show what changed between two published databases, and which claims or corrections caused it.

    Nobody on the takedown list of the ledger is named.
    """
    from orchestration.diff_report import print_difference
    from orchestration.takedowns import taken

    print_difference(old.expanduser(), new.expanduser(), form, taken(_home(home)).hidden)


@app.command()
def report(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The page; HOME/report.html otherwise.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Write the charts of the published database as one HTML file that opens anywhere."""
    from orchestration.console import terminal
    from orchestration.report.page import write_report

    database = _database(home)
    page = _folder(out, _home(home).root / "report.html")
    checks = write_report(database, page)
    terminal().print(f"Report: {page}\nChecks: {checks}", soft_wrap=True, highlight=False, markup=False)


@app.command()
def release(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder that gets the release folder.")
    ],
    home: HomeOption = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Include the articles' text. Mind whose text it is.")
    ] = False,
    tier: Annotated[
        str, typer.Option("--tier", metavar="public|research|internal", help="Who may read it.")
    ] = "public",
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], help="Day of release. Default: that of the last intake."
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="DIR", help="Release before. Default: the newest in --out."),
    ] = None,
) -> None:
    """Write a versioned release folder: tables, data package, codebook, card, changes, checksums.

    What seeds/privacy.yml withholds from the tier is taken out. Ends with 1, and writes nothing, where the
    scan of the files still finds some of it.
    """
    from orchestration.console import terminal
    from orchestration.releasing.release import Wish, write_release
    from orchestration.takedowns import taken

    wish = Wish(tier, with_text, day.date() if day else None, previous.expanduser() if previous else None)
    written = write_release(_database(home), out.expanduser().resolve(), wish, taken(_home(home)))
    terminal().print(written.message, soft_wrap=True, highlight=False, markup=False)


@app.command()
def rollback(
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="A file of HOME/earlier. Default: the one before."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Publish an earlier database again. It stays until a run has something new."""
    from orchestration.console import terminal
    from orchestration.earlier import rollback as go_back

    _database(home)
    ledger = _home(home)
    with ledger.held():
        told = go_back(ledger, to)
    terminal().print(f"Published again: {told.name}", soft_wrap=True, highlight=False, markup=False)


@quarantine.command("list")
def quarantine_list(home: HomeOption = None) -> None:
    """List what was refused, with numbers."""
    from orchestration.console import terminal
    from orchestration.quarantine import show_list

    _database(home)
    show_list(terminal(), _home(home))


@quarantine.command("show")
def quarantine_show(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number in the list.")],
    home: HomeOption = None,
) -> None:
    """Show why one thing was refused, and how it begins."""
    from orchestration.console import terminal
    from orchestration.quarantine import show_one

    _database(home)
    show_one(terminal(), _home(home), number)


@quarantine.command("retry")
def quarantine_retry(inbox: InboxOption = None, home: HomeOption = None) -> None:
    """Run, and read again what was refused. New rules do so by themselves."""
    from orchestration.quarantine import retry

    _tell(_home(home), lambda ledger: retry(ledger, _folder(inbox, default_inbox())))


@takedown.command("add")
def takedown_add(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT_ID", help="The incident, by its whole id.")],
    reason: Annotated[
        str, typer.Option("--reason", metavar="CODE", help="person, kin, court, mistake, safety or other.")
    ],
    home: HomeOption = None,
) -> None:
    """Put a person on the list. Asks for the name, so that no history of commands has it."""
    from datetime import UTC

    from orchestration.console import terminal
    from orchestration.takedowns import add, elsewhere

    _database(home)
    ledger = _home(home)
    name = typer.prompt("Name as the articles have it", hide_input=True)
    with ledger.held():
        one = add(ledger, name, incident, reason, datetime.now(UTC).date())
    lines = [f"{one.takedown_id} is on the list. Take the person out with: uof run --home {ledger.root}"]
    lines += [f"Still named in {place}" for place in elsewhere(ledger)]
    terminal().print("\n".join(lines), soft_wrap=True, highlight=False, markup=False)


@takedown.command("list")
def takedown_list(home: HomeOption = None) -> None:
    """Show the list: ids, days, reasons. It holds no names."""
    from orchestration.takedowns import taken

    for one in taken(_home(home)).listed:
        print(f"{one.takedown_id}  {one.decided_on}  {one.reason}")


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotations, one document a line.")],
    home: HomeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Score the published database against annotations."""
    from orchestration.evaluating import evaluate as score

    if not gold.is_file():
        raise errors.CallError(f"There is no file {gold}.")
    score(_database(home), gold, as_json)


def main() -> None:
    """Run the command; every way it can end has its exit status (see orchestration.errors)."""
    try:
        app()
    except errors.CallError as error:
        _complain(error, errors.WRONG_CALL)
    except errors.RefusedError as error:
        _complain(error, errors.REFUSED)
    except errors.BusyError as error:
        _complain(error, errors.BUSY)
    except KeyboardInterrupt:
        sys.exit(errors.INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader, `head` for one, has seen enough
        sys.exit(errors.PUBLISHED)
    except Exception:
        import traceback

        print(visible(traceback.format_exc()), end="", file=sys.stderr)
        sys.exit(errors.CRASHED)


def _tell(ledger: Home, execute: Callable[[Home], Run]) -> None:
    """Execute a run before people's eyes, and end as it ended."""
    from orchestration.console import show_on, terminal
    from orchestration.summary import show

    console = terminal()
    show_on(console)
    done = execute(ledger)
    show(console, ledger, done)
    if done.crash:
        raise typer.Exit(errors.CRASHED)
    if done.refused:
        raise typer.Exit(errors.REFUSED)


def _complain(error: Exception, status: int) -> None:
    print(visible(f"uof: {error}"), file=sys.stderr)
    sys.exit(status)


def _home(given: Path | None) -> Home:
    root = _folder(given, default_home())
    if root.exists() and not root.is_dir():
        raise errors.CallError(f"The home {root} is a file. Name a folder with --home DIR or in UOF_HOME.")
    return Home(root)


def _database(given: Path | None) -> Path:
    home = _home(given)
    if not home.published.exists():
        raise errors.CallError(
            f"Nothing is published in {home.root} yet. Make it with: uof run --home {home.root}"
        )
    return home.published


def _folder(given: Path | None, otherwise: Path) -> Path:
    return given.expanduser().resolve() if given else otherwise


if __name__ == "__main__":
    main()
