"""ACCURACY.md: figures of all annotated sets as one page. References to documents, never their text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.scoring.reliability import calibration_error, reliability

if TYPE_CHECKING:
    from transforms.scoring.compare import Count, Error, Score

ERRORS_SHOWN, ERRORS_PER_SLOT = 20, 2


@dataclass(frozen=True, slots=True)
class Speed:
    """Mean milliseconds an article on one core: ours and spaCy's stock pipeline on the same articles."""

    rejected: int  # annotated irrelevant articles, read from body to decision
    rejecting: float
    stock_on_rejected: float
    extracted: int  # annotated relevant articles, read whole
    extracting: float
    stock_on_extracted: float


_HEAD = """# Accuracy

Made by `make accuracy`; do not edit. F1 is the harmonic mean of precision (of what was read, how much is
right) and recall (of what is annotated, how much was read). A value that differs from the annotation counts
as wrong and as missed. A test holds every F1 to the figures in `seeds/accuracy.json`.

The development set was looked at while the rules were written, so figures on other articles will be lower.
`incident slots together` is the micro average over the slots of main incidents. A statement's speaker counts
only where the statement was found, its organisation only where the speaker is right, too.
"""


def report(scores: dict[str, Score], titles: dict[str, str], speed: Speed) -> str:
    """Return the page: a table per set, reliability, errors by reference, speed."""
    parts = [_HEAD]
    for name, score in scores.items():
        parts += [f"## {name.capitalize()} set", "", f"{titles[name]}.", "", *_slots(score), ""]
    last = list(scores)[-1]
    parts += [f"## Reliability, {last} set", "", *_reliability(scores[last]), ""]
    parts += [f"## Errors worth a look, {last} set", "", *_errors(scores[last]), ""]
    parts += ["## Speed", "", *_speed(speed), ""]
    return "\n".join(parts)


def _slots(score: Score) -> list[str]:
    lines = ["| slot | precision | recall | F1 | right | wrong | missed |", "| --- |" + " ---: |" * 6]
    for slot, count in score.summary().items():
        ratios = f"{count.precision:.2f} | {count.recall:.2f} | {count.f1:.2f}"
        lines.append(f"| {slot} | {ratios} | {count.right} | {count.wrong} | {count.missed} |")
    return lines


def _reliability(score: Score) -> list[str]:
    lines = [
        "Of the values read with a confidence in a band, the share that is right. "
        f"Expected calibration error {calibration_error(score.readings):.3f}.",
        "",
        "| confidence | values | mean confidence | share right |",
        "| --- |" + " ---: |" * 3,
    ]
    for band in reliability(score.readings):
        means = f"{band.mean_confidence:.2f} | {band.share_right:.2f}"
        lines.append(f"| {band.low:.1f} to {band.high:.1f} | {band.count} | {means} |")
    return lines


def _errors(score: Score) -> list[str]:
    lines = ["| document | slot | kind |", "| --- | --- | --- |"]
    for error in instructive(score.errors, score.summary()):
        lines.append(f"| {error.doc_id} | {error.slot} | {_kind(error)} |")
    return lines


def instructive(errors: list[Error], counts: dict[str, Count]) -> list[Error]:
    """Return errors of the weakest slots first, few of each, so that one slot does not fill the list."""
    chosen: list[Error] = []
    for slot in sorted(counts, key=lambda name: (counts[name].f1, name)):
        chosen += [error for error in errors if error.slot == slot][:ERRORS_PER_SLOT]
    return chosen[:ERRORS_SHOWN]


def _kind(error: Error) -> str:
    if error.read is None:
        return "missed"
    return "not annotated" if error.expected is None else "another value"


def _speed(speed: Speed) -> list[str]:
    return [
        "Mean milliseconds of processor time an article, measured in turn in one process.",
        "",
        "| what | articles | milliseconds | spaCy's stock English pipeline on the same | share |",
        "| --- | ---: | ---: | ---: | ---: |",
        _speed_row("rejecting an irrelevant article, from body to decision", speed.rejected,
                   speed.rejecting, speed.stock_on_rejected),
        _speed_row("whole extraction of a relevant article", speed.extracted,
                   speed.extracting, speed.stock_on_extracted),
    ]  # fmt: skip


def _speed_row(what: str, articles: int, ours: float, theirs: float) -> str:
    return f"| {what} | {articles} | {ours:.2f} | {theirs:.2f} | {ours / theirs:.3f} |"
