"""The UI as an operator meets it, in a real browser: the graph, a failing check's rows, a run that starts."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import dagster as dg
import pytest

from orchestration.checks import told
from orchestration.home import PROJECT, QUALITY_PAGE, Home

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 60  # seconds
HOSTILE = "inc-1 | <img src=x onerror=alert(1)> [link](https://example.org)"

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM}, in which the UI is tested, is missing."),
]


def tell_of_a_failing_check(home: Home) -> None:
    """Enter into the ledger's Dagster instance what a run tells of a check that fails."""
    result = told(
        {
            "table_name": "incidents",
            "expectation": "dates_are_in_order",
            "description": "No incident ends before it begins.",
            "severity": "advisory",
            "success": False,
            "failing_count": 1,
        },
        [HOSTILE],
        home.root / QUALITY_PAGE,
    )
    evaluation = dg.AssetCheckEvaluation(
        asset_key=result.asset_key,
        check_name=result.check_name,
        passed=result.passed,
        metadata=result.metadata,
        severity=result.severity,
        description=result.description,
    )
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        instance.report_runless_asset_event(evaluation)


@contextmanager
def served(home: Home, inbox: Path) -> Iterator[str]:
    """Run `uof ui` on a free port, and end it with all that it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "orchestration.cli", "ui", "--port", str(port)]
    command += ["--home", str(home.root), "--inbox", str(inbox)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    server = subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(f"{url}/server_info", timeout=5).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def test_the_graph_loads_a_failing_check_shows_its_rows_and_a_run_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playwright.sync_api import expect, sync_playwright

    home, inbox = Home(tmp_path / "home"), tmp_path / "inbox"
    inbox.mkdir()
    home.prepare()
    monkeypatch.setenv("DAGSTER_HOME", str(home.dagster))
    tell_of_a_failing_check(home)
    with served(home, inbox) as url, sync_playwright() as playwright:
        wait_for(url)
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page(viewport={"width": 1500, "height": 950})
        page.set_default_timeout(PATIENCE * 1000)
        expect.set_options(timeout=PATIENCE * 1000)

        page.goto(f"{url}/assets/incidents?view=checks&checkDetail=dates_are_in_order")
        expect(page.get_by_text("No incident ends before it begins.").first).to_be_visible()
        page.get_by_text("Show Markdown").or_(page.get_by_text("inc-1")).first.click()
        expect(page.get_by_text(HOSTILE).first).to_be_visible()
        assert page.locator("img[src=x]").count() == 0

        page.goto(f"{url}/asset-groups")
        for group in ("raw", "articles", "extraction", "incidents", "marts", "quality", "published"):
            expect(page.get_by_text(group, exact=True).first).to_be_visible()
        page.get_by_role("button", name="Materialize all").click()
        expect(page.get_by_text("Launched run").first).to_be_visible()
        page.goto(f"{url}/runs")
        expect(page.get_by_text("Manually launched").first).to_be_visible()
        browser.close()
