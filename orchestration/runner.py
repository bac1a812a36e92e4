"""`uof run`: the job of the asset graph, executed here and recorded on the ledger's Dagster instance."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.errors import CallError
from orchestration.home import Home
from orchestration.news import News, news

if TYPE_CHECKING:
    import dagster as dg


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """An expectation that the new database does not meet."""

    table: str
    name: str
    description: str
    failing: int
    blocking: bool


@dataclass(frozen=True, slots=True)
class Run:
    """How a run ended. `crash` holds the error's text where it broke."""

    news: News
    published: bool = False
    new_documents: int = 0
    failed_checks: list[FailedCheck] = field(default_factory=list)
    crash: str | None = None

    @property
    def refused(self) -> bool:
        """Tell whether a blocking expectation kept the database from being published."""
        return any(check.blocking for check in self.failed_checks)


def run(home: Home, inbox: Path, always: bool = False, reextract: str = "") -> Run:
    """Bring the ledger up to date with an inbox, or find that it is.

    `reextract` is a month, as 2021-03, of which the articles are extracted anew.

    Raises CallError where the inbox is not a folder, the month is none, or a correction or judgement is
    written wrong, BusyError where another run is under way.
    """
    if not inbox.is_dir():
        raise CallError(f"The inbox {inbox} is not a folder. Name one with --inbox DIR or in UOF_INBOX.")
    with home.held():
        home.prepare()
        found = news(home, inbox)
        if not found and not always and not reextract:
            return Run(found)
        return _execute(home, inbox, found, reextract)


def use_instance(home: Home, inbox: Path) -> None:
    """Point this process, and those it starts, at the ledger's Dagster instance."""
    home.prepare()
    os.environ.update(
        DAGSTER_HOME=str(home.dagster),
        UOF_HOME=str(home.root),
        UOF_INBOX=str(inbox),
        GX_ANALYTICS_ENABLED="false",
        DO_NOT_TRACK="1",
    )


def _execute(home: Home, inbox: Path, found: News, reextract: str) -> Run:
    from orchestration.building import corrections, judgements
    from orchestration.reextracting import checked_month

    if reextract:
        checked_month(reextract)
    corrections(), judgements()  # a slip in one is told before any work
    use_instance(home, inbox)
    warnings.filterwarnings("ignore", module="dagster")
    import dagster as dg

    from orchestration.definitions import defs
    from orchestration.jobs import JOB, asked

    with dg.DagsterInstance.get() as instance:
        job = defs.resolve_job_def(JOB)
        result = job.execute_in_process(
            instance=instance,
            run_config=asked(reextract),
            raise_on_error=False,
            tags={"uof/inbox": str(inbox), "uof/reason": found.reason},
        )
        return _outcome(result, found)


def _outcome(result: dg.ExecuteInProcessResult, found: News) -> Run:
    failed = [
        FailedCheck(
            table=".".join(evaluation.asset_key.path),
            name=evaluation.check_name,
            description=evaluation.description or "",
            failing=int(_value(evaluation.metadata.get("failing rows"), 0)),
            blocking=evaluation.blocking or False,
        )
        for evaluation in result.get_asset_check_evaluations()
        if not evaluation.passed
    ]
    done = Run(found, result.success, _new_documents(result), failed)
    if result.success or done.refused:
        return done
    return Run(found, False, done.new_documents, failed, crash=_error(result))


def _new_documents(result: dg.ExecuteInProcessResult) -> int:
    for event in result.get_asset_materialization_events():
        count = event.materialization.metadata.get("new documents")
        if count is not None:
            return int(_value(count, 0))
    return 0


def _error(result: dg.ExecuteInProcessResult) -> str:
    """Return the text of the first error, the step's own cause before Dagster's wrapping."""
    for event in result.all_events:
        data: Any = event.event_specific_data if event.is_step_failure else None
        if data is not None and data.error is not None:
            error = data.error
            while error.cause is not None:
                error = error.cause
            return f"step {event.step_key}: {error.to_string()}"
    for event in result.all_events:
        if event.is_failure:
            return event.message or "the run failed without saying why"
    return "the run failed without saying why"


def _value(metadata: Any, otherwise: int) -> Any:
    return getattr(metadata, "value", otherwise)
