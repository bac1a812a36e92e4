"""The hook of the job: a step that failed is told, once, from whatever started the run."""

from __future__ import annotations

import shlex

import dagster as dg
from dagster._core.errors import DagsterAssetCheckFailedError, DagsterError

from orchestration.checks import CHECKS
from orchestration.notices import Notice, message_of


@dg.failure_hook(required_resource_keys={"ledger", "notifier"})
def tell_of_failure(context: dg.HookContext) -> None:
    """Tell of the failed step. Where nobody can be told the log says so, and the run ends as it would."""
    home = context.resources.ledger.home
    notice = Notice(
        ledger=str(home.root),
        run_id=context.run_id,
        step=context.op.name,
        message=_message(context.op_exception),
        what_to_do=_what_to_do(context.op.name, str(home.root)),
    )
    for failed in context.resources.notifier.tell(notice):
        context.log.error(failed)


def _message(error: BaseException | None) -> str:
    if isinstance(error, DagsterAssetCheckFailedError):  # names of tables and expectations
        return "Not published: " + "; ".join(str(error).splitlines()[1:])
    if isinstance(error, DagsterError) and error.__cause__ is not None:
        return message_of(error.__cause__)
    return message_of(error)


def _what_to_do(step: str, home: str) -> str:
    stays, at = "The last published database stays.", f"--home {shlex.quote(home)}"
    if step == CHECKS:
        return (
            f"{stays} The failing rows are in quality.failing_rows of the newest file of {home}/refused, "
            f"and under Checks in: uof ui {at}"
        )
    return f"{stays} Mend what the message names and call: uof run {at} (or open uof ui)"
