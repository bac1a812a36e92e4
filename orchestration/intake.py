"""Taking files in: raw bytes are kept for good, and a list says what came when under which name."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from orchestration.home import Home
from orchestration.news import UNREADABLE, InboxFile, file_hash, inbox_files

DOCUMENTS = pl.Schema(
    {
        "path": pl.String(),  # in the inbox, POSIX
        "content_hash": pl.String(),  # sha256 of the file; empty where it cannot be read
        "size": pl.Int64(),  # bytes
        "first_seen_at": pl.Datetime("us", "UTC"),
    }
)


@dataclass(frozen=True, slots=True)
class Intake:
    """Every document ever taken in, and how many of them are new."""

    documents: pl.DataFrame
    new: int


def take_in(home: Home, inbox: Path, now: datetime) -> Intake:
    """Keep what is new in an inbox; what was taken in before stays, though the file may be gone.

    Raises FileNotFoundError where the inbox is not a folder.
    """
    if not inbox.is_dir():
        raise FileNotFoundError(f"The inbox {inbox} is not a folder.")
    known = documents(home)
    seen = {InboxFile(path, digest).key for path, digest in known.select("path", "content_hash").iter_rows()}
    kept = (_keep(home, file) for file in inbox_files(inbox) if file.key not in seen)
    rows = [document | {"first_seen_at": now} for document in kept if document]
    everything = pl.concat([known, pl.DataFrame(rows, schema=DOCUMENTS)]).sort("path", "content_hash")
    if rows:
        save(everything, _list(home))
    return Intake(everything, len(rows))


def documents(home: Home) -> pl.DataFrame:
    """Return the list of documents taken in so far (columns of DOCUMENTS)."""
    path = _list(home)
    return pl.read_parquet(path) if path.exists() else DOCUMENTS.to_frame()


def raw_bytes(home: Home, content_hash: str) -> bytes:
    """Return the bytes of one document taken in.

    Raises FileNotFoundError saying what is missing and what to do.
    """
    try:
        return raw_path(home, content_hash).read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(
            f"The raw document {content_hash} is missing from {home.raw}. "
            f"Restore that folder, or delete {home.root} and run again on the whole inbox."
        ) from None


def raw_path(home: Home, content_hash: str) -> Path:
    """Return where the bytes of a document are kept."""
    return home.raw / content_hash[:2] / content_hash


def save(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as Parquet so that the file is whole or the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".new")
    frame.write_parquet(aside, compression="zstd")
    aside.replace(path)


def _keep(home: Home, file: InboxFile) -> dict[str, str | int] | None:
    """Keep the bytes that are there now, which are hashed again: a file may change or go under our eyes."""
    if file.content_hash == UNREADABLE or file.where is None:
        return {"path": file.path, "content_hash": UNREADABLE, "size": 0}
    home.raw.mkdir(parents=True, exist_ok=True)
    aside = home.raw / "being-taken-in"
    try:
        shutil.copyfile(file.where, aside)
    except FileNotFoundError:
        return None
    digest, size = file_hash(aside), aside.stat().st_size
    target = raw_path(home, digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside.replace(target)
    return {"path": file.path, "content_hash": digest, "size": size}


def _list(home: Home) -> Path:
    return home.work / "documents.parquet"
