"""The Dash callback: filters in, results out."""

from __future__ import annotations

from typing import Any

import flask
from dash import Dash, Input, Output
from dash.development.base_component import Component

from dashboard.web.pages import registry
from dashboard.web.pages.context import PageContext, resolve_context
from dashboard.web.pages.registry import Place
from dashboard.web.partial import render_partial

# The longest path and query of a page of ours.
_LONGEST_URL = 4000
LONGEST_BODY = 20_000

NAMESPACE = "dashboard_live"
COMPONENT = "region"
OUTPUT = f"{COMPONENT}.answer"


class Region(Component):
    """Our Dash component (assets/js/region.js): `choice` is the input of the callback, `answer` its output."""

    _type = "Region"
    _namespace = NAMESPACE
    _children_props: list[str] = []  # noqa: RUF012 - read by Dash from the class
    _base_nodes: list[str] = []  # noqa: RUF012
    _prop_names: list[str] = ["id", "choice", "answer"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012


def layout() -> Region:
    """Return the layout of Dash: the one component."""
    return Region(id=COMPONENT)  # type: ignore[no-untyped-call]


def parse_request(sent: Any) -> dict[str, str] | None:
    """Return path and query in the JSON of a callback request; None if no page of ours sends it."""
    try:
        (item,) = sent["inputs"]
        ours = (sent["output"], item["id"], item["property"]) == (OUTPUT, COMPONENT, "choice") and not sent.get("state")
        path, query = item["value"]["path"], item["value"]["query"]
    except (ValueError, KeyError, TypeError):
        return None
    return {"path": path, "query": query} if ours and isinstance(path, str) and isinstance(query, str) else None


def _resolve(data: object) -> tuple[Place, PageContext] | None:
    """Return the page and context of `{"path": ..., "query": ...}`; None if the page has no live region."""
    if not isinstance(data, dict):
        return None
    path, query = data.get("path"), data.get("query")
    if not isinstance(path, str) or not isinstance(query, str) or len(path) + len(query) > _LONGEST_URL:
        return None
    place = registry.at(path)
    if place is None or place.page.live is None:
        return None
    return place, resolve_context(lang=place.lang, path=path, query=query, item=place.item)


def update_results(data: object) -> dict[str, Any]:
    """Return the results for a choice of filters, or 404."""
    result = _resolve(data)
    if result is None:
        flask.abort(404)
    place, context = result
    return render_partial(place.page, context)


def register(app: Dash) -> None:
    """Add the callback to the app."""
    app.callback(Output(COMPONENT, "answer"), Input(COMPONENT, "choice"), prevent_initial_call=True)(update_results)


def request_for(*, path: str, query: str) -> dict[str, Any]:
    """Return the request that the browser sends for a choice of filters."""
    return {
        "output": OUTPUT,
        "outputs": {"id": COMPONENT, "property": "answer"},
        "inputs": [{"id": COMPONENT, "property": "choice", "value": {"path": path, "query": query}}],
        "changedPropIds": [f"{COMPONENT}.choice"],
        "parsedChangedPropsIds": [f"{COMPONENT}.choice"],
    }
