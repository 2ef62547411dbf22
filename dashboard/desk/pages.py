"""The pages of the desk by address, and the pictures in them."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import flask
from dash import Dash, Input, Output, State

from dashboard.desk import check_page, draft_callbacks, draft_page, reading_page, row_callbacks, start_page
from dashboard.desk.address import parse
from dashboard.desk.state import Desk

# How wide the picture of a page is, in pixels: readable on a screen with two pixels for one.
_WIDTH = 1400
_BODIES = {"start": start_page.body, "draft": draft_page.body, "check": check_page.body}


def register(app: Dash, desk: Desk) -> None:
    """Add the callbacks of every page, and the pictures of pages."""

    @app.callback(Output("page-body", "children"), Input("address", "pathname"), Input("address", "search"))
    def show(path: str | None, search: str | None) -> Any:
        address, values = parse(path or "/"), parse_qs((search or "").lstrip("?"))
        if address.page != "report":
            return _BODIES[address.page](desk, address)
        wanted = values.get("page", [""])[-1]
        if wanted.isdecimal() and 0 < len(wanted) < 6:
            address = replace(address, number=max(1, int(wanted)))
        return reading_page.body(desk, address, values.get("q", [""])[-1][:200], values.get("row", [""])[-1])

    row_callbacks.register(app, desk)
    draft_callbacks.register(app, desk)

    @app.callback(
        Output("page-read", "value"),
        Input("page-read", "value"),
        State("address", "pathname"),
        State("page", "value"),
        prevent_initial_call=True,
    )
    def mark_read(value: str, path: str, number: str) -> Any:
        desk.mark_read(parse(path).report, int(number), read=bool(value))
        return value

    def picture(report: str, number: int) -> flask.Response:
        opened = desk.reports.get(report)
        if opened is None or not 1 <= number <= opened.page_count:
            flask.abort(404)
        return flask.Response(opened.picture(number, _WIDTH), mimetype="image/png")

    app.server.add_url_rule("/pictures/<report>/<int:number>.png", "picture", picture)
