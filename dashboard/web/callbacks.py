"""What happens when a reader touches a filter: a new choice comes in, the results for it go out."""

from __future__ import annotations

from typing import Any

import flask
from dash import Dash, Input, Output
from dash.development.base_component import Component

from dashboard.web.pages import registry
from dashboard.web.pages.context import PageContext, arrive
from dashboard.web.pages.registry import Place
from dashboard.web.partial import answer

# Longer than any address that the page makes; a longer one did not come from it.
_LONGEST = 4000
LONGEST_BODY = 20_000

NAMESPACE = "dashboard_live"
COMPONENT = "region"
OUTPUT = f"{COMPONENT}.answer"


class Region(Component):
    """Our component of Dash's layout (assets/js/region.js): its `choice` is what callbacks take, its `answer` what they give."""

    _type = "Region"
    _namespace = NAMESPACE
    _children_props: list[str] = []  # noqa: RUF012 - read by Dash from the class
    _base_nodes: list[str] = []  # noqa: RUF012
    _prop_names: list[str] = ["id", "choice", "answer"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012


def layout() -> Region:
    """The layout of Dash: that one component."""
    return Region(id=COMPONENT)  # type: ignore[no-untyped-call]


def choice_in(sent: Any) -> dict[str, str] | None:
    """Return path and query in the JSON of a callback request; None if no page of ours sends it."""
    try:
        (one,) = sent["inputs"]
        ours = (sent["output"], one["id"], one["property"]) == (OUTPUT, COMPONENT, "choice") and not sent.get("state")
        path, query = one["value"]["path"], one["value"]["query"]
    except (ValueError, KeyError, TypeError):
        return None
    return {"path": path, "query": query} if ours and isinstance(path, str) and isinstance(query, str) else None


def asked(data: object) -> tuple[Place, PageContext] | None:
    """Where `{"path": ..., "query": ...}` leads, if to a page with a live region."""
    if not isinstance(data, dict):
        return None
    path, query = data.get("path"), data.get("query")
    if not isinstance(path, str) or not isinstance(query, str) or len(path) + len(query) > _LONGEST:
        return None
    place = registry.at(path)
    if place is None or place.page.live is None:
        return None
    return place, arrive(lang=place.lang, path=path, query=query, item=place.item)


def results_for(data: object) -> dict[str, Any]:
    """The results for a choice; 404 for a path without any."""
    found = asked(data)
    if found is None:
        flask.abort(404)
    place, context = found
    return answer(place.page, context)


def register(app: Dash) -> None:
    """Tie the callback to the app."""
    app.callback(Output(COMPONENT, "answer"), Input(COMPONENT, "choice"), prevent_initial_call=True)(results_for)


def request_for(*, path: str, query: str) -> dict[str, Any]:
    """What the browser sends for a choice."""
    return {
        "output": OUTPUT,
        "outputs": {"id": COMPONENT, "property": "answer"},
        "inputs": [{"id": COMPONENT, "property": "choice", "value": {"path": path, "query": query}}],
        "changedPropIds": [f"{COMPONENT}.choice"],
        "parsedChangedPropsIds": [f"{COMPONENT}.choice"],
    }
