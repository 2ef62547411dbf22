"""The Dash app of pages with live charts: its layout, its callbacks, and the live region that changes with the filters.

A choice of filters goes into the store `choice`. The server callback returns the results as HTML with the figures of their
charts, in the store `results`. Clientside callbacks (assets/js/live.js) put the HTML into the page, and give each `dcc.Graph` the
figure for the width of the window.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import flask
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.db import queries
from dashboard.models.kinds import FORMS, Figure
from dashboard.web.components.html import Child, plots, render
from dashboard.web.pages import registry
from dashboard.web.pages.context import PageContext, resolve_context
from dashboard.web.pages.registry import Page, Place

Figures = dict[str, dict[str, Any]]


def figures(node: Child) -> Figures:
    """Return the figures of all charts in a part of a page, in both forms, by the key of the chart."""
    return {plot.id: {form: _for_browser(plot.figure(form)) for form in FORMS} for plot in plots(node)}


def _for_browser(figure: Figure) -> dict[str, Any]:
    """Return a figure that Plotly draws under the Content-Security-Policy of a page.

    Plotly makes `<b>` a style attribute, which the policy forbids. The weight of a font looks the same and is allowed; a
    text that is bold in part is drawn in regular weight.
    """
    drawn: dict[str, Any] = figure.to_dict()
    for note in drawn["layout"].get("annotations", ()):
        text = note["text"]
        if text.startswith("<b>") and text.endswith("</b>") and text.count("<b>") == 1:
            note["font"] = {**note.get("font", {}), "weight": "bold"}
        note["text"] = text.replace("<b>", "").replace("</b>", "")
    return drawn


def render_partial(page: Page, context: PageContext) -> dict[str, Any]:
    """Return what a choice of filters changes: HTML, figures, title of the page, and the filters in words."""
    if page.live is None:
        raise ValueError(f"page {page.name!r} has no live region")
    region = page.live(context)
    return {
        "version": queries.version().data_version,
        "html": render(region),
        "figures": figures(region),
        "title": context.full_title(page.title(context)),
        "chosen": page.chosen(context),
    }


class ChartSlot(Component):
    """Show a `dcc.Graph` in the box of the chart `name`, once a reader comes near it.

    The HTML of a page is not part of Dash's tree, so that it is complete before any script. A React portal puts the graph in
    its place there.
    """

    _type = "ChartSlot"
    _namespace = "dashboard_components"
    _children_props: list[str] = []  # noqa: RUF012 - read by Dash from the class
    _base_nodes: list[str] = ["children"]  # noqa: RUF012
    _prop_names: list[str] = ["children", "id", "name"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []  # noqa: RUF012


# The longest path and query of a page of ours.
_LONGEST_URL = 4000
LONGEST_BODY = 20_000
OUTPUT = "results.data"
_GRAPH = {"type": "chart", "name": ALL}
_CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "doubleClick": False,
    "scrollZoom": False,
    "responsive": True,
}


def layout() -> list[Component]:
    """Return the components for the page that requests them, which the browser names as the referrer."""
    # Dash also calls this at the start, without a request.
    choice = address_of(flask.request.referrer if flask.has_request_context() else None)
    result = _resolve(choice)
    drawn = figures(result[0].page.live(result[1])) if result and result[0].page.live else {}
    version = queries.version().data_version if result else ""
    return [
        dcc.Store(id="choice", data=choice),
        dcc.Store(id="width", data="wide"),
        dcc.Store(id="results", data={"version": version, "figures": drawn}),
        html.Div(graphs(drawn), id="graphs"),
    ]


def address_of(referrer: str | None) -> dict[str, str]:
    """Return path and query of a referrer; both are empty for one that cannot be read."""
    try:
        url = urlsplit(referrer or "")
    except ValueError:
        url = urlsplit("")
    return {"path": url.path, "query": url.query}


def graphs(keys: Iterable[str]) -> list[Component]:
    """Return a graph for each chart, without a figure yet: that depends on the width of the window."""
    return [
        ChartSlot(  # type: ignore[no-untyped-call]
            name=key,
            children=dcc.Graph(
                id={"type": "chart", "name": key}, config=_CONFIG, clear_on_unhover=True, responsive=True
            ),
        )
        for key in keys
    ]


def update_results(choice: object) -> dict[str, Any]:
    """Return the results for a choice of filters, or 404 for a page without live charts."""
    place, context = _resolve(choice) or flask.abort(404)
    partial = render_partial(place.page, context)
    return {**partial, "graphs": graphs(partial["figures"])}


def register(app: Dash) -> None:
    """Add the callbacks to the app."""
    clientside_callback: Callable[..., None] = app.clientside_callback
    app.callback(Output("results", "data"), Input("choice", "data"), prevent_initial_call=True)(update_results)
    clientside_callback(ClientsideFunction("live", "ready"), Input("results", "data"))
    # A list of other graphs only where the choice has other charts: the same ones get another figure and stay as they are.
    clientside_callback(
        ClientsideFunction("live", "show"),
        Output("graphs", "children"),
        Input("results", "data"),
        State(_GRAPH, "id"),
        prevent_initial_call=True,
    )
    clientside_callback(
        ClientsideFunction("live", "draw"),
        Output(_GRAPH, "figure"),
        Input("results", "data"),
        Input("width", "data"),
        State(_GRAPH, "id"),
    )
    for event in ("hoverData", "clickData"):
        clientside_callback(ClientsideFunction("live", event), Input(_GRAPH, event), prevent_initial_call=True)


def _resolve(data: object) -> tuple[Place, PageContext] | None:
    """Return the page and context of `{"path": ..., "query": ...}`; None if the page has no live charts."""
    if not isinstance(data, dict):
        return None
    path, query = data.get("path"), data.get("query")
    if not isinstance(path, str) or not isinstance(query, str) or len(path) + len(query) > _LONGEST_URL:
        return None
    place = registry.at(path)
    if place is None or place.page.live is None:
        return None
    return place, resolve_context(lang=place.lang, path=path, query=query, item=place.item)


def parse_request(sent: Any) -> dict[str, str] | None:
    """Return path and query in the JSON of a callback request; None if no page of ours sends it."""
    try:
        (item,) = sent["inputs"]
        ours = (sent["output"], item["id"], item["property"]) == (OUTPUT, "choice", "data") and not sent.get("state")
        path, query = item["value"]["path"], item["value"]["query"]
    except (ValueError, KeyError, TypeError):
        return None
    return {"path": path, "query": query} if ours and isinstance(path, str) and isinstance(query, str) else None


def request_for(*, path: str, query: str) -> dict[str, Any]:
    """Return the request that Dash sends for a choice of filters."""
    return {
        "output": OUTPUT,
        "outputs": {"id": "results", "property": "data"},
        "inputs": [{"id": "choice", "property": "data", "value": {"path": path, "query": query}}],
        "changedPropIds": ["choice.data"],
        "parsedChangedPropsIds": ["choice.data"],
    }
