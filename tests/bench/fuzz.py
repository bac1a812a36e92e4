"""Random and broken inputs for every reader: what breaks one, and how long the slowest took.

A reader may refuse an input by the error that it names for that, and must end within LONGEST seconds.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from transforms.articles.clean import clean
from transforms.articles.read import read_bytes
from transforms.extraction.extract import extract
from transforms.incidents.corrections import CorrectionError, read_corrections
from transforms.incidents.judgements import JudgementError, load_judgements
from transforms.records import Article, Refusal
from transforms.scoring.annotation import AnnotationError, annotated, read_annotations

LONGEST = 5.0  # processor seconds: some hundred times what an ordinary input takes
SEED = 8
_PIECES = (
    "TOPEKA, Kan. — Topeka police shot and killed Dale Orrin, 41, on Thursday. ",
    "“He had a knife,” ",
    "Lt. Ada Lind said. ",
    "Officers fired. ",
    "The man , 29, died. ",
    '"',
    "“",
    "”",
    "'",
    "‘",
    "(",
    ")",
    "[",
    "—",
    "A. ",
    "St. ",
    "Mo., ",
    "1",
    ", ",
    ".",
    "\n",
    "\n\n",
    "\r",
    "\t",
    "\0",
    "\x1b[2J",
    "\u202e",
    "\u200b",
    "e\u0301",
    "\u0301" * 40,
    "\ufeff",
    "\ufffd",
    "\ud800",
    "😀",
    "ا",
    "ß",
    "\u2028",
    "\x85",
    "a" * 300,
    "A-" * 40,
    "Smith " * 20,
    "date 2024-05-06 ",
    "date 0000-00-00 ",
    "\n\nSource: https://a.example/x",
    "25-year-old ",
    "May 5, 2024, ",
)
_TAGS = (
    "<p>",
    "</p>",
    "<html>",
    "<title>",
    "</title>",
    "<article>",
    "</article>",
    "<main>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<!",
    "<![CDATA[",
    "]]>",
    "<?x",
    "<",
    ">",
    "&",
    "&#0;",
    "&#x110000;",
    "&#xd800;",
    "&amp;",
    "<br/>",
    "<a href='x",
    '<div class="',
    "<svg>",
    "<textarea>",
    "<style>",
    "</",
    "<p a=b c='d\" e>",
    "<figure>",
    "<table>",
)
_LINES = (
    "- incident: inc-0123456789abcdef\n",
    "  entity: Dale Orrin\n",
    "  slot: age\n",
    "  expect: 41\n",
    "  value: 42\n",
    "  value: null\n",
    "  reason: x\n",
    "  source: y\n",
    "  by: Ines Roe\n",
    "  on: 2024-06-02\n",
    "  on: 2024-99-99\n",
    "- outcome: apart\n",
    "  events:\n",
    "    - {article_id: a1, position: 0}\n",
    "    - {source_uri: x, position: -1}\n",
    "&a [*a]\n",
    "!!python/object:os.system x\n",
    "? a\n",
    ": b\n",
    "{",
    "}",
    "[",
    "]",
    "\t",
    "#",
    "---\n",
    "...\n",
    "%YAML 9.9\n",
    "<<: *a\n",
    "  slot: [age]\n",
    "  value: {a: b}\n",
    "  value: 1e999\n",
    "  value: .nan\n",
    "- 5\n",
    "- \n",
)
_ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "shift_jis", "utf-7")
_texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=8), max_size=40).map("".join)
_pages = st.lists(st.sampled_from(_PIECES + _TAGS) | st.text(max_size=4), max_size=60).map("".join)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
_KEYS = ("text", "url", "title", "outlet", "published", "id", "x")
_objects = st.dictionaries(st.sampled_from(_KEYS), _values, max_size=7).map(json.dumps) | _texts
_yaml = st.lists(st.sampled_from(_LINES) | st.text(max_size=6), max_size=20).map("".join)
_gold = st.dictionaries(
    st.sampled_from(("doc_id", "incidents", "statements", "is_relevant", "subjects", "kind", "quote")),
    _values | st.lists(st.dictionaries(st.text(max_size=8), _values, max_size=3), max_size=2),
    max_size=6,
).map(json.dumps)


@st.composite
def _encoded(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> bytes:
    """Draw a text in an encoding, sometimes with bytes cut out or put in."""
    data = draw(texts).encode(draw(st.sampled_from(_ENCODINGS)), errors="replace")
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=6)) + data[at + draw(st.integers(0, 3)) :]
    return data


def _file(name: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        for item in read_bytes(name, f"folder/{name}", data):
            assert isinstance(item, Article | Refusal)
            if isinstance(item, Article):
                assert item.body and "\x1b" not in item.body + (item.title or "") + item.source_name

    return read


def _corrections(text: str) -> None:
    try:
        read_corrections({"seeds/corrections/a.yml": text})
    except CorrectionError as error:
        assert "a.yml" in str(error)


def _judgements(text: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.yml").write_text(text, encoding="utf-8", errors="replace")
        try:
            load_judgements(Path(folder))
        except JudgementError as error:
            assert "a.yml" in str(error)


def _annotations(text: str) -> None:
    try:
        for row in read_annotations([text]):
            annotated(row, "Topeka police shot Dale Orrin.")
    except AnnotationError as error:
        assert str(error)


def _extraction(text: str) -> None:
    extract(Article("a", "a", "a", None, "A title", date(2024, 5, 7), clean(_PIECES[0] + text), "0"))


# What is read, how, and its share of the inputs.
READERS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None], float]] = {
    "text": (_encoded(_texts) | st.binary(max_size=400), _file("a.txt"), 0.25),
    "lines": (_encoded(st.lists(_objects, max_size=4).map("\n".join)), _file("a.jsonl"), 0.25),
    "page": (_encoded(_pages), _file("a.html"), 0.25),
    "corrections": (_yaml, _corrections, 0.08),
    "judgements": (_yaml, _judgements, 0.08),
    "annotations": (_gold, _annotations, 0.06),
    "extraction": (_texts, _extraction, 0.03),
}


@dataclass(slots=True)
class Fuzzed:
    """What became of the inputs of one reader; `slowest` is in processor seconds."""

    inputs: int = 0
    crashes: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_input: str = ""


def fuzz(number: int) -> Iterator[tuple[str, Fuzzed]]:
    """Yield each reader and what became of its share of so many inputs, the same ones each time."""
    for name, (strategy, reader, share) in READERS.items():
        yield name, _fuzzed(strategy, reader, max(1, round(number * share)))


def _fuzzed(strategy: st.SearchStrategy[Any], reader: Callable[[Any], None], number: int) -> Fuzzed:
    found = Fuzzed()

    @seed(SEED)
    @settings(
        max_examples=number, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def read(data: Any) -> None:
        begun = time.process_time()
        try:
            reader(data)
        except Exception as error:
            found.crashes.append(f"{type(error).__name__}: {error} at {data!r}"[:600])
        seconds = time.process_time() - begun
        if seconds > LONGEST:
            found.crashes.append(f"{seconds:.1f} s for {data!r}"[:600])
        if found.inputs and seconds > found.slowest:  # the first loads what all need
            found.slowest, found.slowest_input = seconds, repr(data)[:200]
        found.inputs += 1

    read()
    return found
