"""A worker imports nothing that only exports or a search need before the first of them is requested."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dashboard.config import ROOT

# What makes files, and what only a search needs. Each takes megabytes of every worker from its import on.
ASIDE = (
    "pandas numpy PIL.Image typst docx pptx lxml xlsxwriter openpyxl snowballstemmer requests plotly.validators".split()
)
_PAGES = """
import os, sys
from dashboard.web import app, callbacks, dash_app
from dashboard.web.pages.registry import everywhere
app.prewarm.start = lambda *_: None
client = app.make_server().test_client()
for place in everywhere():
    path = place.page.path(place.lang, place.item)
    assert client.get(path).status_code == 200, path
    if place.page.live:
        assert client.post(dash_app.UPDATE, json=callbacks.request_for(path=path, query="")).status_code == 200, path
print(*sys.modules)
"""


def test_pages_and_choices_load_nothing_that_makes_files_or_searches(database: Path) -> None:
    environment = {**os.environ, "DASHBOARD_DATABASE": str(database)}
    command = [sys.executable, "-c", _PAGES]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    loaded = set(done.stdout.split())
    assert "dashboard.web.pages.search.page" in loaded
    assert not loaded & set(ASIDE)
