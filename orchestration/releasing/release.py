"""A release folder, put together aside and then given its name.

The same database, software and earlier release give the same bytes. Nothing in it tells when it was written.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orchestration.errors import BusyError, CallError
from orchestration.releasing.about import about
from orchestration.releasing.card import card
from orchestration.releasing.changes import changes, earlier
from orchestration.releasing.codebook import chapters, codebook
from orchestration.releasing.contents import Part, part_of, read_parts, with_evidence, without_text
from orchestration.releasing.files import DATABASE, tables_hash, write_checksums, write_json, write_tables
from orchestration.releasing.package import package
from orchestration.releasing.protection import check, protected, redacted
from transforms.privacy.names import Name
from transforms.privacy.policy import TIERS
from transforms.privacy.redact import Redaction
from transforms.privacy.takedowns import Taken


@dataclass(frozen=True, slots=True)
class Release:
    """Where a release lies, and what to tell about it."""

    folder: Path
    message: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What kind of release is asked for. `previous` None takes the newest earlier one beside it."""

    tier: str = "public"
    with_text: bool = False
    released_on: date | None = None
    previous: Path | None = None


def write_release(database: Path, out: Path, wish: Wish, listed: Taken | None = None) -> Release:
    """Write the release folder of a published database below `out`, or find that it is there already.

    `listed` is the ledger's takedown list. Raises CallError where `out` is a file, the tier unknown, the
    earlier release none of this kind, the database without articles or made before somebody was listed, and
    BusyError where a run published meanwhile. Raises RefusedError where the scan finds in the files what the
    tier does not allow. Then nothing is written.
    """
    if wish.tier not in TIERS:
        raise CallError(f"There is no tier {wish.tier!r}. Take one of {', '.join(TIERS)}.")
    if out.exists() and not out.is_dir():
        raise CallError(f"{out} is a file. Name a folder with --out DIR.")
    aside = out / f".release.{os.getpid()}"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        taken, before = listed or Taken(), _state(database)
        whole, names = read_parts(database), protected(database, wish.tier)
        if _state(database) != before:  # names of one database do not protect the persons of another
            raise BusyError("A run published while the database was read. Release again.")
        _check_taken(whole, taken)
        parts, redaction = _contents(whole, names, wish)
        name = _fill(aside, out, parts, redaction, taken, wish)
        check(aside, names, wish.tier, taken)
        folder = out / name
        if folder.exists():
            return Release(folder, f"This release exists already: {folder}")
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    count = len(list((folder / "csv").iterdir()))
    return Release(folder, f"Release {name}: {count} tables, {size:.1f} MB in {folder}")


def _state(database: Path) -> tuple[int, int]:
    """Return what is another each time that a run publishes."""
    told = database.stat()
    return told.st_ino, told.st_mtime_ns


def _check_taken(parts: list[Part], taken: Taken) -> None:
    """Raise CallError where somebody was listed after the database was made: single words are in it still."""
    done = part_of(parts, "quality.takedowns").frame["takedown_id"]
    if not {one.takedown_id for one in taken.listed} <= set(done):
        raise CallError("The takedown list changed after the database was published. Call: uof run")


def _contents(whole: list[Part], names: list[Name], wish: Wish) -> tuple[list[Part], Redaction]:
    """Return the tables as they shall be read. Names go before texts are cut: half a name is not found."""
    parts, redaction = redacted(with_evidence(whole), names, wish.tier)
    return (parts if wish.with_text else without_text(parts)), redaction


def _fill(folder: Path, out: Path, parts: list[Part], redaction: Redaction, taken: Taken, wish: Wish) -> str:
    """Write everything that belongs in a release to `folder`; return its name."""
    write_tables(folder, parts)
    described = about(parts, tables_hash(folder), wish.released_on, wish.tier, wish.with_text)
    told = chapters(parts)
    texts = codebook(described, told) | card(described, parts, told, redaction)
    before = earlier(out, described, wish.previous)

    def hide(text: str, scopes: tuple[str, ...]) -> str:
        return taken.hidden(redaction.text(text, scopes), scopes)

    texts["CHANGES.md"] = changes(described, before, folder / DATABASE, hide)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    write_json(folder / "datapackage.json", package(described, parts))
    write_checksums(folder)
    return described.name
