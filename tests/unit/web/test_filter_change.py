"""How much code a new choice of filters runs: what a developer must read to follow it."""

import math
import sys
from pathlib import Path

from flask.testing import FlaskClient

from dashboard import config
from dashboard.db import connection
from dashboard.web import callbacks, dash_app
from tests.conftest import Use

# All that it takes: server, cache, filters, queries, charts, statements, SVG and components.
MOST_FILES = 35
# Charts of pairs, and of dots, take modules of their own.
MOST_WITH_PAIRS = 39
CHOICES = {
    "theme=participation&municipality=oss": MOST_FILES,
    "theme=health&comparison=over_time": MOST_FILES,
    "theme=income_stability": MOST_WITH_PAIRS,
    "theme=participation&form=dots": MOST_WITH_PAIRS,
}
ROOT = config.ROOT / "dashboard"


def results(client: FlaskClient, query: str) -> str:
    response = client.post(dash_app.UPDATE, json=callbacks.request_for(path="/vergelijken", query=query))
    return response.get_data(as_text=True)


def passed(client: FlaskClient, query: str) -> list[str]:
    """Return the modules of ours whose code a choice runs."""
    files: set[str] = set()
    sys.setprofile(lambda frame, event, arg: files.add(frame.f_code.co_filename) if event == "call" else None)
    try:
        assert '"html"' in results(client, query)
    finally:
        sys.setprofile(None)
    return sorted(str(Path(file).relative_to(ROOT)) for file in files if Path(file).is_relative_to(ROOT))


def test_new_choice_of_filters_runs_few_files(database: Path, use: Use, client: FlaskClient) -> None:
    use(database)
    results(client, "theme=health")
    # Whether the database file is checked again within a choice depends on the clock.
    connection.current()._checked = math.inf
    for query, most in CHOICES.items():
        files = passed(client, query)
        assert 10 < len(files) <= most, (query, len(files), files)
