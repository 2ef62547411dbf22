"""The Dash app behind live pages: one script, a deterministic configuration, and the recorded plotly.js."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from typing import Any

import brotli
import flask
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version
from werkzeug.test import TestResponse

from dashboard.web import dash_app, vendor
from dashboard.web.pages.context import resolve_context
from dashboard.web.pages.registry import everywhere
from dashboard.web.partial import figures

COMPARE = "/vergelijken"


def ask(client: FlaskClient, address: str, *, encoding: str = "br", **headers: str) -> TestResponse:
    return client.get(address, headers={"Accept-Encoding": encoding, **headers})


def boot_of(client: FlaskClient) -> dict[str, Any]:
    text = ask(client, COMPARE, encoding="identity").get_data(as_text=True)
    found = re.search(r'id="live-boot">(.*?)</script>', text)
    assert found
    boot: dict[str, Any] = json.loads(found.group(1))
    return boot


def test_scripts_of_dash_are_served_as_one_file(client: FlaskClient, server: flask.Flask) -> None:
    boot = boot_of(client)
    assert len(boot["scripts"]) == 1, "Dash's scripts are not as known: see dashboard/web/dash_app.py"
    answer = ask(client, boot["scripts"][0])
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    body = brotli.decompress(answer.get_data()).decode()
    assert "DashRenderer" in body
    assert "dashboard_live" in body
    assert "dash_core_components" not in body
    assert len(body) < 420_000


def test_page_contains_layout_and_dependencies_of_dash(server: flask.Flask, client: FlaskClient) -> None:
    boot = boot_of(client)
    for name in ("layout", "dependencies"):
        address = f"{dash_app.PREFIX}_dash-{name}"
        with server.test_request_context(address):
            assert boot[name] == server.view_functions[address]().get_json()


def test_plotly_js_is_the_recorded_bundle_of_the_version_of_the_package() -> None:
    noted = tomllib.loads((vendor.VENDOR / "vendor.toml").read_text(encoding="utf-8"))["plotly"]
    body = (vendor.VENDOR / noted["file"]).read_bytes()
    assert hashlib.sha256(body).hexdigest() == noted["sha256"]
    assert noted["version"] == get_plotlyjs_version()
    assert f"v{noted['version']}".encode() in body[:200]
    assert "MIT License" in (vendor.VENDOR / noted["licence"]).read_text(encoding="utf-8")
    assert vendor.plotly_js().content == body


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


def test_no_callback_runs_when_dash_starts(client: FlaskClient) -> None:
    assert all(one["prevent_initial_call"] for one in boot_of(client)["dependencies"])
