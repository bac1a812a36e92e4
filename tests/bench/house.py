"""Ledgers with many articles in them: published by an ordinary run, except for who reads the articles."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

from orchestration.home import PROJECT, Home
from tests.bench.generate import SEED, articles, day_of_news, write
from tests.bench.stories import Piece
from tests.bench.truth import extraction_of
from transforms.records import Article, Extraction


def house(number: int, keep: Path) -> Path:
    """Return the folder of a ledger with so many articles, `inbox` and `home` in it; made once.

    Extraction is replaced by the generator's own knowledge, which is kept as if the rules had read it: to
    read 100,000 articles takes an hour, and what a day costs does not depend on it.
    """
    folder = keep / f"house-{number}"
    if Home(folder / "home").published.exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    write(articles(number), folder)
    _fill(Home(folder / "home"), folder / "inbox", number)
    return folder


def _fill(home: Home, inbox: Path, number: int) -> None:
    from orchestration import extracting
    from orchestration.runner import run

    pieces: dict[str, Piece] = {piece.doc_id: piece for piece in islice(articles(number), number)}

    def known(batch: list[Article]) -> list[Extraction | extracting.Failure]:
        return [extraction_of(article, pieces[article.source_name]) for article in batch]

    extracting.extract_batch = known
    extracting.POOL_FROM = number + 1  # other processes would not know
    done = run(home, inbox)
    if not done.published:
        raise RuntimeError(f"The house of {number} articles was not published: {done}")


def with_news(folder: Path, number: int, new: int, to: Path) -> Path:
    """Return a copy of a house to whose inbox so many articles of the day after have come."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    write(day_of_news(new, number, SEED), to, "day")
    return to


def run_command(folder: Path) -> int:
    """Run `uof run` on a house as anybody would; return its exit status."""
    command = [sys.executable, "-m", "orchestration.cli", "run"]
    command += ["--home", str(folder / "home"), "--inbox", str(folder / "inbox")]
    return subprocess.run(command, cwd=PROJECT, stdout=subprocess.DEVNULL, check=False).returncode
