"""The Dash app on the server, and what a page needs to start it in the browser.

The routes of Dash are below /_dash/. A page contains Dash's configuration and the URLs of the scripts and data that
assets/js/live.js loads when a reader first touches a filter or a chart.
"""

import json
import re
from typing import Any, NoReturn

import flask
from dash import Dash

from dashboard.web import callbacks
from dashboard.web.components.html import Node, h
from dashboard.web.http.static import StaticFiles
from dashboard.web.scripts import SCRIPTS, dash_js, plotly_js, regenerator_js

PREFIX = "/_dash/"
UPDATE = f"{PREFIX}_dash-update-component"
LAYOUT = f"{PREFIX}_dash-layout"
DEPENDENCIES = f"{PREFIX}_dash-dependencies"
# Dash would load this part of its core components when the first graph is shown.
_GRAPH = "_dash-component-suites/dash/dcc/async-graph.js"
# Packages of components that a page can have.
_NAMESPACES = ("dash_", "dashboard_components")


class PageDash(Dash):
    """Dash, whose `interpolate_index` gives us the configuration and scripts of its own page."""

    parts: dict[str, str]

    def interpolate_index(self, **kwargs: str) -> str:  # type: ignore[override]
        """Store the parts of Dash's own page."""
        self.parts = dict(kwargs)
        return str(super().interpolate_index(**kwargs))  # type: ignore[no-untyped-call]


def create_dash(server: flask.Flask) -> PageDash:
    """Return the Dash app on a server, with its callbacks and without a page of its own."""
    app = PageDash(
        "dashboard",
        server=server,  # type: ignore[arg-type]
        url_base_pathname=PREFIX,
        include_assets_files=False,
        assets_folder="",
        suppress_callback_exceptions=True,
        update_title="",
        enable_mcp=False,
    )
    # Dash takes what is not given here from the environment.
    app.enable_dev_tools(
        debug=False,
        dev_tools_ui=False,
        dev_tools_props_check=False,
        dev_tools_serve_dev_bundles=False,
        dev_tools_hot_reload=False,
        dev_tools_silence_routes_logging=False,
        dev_tools_prune_errors=False,
        dev_tools_validate_callbacks=False,
    )
    app.layout = callbacks.layout
    callbacks.register(app)
    return app


def stem(source: str) -> str:
    """Return the name of a script without version: `react-dom` of `.../react-dom@18.v4_4_1m17.3.1.min.js`."""
    return re.split(r"[@.]", source.split("?")[0].rpartition("/")[2])[0]


class DashStart:
    """What every page with live charts needs to start Dash, read once from a Dash app."""

    config = "{}"
    start = "{}"

    def __init__(self, app: PageDash, static_files: StaticFiles) -> None:
        self._app, self._static_files = app, static_files

    def read(self) -> None:
        """Read configuration and scripts from Dash, when all routes of the server are in place."""
        client = self._app.server.test_client()
        client.get(PREFIX)
        config = re.search(r">(.*)</script>", self._app.parts["config"], re.DOTALL)
        if config is None:
            raise RuntimeError("Dash gives no configuration (expected a script with JSON from interpolate_index)")
        settings = json.loads(config.group(1))
        # Random, and only for background callbacks: without it every process sends the same bytes for a page.
        settings.pop("end_id", None)
        # Dash lists the components of every app in a process, also those of the report desk.
        props = settings["children_props"]
        settings["children_props"] = {name: props[name] for name in props if name.startswith(_NAMESPACES)}
        self.config = _json(settings)
        sources = re.findall(r'<script[^>]* src="([^"]+)"', self._app.parts["scripts"])
        bodies = {stem(source): client.get(source).get_data() for source in [*sources, PREFIX + _GRAPH]}
        if not set(SCRIPTS) <= set(bodies):
            raise RuntimeError(f"Dash has the scripts {list(bodies)} (expected {SCRIPTS} among them)")
        files = (dash_js([regenerator_js(), *(bodies[name] for name in SCRIPTS)]), plotly_js())
        self.start = _json(
            {"scripts": [self._static_files.add(file) for file in files], "data": [LAYOUT, DEPENDENCIES]}
        )
        self._hide_other_routes()

    def _hide_other_routes(self) -> None:
        """Answer 404 for routes of Dash that no page of ours uses; Dash would answer most with its own page."""
        server = self._app.server
        for rule in server.url_map.iter_rules():
            if rule.rule.startswith(PREFIX) and rule.rule not in (UPDATE, LAYOUT, DEPENDENCIES):
                server.view_functions[rule.endpoint] = _not_found

    def nodes(self) -> list[Node]:
        """Return the data elements at the end of a page, which its script reads to start Dash."""
        return [_data("_dash-config", self.config), _data("dash-start", self.start)]


def _not_found(**_: str) -> NoReturn:
    flask.abort(404)


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"))


def _data(id: str, text: str) -> Node:
    return h("script", text, type="application/json", id=id)
