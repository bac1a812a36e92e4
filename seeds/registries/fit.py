"""Estimates the figures of `model.yml` from two lists that overlap, and prints them beside those kept.

    python -m seeds.registries.fit LIST.csv OTHER.csv

u is counted on pairs drawn at random with a fixed seed, m comes from expectation maximisation (Splink),
twice: among pairs of one name, and among pairs of one city and month; a comparison that the pairs were
chosen by is left out there, and what both give is averaged. The same lists give the same figures.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
from splink import DuckDBAPI, Linker

from transforms.registries.link import settings
from transforms.registries.read import read_list
from transforms.registries.records import compared, theirs
from warehouse.seeds import load_yaml

PAIRS = 4e6
SEED = 1
CHOSEN_BY = ("l.name_key = r.name_key", "l.city_key = r.city_key AND abs(l.day_from - r.day_from) <= 31")


def fitted(one: bytes, other: bytes) -> list[tuple[str, str, float | None, float | None]]:
    """Return comparison, level, m and u as two lists give them; None where they have no such pair."""
    left, right = (compared(theirs(read_list(data).rows)) for data in (one, other))
    begin = max(part["day_from"].min() for part in (left, right))
    end = min(part["day_to"].max() for part in (left, right))
    left, right = (part.filter(part["day_from"].is_between(begin, end)) for part in (left, right))
    with duckdb.connect(":memory:") as connection:
        api = DuckDBAPI(connection)
        linker = Linker(
            [api.register(left.to_arrow()), api.register(right.to_arrow())],
            settings(left.height, right.height),
            log_level=None,
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=SEED)
        for rule in CHOSEN_BY:
            linker.training.estimate_parameters_using_expectation_maximisation(rule, fix_u_probabilities=True)
        model = linker.misc.save_model_to_json()
    return [
        (
            comparison["output_column_name"],
            level["label_for_charts"],
            level.get("m_probability"),
            level.get("u_probability"),
        )
        for comparison in model["comparisons"]
        for level in comparison["comparison_levels"]
        if not level.get("is_null_level")
    ]


def main() -> None:
    """Print the table. Raises SystemExit where not two files are named."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    kept = load_yaml("registries/model.yml")["comparisons"]
    print(f"{'comparison':12} {'level':24} {'m':>9} {'kept':>9} {'u':>9} {'kept':>9}")
    for name, label, m, u in fitted(*(Path(path).read_bytes() for path in sys.argv[1:])):
        (level,) = (one for one in kept[name]["levels"] if one["level"] == label)
        told = [
            f"{value:9.5f}" if value is not None else f"{'-':>9}" for value in (m, level["m"], u, level["u"])
        ]
        print(f"{name:12} {label:24} {' '.join(told)}")


if __name__ == "__main__":
    main()
