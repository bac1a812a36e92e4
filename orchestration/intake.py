"""Taking files in: raw bytes are kept for good, and a list says what came when under which name."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from orchestration.home import Home
from orchestration.news import UNREADABLE, InboxFile, file_hash, inbox_files
from warehouse.store import DamagedError

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
    files = list(inbox_files(inbox))
    for file in files:
        if file.key in seen and file.content_hash != UNREADABLE and not _has(home, file):
            _keep(home, file)  # its raw bytes are gone or cut off, and here they are again
    kept = (_keep(home, file) for file in files if file.key not in seen)
    rows = [document | {"first_seen_at": now} for document in kept if document]
    everything = pl.concat([known, pl.DataFrame(rows, schema=DOCUMENTS)]).sort("path", "content_hash")
    for copy in (_spare(home), _list(home)):
        if rows or _intact(copy) is None:
            save(everything, copy)
    return Intake(everything, len(rows))


def documents(home: Home) -> pl.DataFrame:
    """Return the list of documents taken in so far (columns of DOCUMENTS), from the copy that is intact.

    Raises DamagedError where none is.
    """
    lists = [path for path in (_list(home), _spare(home)) if path.exists()]
    for path in lists:
        found = _intact(path)
        if found is not None:
            return found
    if lists:
        raise DamagedError(
            f"{' and '.join(map(str, lists))} are damaged. Restore one of them from a backup, or remove both "
            "and run again: what still lies in the inbox is then taken in as if it came today."
        )
    return DOCUMENTS.to_frame()


def raw_bytes(home: Home, content_hash: str) -> bytes:
    """Return the bytes of one document taken in.

    Raises FileNotFoundError or DamagedError saying what is missing or not as it came, and what to do.
    """
    path = raw_path(home, content_hash)
    try:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == content_hash:
            return data
        raise DamagedError(
            f"The raw document {path} is damaged. Remove it and run again: it is taken from the inbox where "
            "it still lies there; else restore it from a backup."
        )
    except FileNotFoundError:
        raise FileNotFoundError(
            f"The raw document {content_hash} is missing from {home.raw}. "
            f"Restore that folder, or delete {home.root} and run again on the whole inbox."
        ) from None


def raw_path(home: Home, content_hash: str) -> Path:
    """Return where the bytes of a document are kept."""
    return home.raw / content_hash[:2] / content_hash


def save(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as Parquet so that the file is whole or the old one, and its checksum beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".new")
    frame.write_parquet(aside, compression="zstd")
    digest = file_hash(aside)
    aside.replace(path)
    _sum(path).write_text(digest, encoding="ascii")


def _sum(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def _intact(path: Path) -> pl.DataFrame | None:
    """Return a list as it was written, None where a byte of it is another or it is not there."""
    try:
        if _sum(path).exists() and _sum(path).read_text(encoding="ascii") != file_hash(path):
            return None
        return pl.read_parquet(path)
    except (OSError, UnicodeDecodeError, pl.exceptions.PolarsError):
        return None


def _has(home: Home, file: InboxFile) -> bool:
    """Tell whether the bytes of a file are kept, all of them by their number."""
    kept = raw_path(home, file.content_hash)
    return kept.exists() and file.where is not None and kept.stat().st_size == file.where.stat().st_size


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


def _spare(home: Home) -> Path:
    """Return the copy of the list, written first: who took what in when stands nowhere else."""
    return home.root / "documents.parquet"


def _list(home: Home) -> Path:
    return home.work / "documents.parquet"
