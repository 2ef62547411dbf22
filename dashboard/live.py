"""The Dash app behind the live regions, and what a page carries so that Dash can take over without asking again.

Dash keeps its own addresses below /_dash/. A page is ours; it holds Dash's configuration, the layout for its own address
and the list of callbacks as JSON, and assets/js/live.js hands these to Dash's renderer.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

import flask
from dash import Dash, dcc, html

from dashboard import callbacks, pages
from dashboard.components.to_dash import layout as as_dash
from dashboard.components.tree import Node, h
from dashboard.pages import Page
from dashboard.pages.visit import Visit, arrive
from dashboard.statics import script

PREFIX = "/_dash/"


class LiveDash(Dash):
    """Dash, asked through its own `interpolate_index` for what a page needs: configuration and scripts."""

    parts: dict[str, str]

    def interpolate_index(self, **kwargs: str) -> str:  # type: ignore[override]
        """Keep the parts of Dash's own page for ours."""
        self.parts = dict(kwargs)
        return str(super().interpolate_index(**kwargs))  # type: ignore[no-untyped-call]


def _region(results: dict[str, Any] | None) -> html.Div:
    """The layout: what was chosen, the width of the window, and the results."""
    return html.Div(
        [dcc.Store(id="choice"), dcc.Store(id="viewport"), html.Div(results, id="results")],  # type: ignore[arg-type]
        className="live",
    )


def layout_for(page: Page, visit: Visit) -> html.Div:
    """The layout of the live region of a page."""
    return _region(as_dash(page.live(visit)) if page.live else None)


def _asked() -> html.Div:
    """The layout for the page that asks, by its Referer; only when a page's own copy was not used."""
    referer = flask.request.headers.get("Referer", "") if flask.has_request_context() else ""
    address = urlsplit(referer)
    place = pages.at(address.path)
    if place is None:
        return _region(None)
    visit = arrive(lang=place.lang, path=address.path, query=address.query, item=place.item)
    return layout_for(place.page, visit)


def _json(part: Any) -> str:
    return json.dumps(part, default=lambda inner: inner.to_plotly_json(), ensure_ascii=False, separators=(",", ":"))


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
    app.layout = _asked
    callbacks.register(app)
    return app


class Takeover:
    """What every page with a live region carries, read once from a Dash app that is ready."""

    config = dependencies = "{}"
    sources: tuple[str, ...] = ()

    def __init__(self, app: LiveDash) -> None:
        self._app = app

    def read(self) -> None:
        """Ask Dash for its own page and its callbacks; only when all addresses of the server are in place."""
        client = self._app.server.test_client()
        client.get(PREFIX)
        config = re.search(r">(.*)</script>", self._app.parts["config"], re.DOTALL)
        if config is None:
            raise RuntimeError("Dash gives no configuration (expected a script with JSON from interpolate_index)")
        self.config = config.group(1)
        self.dependencies = client.get(f"{PREFIX}_dash-dependencies").get_data(as_text=True)
        self.sources = tuple(re.findall(r'<script[^>]* src="([^"]+)"', self._app.parts["scripts"]))

    def scripts(self, page: Page, visit: Visit) -> list[Node]:
        """The nodes at the end of a page: data first, then Dash's scripts, then ours that starts them."""
        return [
            _data("_dash-config", self.config),
            _data("live-layout", _json(layout_for(page, visit))),
            _data("live-dependencies", self.dependencies),
            *(h("script", src=source, defer=True) for source in self.sources),
            h("script", src=script("live").address, defer=True),
        ]


def _data(id: str, text: str) -> Node:
    return h("script", text, type="application/json", id=id)
