"""How much code a new choice of filters runs: what a developer must read to follow it."""

import sys
from pathlib import Path

from flask.testing import FlaskClient

from dashboard import config
from dashboard.web import callbacks, dash_app
from tests.conftest import Use

# All that it takes: server, cache, filters, queries, charts, statements, SVG and components.
MOST_FILES = 39
ROOT = config.ROOT / "dashboard"


def results(client: FlaskClient, query: str) -> str:
    response = client.post(dash_app.UPDATE, json=callbacks.request_for(path="/vergelijken", query=query))
    return response.get_data(as_text=True)


def test_new_choice_of_filters_runs_few_files(database: Path, use: Use, client: FlaskClient) -> None:
    use(database)
    results(client, "theme=health")
    files: set[str] = set()
    sys.setprofile(lambda frame, event, arg: files.add(frame.f_code.co_filename) if event == "call" else None)
    try:
        text = results(client, "theme=participation&municipality=oss")
    finally:
        sys.setprofile(None)
    assert "Oss" in text
    passed = sorted(str(Path(file).relative_to(ROOT)) for file in files if Path(file).is_relative_to(ROOT))
    assert 10 < len(passed) <= MOST_FILES, passed
