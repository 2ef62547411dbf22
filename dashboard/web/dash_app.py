"""The Dash app behind live regions, and the data in a page with which it hydrates without further requests.

The routes of Dash are below /_dash/. A page contains Dash's configuration, layout and callbacks, the figures of its charts,
and the URLs of the scripts that assets/js/live.js loads.
"""

from __future__ import annotations

import json
import re
from typing import Any

import flask
from dash import Dash

from dashboard.web import callbacks
from dashboard.web.components.html import Node, h
from dashboard.web.http.static import StaticFiles
from dashboard.web.partial import figures
from dashboard.web.vendor import dash_js, plotly_js

PREFIX = "/_dash/"
UPDATE = f"{PREFIX}_dash-update-component"

# The scripts of Dash's own page that our layout uses, by the start of their names.
_USED = ("react", "react-dom", "prop-types", "dash_renderer")


class LiveDash(Dash):
    """Dash, whose `interpolate_index` gives us the configuration and scripts that a page needs."""

    parts: dict[str, str]

    def interpolate_index(self, **kwargs: str) -> str:  # type: ignore[override]
        """Store the parts of Dash's own page."""
        self.parts = dict(kwargs)
        return str(super().interpolate_index(**kwargs))  # type: ignore[no-untyped-call]


def create_dash(server: flask.Flask) -> LiveDash:
    """Return the Dash app on a server, with its callbacks and without a page of its own."""
    app = LiveDash(
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


class Hydration:
    """The data in every page with a live region, read once from a Dash app."""

    config = "{}"
    boot = "{}"

    def __init__(self, app: LiveDash, static_files: StaticFiles) -> None:
        self._app, self._static_files = app, static_files

    def hide_dash_routes(self) -> None:
        """Answer 404 for routes of Dash that no page of ours uses; runs before each request."""
        rule = flask.request.url_rule
        if self.boot == "{}" or rule is None or not rule.rule.startswith(PREFIX):
            return
        # Dash would answer any other path below its own with its own page, and so would Flask with more slashes.
        if rule.rule == f"{PREFIX}<path:path>" or flask.request.path != UPDATE:
            flask.abort(404)

    def read(self) -> None:
        """Read configuration, layout and callbacks from Dash, when all routes of the server are in place."""
        client = self._app.server.test_client()
        client.get(PREFIX)
        config = re.search(r">(.*)</script>", self._app.parts["config"], re.DOTALL)
        if config is None:
            raise RuntimeError("Dash gives no configuration (expected a script with JSON from interpolate_index)")
        settings = json.loads(config.group(1))
        # Random, and only for background callbacks: without it every process sends the same bytes for a page.
        settings.pop("end_id", None)
        self.config = _json(settings)
        self._static_files.add(plotly_js())
        self.boot = _json(
            {
                "layout": client.get(f"{PREFIX}_dash-layout").get_json(),
                "dependencies": client.get(f"{PREFIX}_dash-dependencies").get_json(),
                "scripts": [self._scripts(client)],
                "plotly": plotly_js().url,
                "update": UPDATE,
                "question": callbacks.request_for(path="", query=""),
            }
        )

    def _scripts(self, client: Any) -> str:
        """Return the URL of one script with those of Dash that our layout uses."""
        sources = re.findall(r'<script[^>]* src="([^"]+)"', self._app.parts["scripts"])
        used = [source for source in sources if stem(source) in _USED]
        if len(used) != len(_USED):
            raise RuntimeError(
                f"Dash has the scripts {[stem(source) for source in sources]} (expected {_USED} among them)"
            )
        return self._static_files.add(dash_js([client.get(source).get_data() for source in used]))

    def nodes(self, body: Node) -> list[Node]:
        """Return the data elements at the end of a page, which its script reads to start Dash."""
        return [
            _data("_dash-config", self.config),
            _data("live-boot", self.boot),
            _data("live-figures", _json(figures(body))),
        ]


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"))


def _data(id: str, text: str) -> Node:
    return h("script", text, type="application/json", id=id)
