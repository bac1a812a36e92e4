"""Is there anything to do? Answered from hashes, before anything heavy is imported."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from orchestration import fingerprint, takedowns
from orchestration.errors import CallError
from orchestration.home import Home

UNREADABLE = ""  # stands for the hash of a file that cannot be read
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One file of an inbox: its place in it (POSIX, relative) and the sha256 of its bytes.

    `where` is the file itself, whose name need not be text.
    """

    path: str
    content_hash: str
    where: Path | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """Return what makes the file new: another name or other bytes."""
        return f"{self.content_hash} {self.path}"


def inbox_files(inbox: Path) -> Iterator[InboxFile]:
    """Yield the files of an inbox in the order of their paths, hidden ones left out.

    What cannot be read (a broken link, a file or folder without permission, a pipe) is yielded too, with
    UNREADABLE for its hash. So is a link that leads out of the inbox: who may write into the inbox may not
    read this machine's other files by it. Linked folders within are followed, each once; the inbox itself may
    be a link.
    """
    root = os.path.realpath(inbox)
    for path in sorted(_entries(inbox)):
        name = _written(os.fsencode(path.relative_to(inbox).as_posix()).decode("utf-8", "backslashreplace"))
        try:
            yield InboxFile(name, file_hash(path) if _is_of(root, path) else UNREADABLE, path)
        except FileNotFoundError:
            continue  # taken away since it was listed
        except OSError:
            yield InboxFile(name, UNREADABLE, path)


def _is_of(root: str, path: Path) -> bool:
    """Tell whether a path in an inbox is a file, and if by a link, one that lies in the inbox."""
    return path.is_file() and (not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(root))


def _written(name: str) -> str:
    """Return a name with what cannot be printed (line feeds, escapes, turned writing) as backslash codes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _entries(inbox: Path) -> Iterator[Path]:
    refused: list[Path] = []
    entered: set[Path] = set()
    root = Path(os.path.realpath(inbox))
    for folder, folders, files in os.walk(
        inbox, onerror=lambda error: refused.append(Path(error.filename)), followlinks=True
    ):
        here, place = Path(folder), Path(os.path.realpath(folder))
        if not place.is_relative_to(root):
            refused.append(here)
        if place in entered or not place.is_relative_to(root):
            folders.clear()
            continue
        entered.add(place)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (here / name for name in files if not name.startswith("."))
    yield from refused


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
    """Compare an inbox, the software and the published database with the last run.

    Raises CallError where the ledger lies in the inbox: it would take in what it writes.
    """
    if home.root.resolve().is_relative_to(inbox.resolve()):
        raise CallError(f"The home {home.root} lies in the inbox {inbox}. Give it a folder elsewhere.")
    last = read_last_run(home)
    if last is None or not home.published.exists():
        return News("nothing is published yet", sum(1 for _ in inbox_files(inbox)))
    if last.get("bytes", _size(home)) != _size(home):
        return News("the published database is not as it was left", 0)
    seen = set(last["inputs"])
    fresh = sum(1 for file in inbox_files(inbox) if file.key not in seen)
    if fresh:
        return News(f"{fresh} new or changed file{'s' if fresh > 1 else ''}", fresh)
    for changed, reason in (
        (last.get("registries", {}) != _lists(home), "a registry's list was reconciled"),
        (last["software"] != fingerprint.software(), "the software or its seeds changed"),
        (last.get("takedowns", "") != takedowns.version(home), "the takedown list changed"),
    ):
        if changed:
            return News(reason, 0)
    return News("", 0)


def _lists(home: Home) -> dict[str, str]:
    """Return the hash of each file of the lists that a ledger keeps."""
    return {path.name: file_hash(path) for path in sorted(home.registries.glob("[!.]*"))}


def _size(home: Home) -> int:
    return home.published.stat().st_size if home.published.exists() else 0


def read_last_run(home: Home) -> dict | None:
    """Return what the published database was made from, None where nothing (readable) says so."""
    try:
        last = json.loads(home.last_run.read_text(encoding="utf-8"))
        return last if {"software", "inputs"} <= last.keys() else None
    except (FileNotFoundError, ValueError, AttributeError):  # gone, or its bytes are no JSON
        return None


def write_last_run(home: Home, inputs: list[str]) -> None:
    """Note what the database just published was made from."""
    note: dict[str, Any] = {
        "software": fingerprint.software(),
        "inputs": sorted(inputs),
        "registries": _lists(home),
        "takedowns": takedowns.version(home),
    }
    _note(home, note)


def note_size(home: Home) -> None:
    """Note that the published database is as it was left, though no run published it."""
    last = read_last_run(home)
    if last is not None:
        _note(home, last)


def _note(home: Home, note: dict[str, Any]) -> None:
    aside = home.last_run.with_suffix(".new")
    aside.write_text(json.dumps(note | {"bytes": _size(home)}, indent=1), encoding="utf-8")
    aside.replace(home.last_run)
