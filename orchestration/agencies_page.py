"""`python -m orchestration.agencies_page`: how well agencies are resolved, as AGENCIES.md.

Read are all annotated sets that are there. Errors are shown of those alone that lie in the repository.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.accuracy import SETS, present_sets, read_folder
from orchestration.home import PROJECT

if TYPE_CHECKING:
    from transforms.records import Agency, Article
    from transforms.scoring.agencies import Judged

PAGE = PROJECT / "AGENCIES.md"

_HEAD = """# How well agencies are resolved

Made by `make accuracy`; do not edit. Each agency that an annotation names in any part or as somebody's
employer counts once a document. Which one of the register it is, is told by its official name and state
alone, letter for letter but for case, punctuation, "St." for "Saint" and the two words for a sheriff's body;
a name that no agency or several of that state bear cannot be judged and is left out. *Right*: the article's
mentions resolve to that agency. *Wrong*: they do not, and one of its kind that the annotation does not name
was read. *Open*: they do not, and nothing stands in its place. Aims: 0.95 right, at most 0.01 wrong.

*Read* counts the agencies of the register that mentions resolve to, once a relevant document, *not annotated*
those among them that its annotation does not name: bodies that have no part in the story or that it calls by
another name ("Texas Rangers"), and what is resolved wrongly beside a right one. It is no measure of error,
but its upper limit.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """The agencies of one annotated set: how many its annotations name, and the verdict on those judged.

    `read` are those of the register that relevant articles' mentions resolve to, each once a document, and
    `beyond` those among them that the annotation does not name.
    """

    named: int
    judged: tuple[Judged, ...]
    read: int
    beyond: int


def measure_agencies(folder: Path) -> Measured:
    """Resolve the agencies of a folder's annotated articles. Raises AnnotationError for a broken line."""
    from transforms.scoring.agencies import judge, named_agencies, registered
    from transforms.scoring.annotation import read_annotations

    articles = {article.source_name: article for article in read_folder(folder)}
    named = read = beyond = 0
    judged: list[Judged] = []
    for row in read_annotations((folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        names = named_agencies(row)
        named += len(names)
        article = articles.get(row["doc_id"])
        met = set(agencies_of(article)) if article is not None else set()
        judged += judge(row["doc_id"], row, met)
        if row["relevant"]:
            own = {agency.agency_id for agency in met if agency.is_registered}
            read += len(own)
            beyond += len(own - {registered(name) for name in names})
    return Measured(named, tuple(judged), read, beyond)


def agencies_of(article: Article) -> Iterator[Agency]:
    """Yield the agency of every mention of an article that has one, whatever the article tells."""
    from transforms.extraction.agencies import find_agencies
    from transforms.extraction.document import readable
    from transforms.extraction.places import read_setting

    body = readable(article.body)
    for mention in find_agencies(body, read_setting(body, article.title, article.outlet)):
        if mention.agency is not None:
            yield mention.agency


def page(measured: Mapping[str, Measured]) -> str:
    """Return AGENCIES.md: a row per set and all together, kinds of agencies, and errors."""
    together = Measured(
        sum(one.named for one in measured.values()),
        tuple(judged for one in measured.values() for judged in one.judged),
        sum(one.read for one in measured.values()),
        sum(one.beyond for one in measured.values()),
    )
    lines = [
        _HEAD,
        "| set | agencies named | in the register | right | wrong | open | read | not annotated |",
        "| --- |" + " ---: |" * 7,
    ]
    for name, one in (*measured.items(), ("together", together)):
        judged = f"{len(one.judged)} | {_shares(one.judged)}"
        lines.append(f"| {name} | {one.named} | {judged} | {one.read} | {one.beyond} |")
    lines += ["", "## By kind of agency, all sets", ""]
    lines += ["| kind | in the register | right | wrong | open |", "| --- |" + " ---: |" * 4]
    kinds = Counter(one.agency_type for one in together.judged)
    for kind, count in sorted(kinds.items(), key=lambda row: (-row[1], row[0])):
        own = tuple(one for one in together.judged if one.agency_type == kind)
        lines.append(f"| {kind} | {count} | {_shares(own)} |")
    lines += ["", "## Errors of the sets in this repository", "", *_errors(measured), ""]
    return "\n".join(lines)


def _shares(judged: tuple[Judged, ...]) -> str:
    from transforms.scoring.agencies import shares

    return " | ".join("-" if share is None else f"{share:.3f}" for share in shares(judged).values())


def _errors(measured: Mapping[str, Measured]) -> list[str]:
    ours = [name for name in measured if SETS[name][0].is_relative_to(PROJECT)]
    odd = [one for name in ours for one in measured[name].judged if one.verdict != "right"]
    lines = ["| document | annotated | verdict | read instead |", "| --- | --- | --- | --- |"]
    return lines + [f"| {o.doc_id} | {o.named} | {o.verdict} | {'; '.join(o.read)} |" for o in odd]


def write_page() -> Path:
    """Measure every annotated set that is here and write the page; return where it lies."""
    measured = {name: measure_agencies(folder) for name, folder in present_sets().items()}
    PAGE.write_text(page(measured), encoding="utf-8")
    return PAGE


if __name__ == "__main__":
    print(write_page())
