"""Which software and which decisions a result was made with, told by their bytes.

A version number says what its author remembered to say. Here every source file, lexicon and query
counts, so a changed rule is never served from yesterday's results.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from orchestration.home import PROJECT

SOURCES = (".py", ".sql", ".yml", ".yaml", ".csv", ".parquet", ".json", ".j2")
CODE = ("warehouse", "transforms", "expectations", "orchestration")
NOT_SOFTWARE = ("warehouse/data", "seeds/articles")  # results, and the sample inbox


@cache
def software() -> str:
    """Return 64 hex digits for all code and all seeds but the sample articles."""
    return of(*CODE, "seeds")


@cache
def of(*parts: str) -> str:
    """Return 64 hex digits for the source files under these folders (or files) of the project.

    Raises FileNotFoundError naming the part that does not exist.
    """
    digest = hashlib.sha256()
    for path in _files(parts):
        digest.update(path.relative_to(PROJECT).as_posix().encode())
        digest.update(b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def short(*parts: str) -> str:
    """Return the first twelve digits of `of`, as a version to show."""
    return of(*parts)[:12]


def _files(parts: Iterable[str]) -> list[Path]:
    found: set[Path] = set()
    for part in parts:
        root = PROJECT / part
        if not root.exists():
            raise FileNotFoundError(f"{part} is not part of this installation ({PROJECT})")
        candidates = [root] if root.is_file() else root.rglob("*")
        found.update(path for path in candidates if path.suffix in SOURCES and path.is_file())
    apart = [PROJECT / name for name in NOT_SOFTWARE]
    return sorted(path for path in found if not any(path.is_relative_to(folder) for folder in apart))
