"""Simulated readers and exports while the data are replaced; `python -m benchmarks.sessions` runs it with 200 readers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from benchmarks import sessions
from benchmarks.http_client import Measurement
from benchmarks.sessions_report import report

pytestmark = pytest.mark.nightly


def test_readers_meet_no_error_during_exports_and_a_data_replacement() -> None:
    # Playwright keeps an event loop running in the main thread, so asyncio.run needs another one.
    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(sessions.measure, readers=12, seconds=9).result()
    assert result["failures"] == []
    assert result["workers lost"] == 0
    assert {"page", "file", "choice"} <= set(result["kinds"])
    assert {"PDF", "PNG", "CSV"} & set(result["kinds"])
    replacement = result["replacement"]
    assert replacement["responses with the new version"] > 0
    assert replacement["new version before the replacement"] == 0
    assert replacement["last stale response after"] < 2


def test_report_counts_failures_and_stale_responses() -> None:
    good = Measurement(kind="choice", begun=100.0, seconds=0.05, status=200, version="old")
    failed = replace(good, seconds=9.0, status=500, failure="/x: status 500", version="")
    busy = replace(good, kind="PDF", status=503, version="")
    result = report([good, failed, busy, replace(good, begun=106.5)], replaced={"begun": 104.0, "moved": 105.0})
    assert (result["failures"], result["busy"], list(result["kinds"])) == (["/x: status 500"], 1, ["choice"])
    assert result["replacement"]["last stale response after"] == pytest.approx(1.5)
