"""What Dagster shows: every table with its meaning, every expectation as a check, what starts a run."""

import dagster as dg
import pytest

from expectations.runner import all_expectations
from orchestration.assets.common import key_of
from orchestration.assets.tables import in_order
from orchestration.definitions import defs
from warehouse.dictionary import tables

GRAPH = defs.resolve_asset_graph()


@pytest.mark.parametrize("name", tables())
def test_a_table_is_an_asset_with_its_meaning(name: str) -> None:
    node = GRAPH.get(key_of(name))
    assert tables()[name].purpose in (node.description or "")
    assert node.group_name
    assert node.owners
    assert node.kinds
    schema = node.metadata["dagster/column_schema"]
    assert [column.name for column in schema.columns] == list(tables()[name].columns)


@pytest.mark.parametrize("name", ["raw_documents", "texts", "extractions"])
def test_what_comes_before_the_tables_shows_its_columns_and_owner_too(name: str) -> None:
    node = GRAPH.get(dg.AssetKey(name))
    assert node.description and node.group_name and node.owners and node.kinds
    assert node.metadata["dagster/column_schema"].columns


def test_every_expectation_is_a_check_of_its_table() -> None:
    expected = {(key_of(one.table), one.name) for one in all_expectations()}
    assert {(key.asset_key, key.name) for key in GRAPH.asset_check_keys} == expected


def test_a_table_is_told_after_those_that_it_is_made_from() -> None:
    """Dagster breaks a run off that tells of them in another order."""
    keys = [key_of(name) for name in in_order()]
    early = {
        (key.to_user_string(), parent.to_user_string())
        for number, key in enumerate(keys)
        for parent in GRAPH.get(key).parent_keys
        if parent in keys[number:]
    }
    assert not early


def test_everything_comes_from_the_raw_documents_and_ends_in_the_published_file() -> None:
    roots = {key for key in GRAPH.get_all_asset_keys() if not GRAPH.get(key).parent_keys}
    constants = {dg.AssetKey("poisson_intervals")}
    assert roots == {dg.AssetKey("raw_documents")} | constants
    leaves = {key for key in GRAPH.get_all_asset_keys() if not GRAPH.get(key).child_keys}
    assert dg.AssetKey("published") in leaves


def test_a_run_starts_by_command_by_the_clock_and_by_the_inbox() -> None:
    assert defs.resolve_job_def("ledger")
    assert defs.resolve_schedule_def("daily").cron_schedule == "15 5 * * *"
    assert defs.resolve_sensor_def("inbox").minimum_interval_seconds == 60


def test_steps_that_read_what_others_write_are_tried_again_and_no_others() -> None:
    again = {"raw_documents", "read_documents"}
    ops = {node.definition.name: node.definition for node in defs.resolve_job_def("ledger").graph.nodes}
    assert {name for name, op in ops.items() if op.retry_policy is not None} == again
    assert all(ops[name].retry_policy.backoff is dg.Backoff.EXPONENTIAL for name in again)


def test_a_published_file_that_grows_old_is_told() -> None:
    policy = GRAPH.get(dg.AssetKey("published")).freshness_policy
    assert (policy.warn_window.to_timedelta().days, policy.fail_window.to_timedelta().days) == (1, 3)
