"""A browser for the tests that hold a still against Plotly; they are skipped where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium without a network of its own."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; pip install playwright")
    if not CHROMIUM.exists():
        why = f"no Chromium at {CHROMIUM}; install it (apt-get install chromium) to hold stills against Plotly"
        pytest.fail(why) if os.environ.get("BIP_BROWSER_REQUIRED") else pytest.skip(why)
    with api.sync_playwright() as started:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield browser
        browser.close()
