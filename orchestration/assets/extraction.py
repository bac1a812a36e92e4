"""Extraction: claims and statements of each article by itself."""

# No postponed annotations here: Dagster reads the settings of a run from the class `Wish` itself.

import dagster as dg
import polars as pl

from orchestration import fingerprint
from orchestration.assets.common import EXTRACTIONS, OWNERS, TEXTS
from orchestration.console import reporter
from orchestration.extracting import KEPT, RULES, counted, extract_due, failures
from orchestration.home import Home
from orchestration.inert import visible
from orchestration.intake import documents
from orchestration.metadata import frame_columns, preview
from orchestration.reading import Progress, article_keys, read_documents, texts
from orchestration.reextracting import forget
from orchestration.resources import Ledger
from warehouse.store import mended

_SHOWN = 20  # articles told by name


class Wish(dg.Config):
    """What a run is asked for beside what is due.

    `reextract` is a month, as 2021-03: what was extracted from articles published in it is forgotten, and
    they are extracted anew.
    """

    reextract: str = ""


def _extract(home: Home, month: str, progress: Progress) -> tuple[pl.DataFrame, int, dict[str, int]]:
    read_documents(home, documents(home))  # nothing, but where the texts were damaged
    if month:
        forget(home, month)
    keys = article_keys(home)
    made = extract_due(home, keys, lambda ids: texts(home, ids), progress)
    return keys, made, counted(home, keys)


def _broken(home: Home, keys: pl.DataFrame) -> pl.DataFrame:
    """Return `article_id`, `source_uri` and `failure` of the articles that the extractor broke on."""
    broken = keys.join(failures(home), on="content")
    found = texts(home, broken["article_id"]).join(broken.select("article_id", "failure"), on="article_id")
    return found.select("article_id", "source_uri", "failure")


@dg.asset(
    key=EXTRACTIONS,
    deps=[TEXTS],
    group_name="extraction",
    owners=OWNERS,
    kinds={"python", "duckdb"},
    code_version=fingerprint.short(*RULES),
    metadata={"dagster/column_schema": frame_columns(KEPT)},
    description=(
        "What each article says, by itself: events as claims (slot, value, the characters that say so) "
        "and statements with their speakers. Kept per article and version of the rules, so a run costs "
        "what is new. `reextract` in the launchpad, or `uof run --reextract 2021-03`, reads a month anew."
    ),
)
def extractions(context: dg.AssetExecutionContext, config: Wish, ledger: Ledger) -> dg.MaterializeResult:
    """Read the articles that these rules have not read yet, and those of a month that is asked for."""
    with reporter().step("Extracting") as step:
        keys, made, seen = mended(lambda: _extract(ledger.home, config.reextract, step.progress))
        step.detail = f"{made} read now, {seen['relevant articles']} of {keys.height} tell of police force"
    broken = _broken(ledger.home, keys)
    for article_id, source_uri, failure in broken.head(_SHOWN).iter_rows():
        context.log.error(
            visible(
                f"Asset extractions: the extractor broke on article {article_id} ({source_uri}): {failure} "
                "The article is in quality.quarantine as extraction_failed; the others go on."
            )
        )
    if broken.height > _SHOWN:
        context.log.error(
            f"Asset extractions: it broke on {broken.height - _SHOWN} more, see quality.quarantine"
        )
    shown = {"articles it broke on": dg.MetadataValue.md(preview(broken))} if broken.height else {}
    return dg.MaterializeResult(
        metadata={"dagster/row_count": keys.height, "extracted now": made, **seen, **shown}
    )
