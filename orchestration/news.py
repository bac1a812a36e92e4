"""Is there anything to do? Answered from hashes, before anything heavy is imported."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orchestration import fingerprint
from orchestration.home import Home

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One file of an inbox: its place in it (POSIX, relative) and the sha256 of its bytes."""

    path: str
    content_hash: str

    @property
    def key(self) -> str:
        """Return what makes the file new: another name or other bytes."""
        return f"{self.content_hash} {self.path}"


def inbox_files(inbox: Path) -> Iterator[InboxFile]:
    """Yield the files of an inbox in the order of their paths, hidden ones left out."""
    for path in sorted(inbox.rglob("*")):
        relative = path.relative_to(inbox)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield InboxFile(relative.as_posix(), file_hash(path))


def file_hash(path: Path) -> str:
    """Return the sha256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class News:
    """Why a run is due; an empty `reason` means that it is not."""

    reason: str
    new_files: int

    def __bool__(self) -> bool:
        return bool(self.reason)


def news(home: Home, inbox: Path) -> News:
    """Compare an inbox, the software and the published database with the last run."""
    last = read_last_run(home)
    if last is None or not home.published.exists():
        return News("nothing is published yet", sum(1 for _ in inbox_files(inbox)))
    seen = set(last["inputs"])
    fresh = sum(1 for file in inbox_files(inbox) if file.key not in seen)
    if fresh:
        return News(f"{fresh} new or changed file{'s' if fresh > 1 else ''}", fresh)
    if last["software"] != fingerprint.software():
        return News("the software or its seeds changed", 0)
    return News("", 0)


def read_last_run(home: Home) -> dict | None:
    """Return what the published database was made from, None where nothing (readable) says so."""
    try:
        last = json.loads(home.last_run.read_text(encoding="utf-8"))
        return last if {"software", "inputs"} <= last.keys() else None
    except (FileNotFoundError, json.JSONDecodeError, AttributeError):
        return None


def write_last_run(home: Home, inputs: list[str]) -> None:
    """Note what the database just published was made from."""
    note = {"software": fingerprint.software(), "inputs": sorted(inputs)}
    aside = home.last_run.with_suffix(".new")
    aside.write_text(json.dumps(note, indent=1), encoding="utf-8")
    aside.replace(home.last_run)
