"""What a person sees while a run is under way. Silent unless `uof run` turned it on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 100


class Reporter:
    """Writes steps and progress bars to the terminal it was given, or to nobody."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console

    def done(self, title: str, detail: str, seconds: float) -> None:
        """Write one line for a step that is over."""
        if self._console:
            from rich.markup import escape

            mark = "[green]✓[/]"
            self._console.print(
                f"{mark} {title:<12} {escape(detail)} [dim]{seconds:.1f} s[/]", highlight=False
            )

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Show that a step is under way, its progress, and one line when it is over."""
        begun = time.monotonic()
        step = Step(title)
        if self._console is None or not self._console.is_terminal:
            yield step
        else:
            with _bar(self._console) as bar:
                task = bar.add_task(title, total=None)
                step.on_progress = lambda done, total: bar.update(task, completed=done, total=total)
                yield step
        self.done(title, step.detail, time.monotonic() - begun)


class Step:
    """A step under way: call `progress(done, total)` and set `detail` for its closing line."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.detail = ""
        self.on_progress: Callable[[int, int], None] | None = None

    def progress(self, done: int, total: int) -> None:
        """Tell how much of the step is done."""
        if self.on_progress:
            self.on_progress(done, total)


_current = Reporter()


def reporter() -> Reporter:
    """Return the reporter of this process."""
    return _current


def show_on(console: Console) -> None:
    """Let this process report its steps on a console from now on."""
    global _current  # noqa: PLW0603 - one terminal a process; steps run far from the command that owns it
    _current = Reporter(console)


def terminal(stderr: bool = False) -> Console:
    """Return a console. Into a pipe or a file it writes wide lines, so that nothing is cut."""
    from orchestration.terminal import Terminal

    console = Terminal(stderr=stderr, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDEST
    return console


def _bar(console: Console) -> Any:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description:<12}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
