"""The Dash app behind live pages: its scripts, its layout for a page, and the recorded plotly.js."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version

from dashboard.web import dash_app, scripts
from dashboard.web.callbacks import figures
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.registry import everywhere
from tests.page_reader import ask

COMPARE = "/vergelijken"


def start_of(client: FlaskClient) -> dict[str, Any]:
    """Return what a page contains to start Dash."""
    text = ask(client, COMPARE, encoding="identity").get_data(as_text=True)
    found = re.search(r'id="dash-start">(.*?)</script>', text)
    assert found
    start: dict[str, Any] = json.loads(found.group(1))
    return start


def layout_for(client: FlaskClient, referrer: str) -> dict[str, Any]:
    """Return the layout of Dash for a page, by the id of its components."""
    answer = client.get(dash_app.LAYOUT, headers={"Referer": referrer} if referrer else {})
    return {part["props"]["id"]: part["props"] for part in answer.get_json()}


def test_scripts_of_dash_are_served_as_one_file(client: FlaskClient) -> None:
    dash, plotly = start_of(client)["scripts"]
    assert "/plotly." in plotly
    answer = ask(client, dash)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    body = brotli.decompress(answer.get_data()).decode()
    for name in ("regeneratorRuntime", "DashRenderer", "dash_core_components", "dash_html_components", "ChartSlot"):
        assert name in body
    assert len(answer.get_data()) < 205_000


def test_layout_has_the_charts_of_the_page_that_requests_it(client: FlaskClient) -> None:
    layout = layout_for(client, f"http://localhost{COMPARE}?theme=health")
    assert layout["choice"]["data"] == {"path": COMPARE, "query": "theme=health"}
    names = [slot["props"]["name"] for slot in layout["graphs"]["children"]]
    shown = re.findall(r'data-slot="([^"]+)"', client.get(f"{COMPARE}?theme=health").get_data(as_text=True))
    assert names == shown == list(layout["results"]["data"]["figures"])
    other = layout_for(client, f"http://localhost{COMPARE}?theme=wellbeing")
    assert other["results"] != layout["results"]


@pytest.mark.parametrize("referrer", ["", "http://localhost/", "http://[", "https://elsewhere.example/nowhere?x=%00"])
def test_layout_without_a_known_page_has_no_charts(client: FlaskClient, referrer: str) -> None:
    layout = layout_for(client, referrer)
    assert layout["graphs"]["children"] == []
    assert layout["results"]["data"] == {"version": "", "figures": {}}


def test_only_the_callback_of_a_choice_runs_on_the_server(client: FlaskClient) -> None:
    made = client.get(dash_app.DEPENDENCIES).get_json()
    on_server = [one["output"] for one in made if not one["clientside_function"]]
    assert on_server == ["results.data"]
    assert all(one["prevent_initial_call"] for one in made if one["output"] in on_server)


def test_figures_have_no_markup_that_becomes_a_style_attribute(client: FlaskClient) -> None:
    figures = layout_for(client, f"http://localhost{COMPARE}")["results"]["data"]["figures"]
    notes = [note for forms in figures.values() for note in forms["wide"]["layout"]["annotations"]]
    assert not [note["text"] for note in notes if "<b>" in note["text"]]
    assert any(note.get("font", {}).get("weight") == "bold" for note in notes)


@pytest.mark.parametrize(
    ("name", "served"), [("regenerator", scripts.regenerator_js), ("plotly", lambda: scripts.plotly_js().content)]
)
def test_vendored_script_is_the_recorded_file(name: str, served: Callable[[], bytes]) -> None:
    noted = tomllib.loads((scripts.VENDOR / "vendor.toml").read_text(encoding="utf-8"))[name]
    body = (scripts.VENDOR / noted["file"]).read_bytes()
    assert hashlib.sha256(body).hexdigest() == noted["sha256"]
    assert "MIT License" in (scripts.VENDOR / noted["licence"]).read_text(encoding="utf-8")
    assert served() == body
    if name == "plotly":
        assert noted["version"] == get_plotlyjs_version()
        assert f"v{noted['version']}".encode() in body[:200]


def test_charts_use_only_traces_of_the_plotly_bundle(client: FlaskClient) -> None:
    kinds = set()
    for place in everywhere():
        if place.page.live:
            context = resolve_context(
                lang=place.lang, path=place.page.path(place.lang, place.item), query="", item=place.item
            )
            for forms in figures(place.page.body(context)).values():
                kinds |= {trace["type"] for figure in forms.values() for trace in figure["data"]}
    assert kinds == {"scatter"}
