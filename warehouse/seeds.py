"""Where the decisions that people made are found, and how they are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


def seeds_root() -> Path:
    """Return the folder `seeds/` of the project."""
    return Path(__file__).resolve().parent.parent / "seeds"


@cache
def load_yaml(name: str) -> Any:
    """Read `seeds/NAME` once; the answer is shared, so nobody may change it.

    Raises FileNotFoundError with the path where the file is missing, and yaml.YAMLError
    with file, line and column where it cannot be read.
    """
    path = seeds_root() / name
    with path.open(encoding="utf-8") as file:
        return yaml.safe_load(file)


def seed_texts(folder: str) -> dict[str, str]:
    """Return the text of each `seeds/FOLDER/*.yml` by `seeds/FOLDER/NAME`, in the order of their names."""
    paths = sorted((seeds_root() / folder).glob("*.yml"))
    return {f"seeds/{folder}/{path.name}": path.read_text(encoding="utf-8") for path in paths}
