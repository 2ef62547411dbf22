"""What happens when a reader touches a filter: a new choice comes in, the results for it go out."""

from __future__ import annotations

from typing import Any

from dash import MATCH, ClientsideFunction, Dash, Input, Output
from dash.exceptions import PreventUpdate

from dashboard import pages
from dashboard.components.to_dash import layout
from dashboard.pages.visit import arrive

# Longer than any address that the page makes; a longer one did not come from it.
_LONGEST = 4000


def results_for(data: object) -> dict[str, Any]:
    """The live region for `{"path": ..., "query": ...}`, as Dash JSON. Raises PreventUpdate for anything else."""
    if not isinstance(data, dict):
        raise PreventUpdate
    path, query = data.get("path"), data.get("query")
    if not isinstance(path, str) or not isinstance(query, str) or len(path) + len(query) > _LONGEST:
        raise PreventUpdate
    place = pages.at(path)
    if place is None or place.page.live is None:
        raise PreventUpdate
    made: dict[str, Any] = layout(place.page.live(arrive(lang=place.lang, path=path, query=query, item=place.item)))
    return made


def register(app: Dash) -> None:
    """Tie the callbacks to the app."""
    app.callback(Output("results", "children"), Input("choice", "data"), prevent_initial_call=True)(results_for)
    # Which form of a figure fits is known in the browser only, so both forms are sent and one is drawn.
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("live", "pick"),
        Output({"type": "plot", "chart": MATCH}, "figure"),
        Input({"type": "forms", "chart": MATCH}, "data"),
        Input("viewport", "data"),
    )
