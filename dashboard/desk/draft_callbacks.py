"""The callbacks of the draft: remove a row, preview, write, and look at the rows of a colleague; and its files."""

from base64 import b64decode
from typing import Any

import flask
from dash import ALL, Dash, Input, Output, State, callback_context, html, no_update

from dashboard.desk import check_page, draft_page
from dashboard.desk.address import parse
from dashboard.desk.outcome import draft_outcome, draft_refused
from dashboard.desk.state import Desk
from dashboard.editing.apply import apply
from dashboard.editing.reports.draft import DraftRefused, cutting, export_draft, import_draft
from dashboard.editing.reports.publish import hand_in, plan_draft
from dashboard.errors import DashboardError
from dashboard.i18n.catalogue import count, t


def content_of(contents: str) -> bytes:
    """Return the bytes of a file that the browser read."""
    return b64decode(contents.partition(",")[2])


def register(app: Dash, desk: Desk) -> None:
    """Add the callbacks of the draft and of the check of a file."""

    @app.callback(
        Output("own-rows", "children"), Output("preview-result", "children", allow_duplicate=True),
        Input({"type": "remove", "name": ALL}, "n_clicks"), State("address", "pathname"),
        prevent_initial_call=True,
    )  # fmt: skip
    def remove(clicks: list[int | None], path: str) -> Any:
        by = callback_context.triggered_id
        if not isinstance(by, dict) or not any(clicks):
            return no_update, no_update
        desk.remove(by["name"])
        # What the site would say with the rows before must not stand below these.
        return draft_page.own(desk, parse(path).lang), None

    @app.callback(
        Output("preview-result", "children"), Input("preview", "n_clicks"), State("address", "pathname"),
        prevent_initial_call=True,
        running=[(Output("preview", "disabled"), True, False), (Output("preview-busy", "hidden"), False, True)],
    )  # fmt: skip
    def preview(_: int, path: str) -> Any:
        return draft_outcome(desk, parse(path).lang)

    @app.callback(
        Output("write-result", "children"), Input("write", "n_clicks"), State("address", "pathname"),
        prevent_initial_call=True, running=[(Output("write", "disabled"), True, False)],
    )  # fmt: skip
    def write(_: int, path: str) -> Any:
        lang, rows = parse(path).lang, desk.folder.rows
        if not rows:
            return t("desk.draft.empty", lang)
        try:
            with desk.lock:
                current = desk.current
                plan = plan_draft(current, rows, desk.folder.reports)
                apply(current, plan, database=desk.folder.path / "indicators.duckdb")
                desk.folder.save_rows(())
        except DashboardError as error:
            reasons = draft_refused(desk, lang) or [html.Pre(str(error), className="plain")]
            return [html.P(t("desk.hand_in.refused", lang), className="problem"), *reasons]
        return count("desk.hand_in.written", lang, len(rows))

    @app.callback(
        Output("received-rows", "children"), Output("own-rows", "children", allow_duplicate=True),
        Input("colleague-file", "value"), Input({"type": "accept", "at": ALL}, "n_clicks"),
        Input({"type": "save-comment", "at": ALL}, "n_clicks"), State({"type": "comment", "at": ALL}, "value"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )  # fmt: skip
    def receive(contents: str | None, accepts: Any, saves: Any, comments: list[str], path: str) -> Any:
        lang, by = parse(path).lang, callback_context.triggered_id
        if by == "colleague-file" and contents:
            try:
                desk.received = import_draft(content_of(contents))
            except DraftRefused as refused:
                return html.P(t(refused.key, lang, **refused.values), className="problem"), no_update
        elif isinstance(by, dict) and any((*accepts, *saves)):
            at, row = by["at"], desk.received.rows[by["at"]]
            if by["type"] == "save-comment" and not comments[at].strip():
                return no_update, no_update
            # A comment goes back to the colleague; what is accepted becomes part of this draft.
            desk.accept(at, row.accept() if by["type"] == "accept" else row.comment_on(comments[at]))
        else:
            return no_update, no_update
        return draft_page.received(desk, lang), draft_page.own(desk, lang)

    @app.callback(
        Output("check-result", "children"),
        Input("check-file", "value"), State("check-file", "name"), State("address", "pathname"),
        prevent_initial_call=True, running=[(Output("check-busy", "hidden"), False, True)],
    )  # fmt: skip
    def check(contents: str | None, name: str, path: str) -> Any:
        return check_page.checked(desk, content_of(contents), name, parse(path).lang) if contents else no_update

    for path, view in (
        ("/draft.zip", lambda: _zip(desk)),
        ("/draft.xlsx", lambda: _workbook(desk)),
        ("/cuttings/<whose>/<int:at>.png", lambda whose, at: _cutting(desk, whose, at)),
    ):
        app.server.add_url_rule(path, path, view)


def _zip(desk: Desk) -> flask.Response:
    """Return the draft, or the rows of a colleague with the comments on them when there are any."""
    commented = any(row.comment for row in desk.received.rows)
    rows = desk.received.rows if commented else desk.folder.rows
    content = export_draft(rows, desk.by_digest, desk.folder.reports)
    return flask.Response(content, mimetype="application/zip")


def _workbook(desk: Desk) -> flask.Response:
    """Return the tables as a workbook with the rows of the draft in it, to be handed in."""
    content = hand_in(desk.current, desk.folder.rows, desk.folder.reports)
    return flask.Response(content, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _cutting(desk: Desk, whose: str, at: int) -> flask.Response:
    """Return the picture of where a row was read: from the report, or from the file of a colleague."""
    if whose == "received" and at in desk.received.cuttings:
        return flask.Response(desk.received.cuttings[at], mimetype="image/png")
    rows = desk.folder.rows if whose == "own" else desk.received.rows
    report = desk.by_digest.get(rows[at].sha256) if at < len(rows) else None
    if report is None:
        flask.abort(404)
    return flask.Response(cutting(rows[at], report), mimetype="image/png")
