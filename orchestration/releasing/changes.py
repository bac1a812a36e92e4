"""CHANGES.md: what changed since the release before, found by comparing their databases."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from orchestration.diff import compare_files
from orchestration.diff_report import markdown
from orchestration.errors import CallError
from orchestration.hiding import Hide, hidden
from orchestration.releasing.about import About
from orchestration.releasing.files import DATABASE


@dataclass(frozen=True)
class Previous:
    """An earlier release: its folder, and what its data package says of it."""

    folder: Path
    name: str
    created: str
    kind: tuple[object, object]  # tier, and whether it has the articles' text


def earlier(out: Path, about: About, named: Path | None) -> Previous | None:
    """Return the release before: the one named, else the newest of this kind in `out` that is not newer.

    Raises CallError where the one named is no release, or of another tier, or one of both has the articles'
    text: of persons who are in it alone nothing here tells that they must not be named.
    """
    kind = (about.tier, about.with_text)
    if named is not None:
        found = _read(named)
        if found is None:
            raise CallError(f"{named} is no release: it has no datapackage.json and {DATABASE}.")
        if found.kind != kind:
            raise CallError(
                f"{named} has another tier, or text where this one has none. Name one of this kind."
            )
        return found
    there = [_read(folder) for folder in sorted(out.iterdir()) if folder.is_dir()] if out.is_dir() else []
    alike = [one for one in there if one and one.kind == kind and one.name != about.name]
    before = [one for one in alike if one.created <= about.created]
    return max(before, key=lambda one: (one.created, one.name), default=None)


def changes(about: About, before: Previous | None, database: Path, hide: Hide) -> str:
    """Return the text of CHANGES.md for a release whose database lies at `database`.

    `hide` takes out of it what the release before told and this one may not.
    """
    lines = [f"# Changes in {about.name}", ""]
    if before is None:
        return "\n".join([*lines, "There is no release before it to compare with.", ""])
    lines += [f"Since {before.name}.", ""]
    try:
        lines += markdown(hidden(compare_files(before.folder / DATABASE, database), hide))
    except CallError:  # made by other software
        lines.append(
            "That release has other tables, so values cannot be compared. See the software's changelog."
        )
    return "\n".join([*lines, ""])


def _read(folder: Path) -> Previous | None:
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        found = Previous(
            folder, str(package["id"]), str(package["created"]), (package["tier"], package["withText"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if (folder / DATABASE).is_file() else None
