"""What a release is: its name, day, software and inputs. All follows from database and software."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version

import polars as pl

from orchestration import fingerprint
from orchestration.errors import CallError
from orchestration.releasing.contents import Part, part_of
from warehouse.seeds import load_yaml

PACKAGE = "force-ledger"


@dataclass(frozen=True)
class About:
    """What the files of a release say of it."""

    name: str  # of its folder
    released_on: date
    created: str  # the last moment that the ledger took an article in
    tier: str
    with_text: bool
    software: dict[str, str]
    inputs: dict[str, object]
    package: str = PACKAGE

    @property
    def version(self) -> str:
        """Return the name without that of the data set."""
        return self.name.removeprefix(f"{self.package}-")

    @property
    def title(self) -> str:
        """Return the title of the data set."""
        return str(load_yaml("release.yml")["title"])

    @property
    def summary(self) -> str:
        """Return a sentence on what it holds."""
        return str(load_yaml("release.yml")["summary"])

    @property
    def authors(self) -> list[str]:
        """Return who made it."""
        return list(load_yaml("release.yml")["authors"])

    @property
    def keywords(self) -> list[str]:
        """Return words to find it by."""
        return list(load_yaml("release.yml")["keywords"])


def about(parts: Iterable[Part], tables: str, released_on: date | None, tier: str, with_text: bool) -> About:
    """Return what a release of tables is, with `tables` the hash of their files.

    Its day is the newest on which the ledger took an article in, unless another is given. Its name tells day
    and content: other tables, or other software, give another name. Raises CallError where no article is.
    """
    articles = part_of(parts, "articles").frame
    moment: datetime | None = articles.select(pl.col("ingested_at").max()).item()
    if moment is None:
        raise CallError("The published database has no article, so there is nothing to release.")
    software = {"name": PACKAGE, "version": version(PACKAGE), "fingerprint": fingerprint.software()}
    inputs: dict[str, object] = {
        "articles": articles.height,
        "sha256": _digest(sorted(articles["content_hash"].to_list())),
    }
    day = released_on or moment.date()
    told = _digest([tables, software["fingerprint"], moment.isoformat(), day.isoformat(), tier, with_text])
    kind = ("" if tier == "public" else f"-{tier}") + ("-text" if with_text else "")
    name = f"{PACKAGE}-{day}-{told[:10]}{kind}"
    created = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return About(name, day, created, tier, with_text, software, inputs)


def days_told(parts: Iterable[Part]) -> tuple[date | None, date | None]:
    """Return the first and the last day on which an article of the release was published."""
    day, articles = pl.col("published_on"), part_of(parts, "articles").frame
    return articles.select(day.min()).item(), articles.select(day.max()).item()


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
