"""Seconds and memory of a piece of work in a process of its own, and tables of them."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

_UNIT = 1024 if sys.platform == "darwin" else 1  # ru_maxrss is bytes there, kilobytes elsewhere


@dataclass(frozen=True, slots=True)
class Measured:
    """How long it took by the clock and by the processor, and the most memory that one process held."""

    seconds: float
    cpu_seconds: float
    megabytes: int
    result: Any


def alone(work: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a function of a module gives in a fresh process, so that nothing before counts as its."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def timed(work: Callable[[], Any]) -> Measured:
    """Do a piece of work here. Memory is the most of this process so far, or of a process it started."""
    clock, used = time.monotonic(), _cpu()
    result = work()
    seconds, cpu = time.monotonic() - clock, _cpu() - used
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Measured(seconds, cpu, round(most / _UNIT / 1024), result)


def table(columns: list[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return a table in Markdown, numbers to the right."""
    head = [f"| {' | '.join(columns)} |", f"|{' ---: |' * len(columns)}"]
    return "\n".join([*head, *(f"| {' | '.join(_shown(cell) for cell in row)} |" for row in rows)])


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _shown(cell: Any) -> str:
    if isinstance(cell, float):
        return f"{cell:.3f}" if cell < 1 else f"{cell:.1f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
