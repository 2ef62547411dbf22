"""The Dash app behind the live regions, and what a page carries so that Dash can take over without asking again.

Dash keeps its own addresses below /_dash/. A page is ours; it holds Dash's configuration, layout and list of callbacks,
the figures of its charts, the addresses of the scripts that assets/js/live.js starts, and the form of a question to the callback.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from typing import Any

import flask
from dash import Dash

from dashboard.web import callbacks
from dashboard.web.components.html import Node, h
from dashboard.web.http.static import StaticFiles
from dashboard.web.partial import figures
from dashboard.web.vendor import dash_js, plotly_js, region_js

log = logging.getLogger("dashboard")

PREFIX = "/_dash/"
UPDATE = f"{PREFIX}_dash-update-component"

# What Dash puts on its own page, by the start of the file's name. Of these our layout uses no more than the first four.
_USED = ("react", "react-dom", "prop-types", "dash_renderer")
_UNUSED = ("polyfill", "dash_core_components", "dash_core_components-shared", "dash_html_components", "bundle")


class LiveDash(Dash):
    """Dash, asked through its own `interpolate_index` for what a page needs: configuration and scripts."""

    parts: dict[str, str]

    def interpolate_index(self, **kwargs: str) -> str:  # type: ignore[override]
        """Keep the parts of Dash's own page for ours."""
        self.parts = dict(kwargs)
        return str(super().interpolate_index(**kwargs))  # type: ignore[no-untyped-call]


def make(server: flask.Flask) -> LiveDash:
    """The Dash app on a server, with its callbacks; it has no page of its own that a reader would see."""
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
    # Said one by one: what is not said, Dash takes from the environment.
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
    """The name of one of Dash's scripts without its version: `react-dom` of `.../react-dom@18.v4_4_1m17.3.1.min.js`."""
    return re.split(r"[@.]", source.split("?")[0].rpartition("/")[2])[0]


def needed(sources: Sequence[str]) -> list[str] | None:
    """Those of Dash's scripts that our layout uses, in Dash's order; None when Dash brings others than we know."""
    stems = [stem(source) for source in sources]
    if sorted(stems) != sorted((*_USED, *_UNUSED)):
        return None
    return [source for source in sources if stem(source) in _USED]


class Takeover:
    """What every page with a live region carries, read once from a Dash app that is ready."""

    config = "{}"
    boot = "{}"

    def __init__(self, app: LiveDash, static_files: StaticFiles) -> None:
        self._app, self._static_files = app, static_files
        # Of all that Dash serves, what a browser still asks for.
        self._open = {UPDATE}

    def shut(self) -> None:
        """Before each request, once all was read: the other addresses of Dash are not there."""
        rule = flask.request.url_rule
        if self.boot == "{}" or rule is None or not rule.rule.startswith(PREFIX):
            return
        # Any other address below its own Dash answers with a page of its own, and so does Flask with more slashes in front.
        if rule.rule == f"{PREFIX}<path:path>" or flask.request.path not in self._open:
            flask.abort(404)

    def read(self) -> None:
        """Ask Dash for its own page, layout and callbacks; only when all addresses of the server are in place."""
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
                "scripts": self._scripts(client),
                "plotly": plotly_js().url,
                "update": UPDATE,
                "question": callbacks.request_for(path="", query=""),
            }
        )

    def _scripts(self, client: Any) -> list[str]:
        """The address of one script with all that is used of Dash, or those of Dash's own scripts if they are not as known."""
        sources = re.findall(r'<script[^>]* src="([^"]+)"', self._app.parts["scripts"])
        used = needed(sources)
        bodies = [client.get(source) for source in used or ()]
        if not bodies or any(body.status_code != 200 for body in bodies):
            log.warning(
                "Dash's scripts are not as known, and are served one by one: %s", [stem(one) for one in sources]
            )
            self._open |= {source.partition("?")[0] for source in sources}
            return [*sources, self._static_files.add(region_js())]
        return [self._static_files.add(dash_js([body.get_data() for body in bodies]))]

    def carried(self, body: Node) -> list[Node]:
        """What a page with a live region has at its end for its script, which starts Dash when it is of use."""
        return [
            _data("_dash-config", self.config),
            _data("live-boot", self.boot),
            _data("live-figures", _json(figures(body))),
        ]


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"))


def _data(id: str, text: str) -> Node:
    return h("script", text, type="application/json", id=id)
