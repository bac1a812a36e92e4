"""Which records of two lists are one person in one incident: a score, and one partner at most for each.

The score is Splink's on DuckDB (the model of Fellegi and Sunter 1969); its figures, its blocking and what
counts as sure stand in `seeds/registries/model.yml`. The same records give the same pairs, in any order.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from transforms.registries.records import compared
from warehouse.seeds import load_yaml

PAIRS = {
    "record_id": pl.String(),
    "other_id": pl.String(),
    "probability": pl.Float64(),
    "bits": pl.Float64(),
    "evidence": pl.String(),
    "decision": pl.String(),
    "reason": pl.String(),
}
_ELSE = "ELSE"
_SMALLEST_FREQUENCY = 0.0002  # of a city told once in a short list


@dataclass(frozen=True, slots=True)
class Decision:
    """When a pair is sure: see `decision` in the model."""

    link_from: float
    show_from: float
    margin_bits: float
    expected_share: float


def decision() -> Decision:
    """Return the thresholds of the model."""
    return Decision(**_model()["decision"])


def link(records: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of two lists of records (`records.RECORD`) that are worth a look (PAIRS), by ids.

    `decision` is linked, undecided (a person must look) or apart; nobody has two partners. `evidence` tells
    what speaks for and against the pair, in bits.
    """
    if records.is_empty() or others.is_empty():
        return pl.DataFrame(schema=PAIRS)
    scored = _scored(compared(records), compared(others))
    verdicts = assign(scored.select("record_id", "other_id", "probability", "bits").iter_rows(), decision())
    told = pl.DataFrame(
        [(one, other, *verdict) for (one, other), verdict in verdicts.items()],
        schema={
            "record_id": pl.String(),
            "other_id": pl.String(),
            "decision": pl.String(),
            "reason": pl.String(),
        },
        orient="row",
    )
    return scored.join(told, on=["record_id", "other_id"]).select(*PAIRS).sort("record_id", "other_id")


def assign(
    scored: Iterable[tuple[str, str, float, float]], sure: Decision
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the decision on pairs (one, other, probability, bits), and its reason.

    A pair is linked where it is probable enough, no other pair of either side fits better, and none nearly as
    well. What is linked is out of the way of the rest, so this goes on until nothing more is sure.
    """
    free = _Free({(one, other): (probability, bits) for one, other, probability, bits in scored})
    verdicts: dict[tuple[str, str], tuple[str, str]] = {}
    waiting = sorted(free.pairs)
    while waiting:
        found = [pair for pair in waiting if free.is_sure(pair, sure)]
        verdicts |= dict.fromkeys(found, ("linked", "the one that fits"))
        gone, touched = free.take(found)
        verdicts |= {
            pair: ("apart", "one of them has a better partner") for pair in gone if pair not in verdicts
        }
        waiting = sorted(touched)
    for pair, (probability, _) in free.pairs.items():
        rival = probability >= sure.link_from
        verdicts[pair] = ("undecided", "a rival fits nearly as well" if rival else "not sure enough")
    return verdicts


class _Free:
    """The pairs of which neither record has a partner yet."""

    def __init__(self, pairs: dict[tuple[str, str], tuple[float, float]]) -> None:
        self.pairs = pairs
        self._of: dict[tuple[int, str], set[tuple[str, str]]] = defaultdict(set)
        for pair in pairs:
            for side in (0, 1):
                self._of[side, pair[side]].add(pair)

    def is_sure(self, pair: tuple[str, str], sure: Decision) -> bool:
        """Tell whether a pair is probable enough and leads every rival by the margin."""
        if pair not in self.pairs:
            return False
        probability, bits = self.pairs[pair]
        rivals = (self._of[0, pair[0]] | self._of[1, pair[1]]) - {pair}
        return probability >= sure.link_from and all(
            bits - self.pairs[rival][1] >= sure.margin_bits for rival in rivals
        )

    def take(self, found: Iterable[tuple[str, str]]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """Take the records of pairs away; return the pairs gone, and those that lost a rival by it."""
        gone = {pair for one in found for side in (0, 1) for pair in self._of[side, one[side]]}
        for pair in gone:
            del self.pairs[pair]
            for side in (0, 1):
                self._of[side, pair[side]].discard(pair)
        return gone, {pair for one in gone for side in (0, 1) for pair in self._of[side, one[side]]}


def _scored(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Return every pair that is worth a look with probability, bits and evidence."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(":memory:")
    try:
        connection.execute("SET threads = 2")
        api = DuckDBAPI(connection)
        tables = [
            api.register(frame.to_arrow(), dataset_display_name=name)
            for name, frame in (("a_records", left), ("b_others", right))
        ]
        linker = Linker(tables, settings(left.height, right.height), log_level=None, validate_settings=False)
        answer = linker.inference.predict(
            threshold_match_probability=decision().show_from, warning_mode="never"
        )
        found = connection.sql(f"SELECT * FROM {answer.physical_name}").pl()
    finally:
        connection.close()
    return _with_evidence(found)


def settings(left_rows: int, right_rows: int) -> dict[str, Any]:
    """Return Splink's settings for two lists of so many records, one or more, from the model."""
    model = _model()
    return {
        "link_type": "link_only",
        "probability_two_random_records_match": decision().expected_share / max(left_rows, right_rows),
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": rule["when"]} for rule in model["blocking"]
        ],
        "comparisons": [_comparison(name, told) for name, told in model["comparisons"].items()],
        "retain_intermediate_calculation_columns": True,
        "retain_matching_columns": True,
    }


def _comparison(name: str, told: dict[str, Any]) -> dict[str, Any]:
    unknown = {"sql_condition": told["unknown"], "is_null_level": True, "label_for_charts": "not told"}
    return {"output_column_name": name, "comparison_levels": [unknown, *map(_level, told["levels"])]}


def _level(told: dict[str, Any]) -> dict[str, Any]:
    level = {
        "sql_condition": told["when"],
        "label_for_charts": told["level"],
        "m_probability": told["m"],
        "u_probability": told["u"],
    }
    if "frequency_of" in told:
        level |= {
            "tf_adjustment_column": told["frequency_of"],
            "tf_adjustment_weight": 1.0,
            "tf_minimum_u_value": _SMALLEST_FREQUENCY,
            "disable_tf_exact_match_detection": True,  # the level is exact, and also looks at the state
        }
    return level


def _with_evidence(found: pl.DataFrame) -> pl.DataFrame:
    """Return Splink's answer as PAIRS without the decision: evidence is what each comparison says."""
    rows = [
        {
            "record_id": row["unique_id_l"],
            "other_id": row["unique_id_r"],
            "probability": round(row["match_probability"], 6),
            "bits": round(row["match_weight"], 3),
            "evidence": evidence(row),
        }
        for row in found.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema={name: PAIRS[name] for name in list(PAIRS)[:5]})


def evidence(row: dict[str, Any]) -> str:
    """Return what each comparison of a pair says, "name same +14.1, day same +10.6"; unknown left out."""
    told = []
    for name, comparison in _model()["comparisons"].items():
        gamma = row[f"gamma_{name}"]
        if gamma < 0:
            continue
        level = comparison["levels"][len(comparison["levels"]) - 1 - gamma]["level"]
        bits = row[f"mw_{name}"] + (row.get(f"mw_tf_adj_{name}") or 0)
        told.append(f"{name} {level} {bits:+.1f}")
    return ", ".join(told)


@cache
def _model() -> dict[str, Any]:
    return load_yaml("registries/model.yml")
