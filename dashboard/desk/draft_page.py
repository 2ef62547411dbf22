"""The draft: its rows with their cuttings, what they would change, the file for a colleague, and the rows of a colleague."""

from typing import Any
from urllib.parse import quote

import flask
from dash import ALL, Dash, Input, Output, State, callback_context, html, no_update
from dash.development.base_component import Component

from dashboard.desk.components import Field, busy, button, content_of, section
from dashboard.desk.forms import FORMS, in_words, kind_of
from dashboard.desk.layout import Address, parse
from dashboard.desk.outcome import draft_outcome, listed
from dashboard.desk.state import Desk
from dashboard.editing.apply import apply, checked
from dashboard.editing.reports.draft import DraftRefused, DraftRow, compare, cutting, export_draft, import_draft
from dashboard.editing.reports.publish import hand_in, plan_draft
from dashboard.errors import DashboardError
from dashboard.exports.xlsx import XLSX
from dashboard.i18n.catalogue import count, known, t


def body(desk: Desk, address: Address) -> Component:
    """Return the body of the page."""
    lang = address.lang
    workbook = html.A(t("desk.hand_in.workbook", lang), href="/draft.xlsx", download="tabellen.xlsx")
    file = html.A(t("desk.colleague.export", lang), href="/draft.zip", download="concept.zip")
    return html.Div(
        [
            html.H1(t("desk.menu.draft", lang)),
            html.Div(own(desk, lang), id="own-rows"),
            section(
                t("desk.change.title", lang),
                button("preview", t("desk.change.show", lang)),
                busy("preview-busy", lang),
                html.Div(id="preview-result", role="status"),
            ),
            section(
                t("desk.hand_in.title", lang),
                html.P(t("desk.hand_in.how", lang)),
                html.P(workbook),
                button("write", t("desk.hand_in.write", lang)),
                html.Div(id="write-result", role="status"),
            ),
            section(
                t("desk.colleague.title", lang),
                html.P(t("desk.colleague.how", lang)),
                html.P(file),
                Field(id="colleague-file", label=t("desk.colleague.open", lang), file=".zip"),
                html.Div(received(desk, lang), id="received-rows"),
            ),
        ]
    )


def own(desk: Desk, lang: str) -> list[Component]:
    """Return the rows of the draft, each with a button that removes it."""
    rows = desk.folder.rows
    if not rows:
        return [html.P(t("desk.draft.empty", lang))]

    def acts(row: DraftRow) -> Component:
        remove = button({"type": "remove", "name": row.name}, t("desk.draft.remove", lang), look="quiet")
        if row.table == "arms" or row.sha256 not in desk.by_digest:
            return html.P(remove)
        page = Address(lang=lang, page="report", report=row.sha256[:12], number=row.page)
        change = html.A(t("desk.draft.change", lang), href=f"{page.path}?row={quote(row.name)}", className="quiet")
        return html.P([change, " ", remove], className="acts")

    items = [html.Li([*_about(desk, row, f"/cuttings/own/{at}.png", lang), acts(row)]) for at, row in enumerate(rows)]
    return [html.P(count("desk.draft.rows", lang, len(rows))), html.Ol(items, className="desk-list draft-rows")]


def _about(desk: Desk, row: DraftRow, cutting: str, lang: str) -> list[Component]:
    """Return what a row says, where it was read, and its cutting."""
    values = row.values
    trial = in_words("experiment_id", desk.schema["observations"].columns["experiment_id"], values, lang)
    number = values.get("as_published") or values.get("participants", "")
    name = values.get("title") or values.get(f"label_{lang}") or values.get(f"text_{lang}") or number
    parts: list[Component] = [
        html.P(f"{trial}: {name}" if values.get("experiment_id") else name, className="name"),
        html.P(_values(desk, row, lang), className="small"),
    ]
    if row.sha256 and cutting:
        alt = t("desk.draft.cutting", lang, text=values.get("as_published", ""), n=row.page)
        parts.append(html.Img(src=cutting, alt=alt, className="cutting"))
    if row.status != "open":
        parts.append(html.P([t(f"desk.status.{row.status}", lang), f" {row.comment}"], className="small"))
    return parts


def _values(desk: Desk, row: DraftRow, lang: str) -> list[Component | str]:
    """Return each value of a row with the name of its column, so that somebody can check all of it."""
    parts: list[Component | str] = []
    form = FORMS[kind_of(row.table, row.values)].columns if row.sha256 else ()
    for name, value in sorted(row.values.items(), key=lambda item: form.index(item[0]) if item[0] in form else -1):
        column = desk.schema[row.table].columns.get(name)
        in_other_language = name[-3:] in {"_nl", "_en"} - {f"_{lang}"}
        if not value or column is None or in_other_language or not known(f"desk.column.{name}"):
            continue
        words = in_words(name, column, row.values, lang, [*desk.folder.rows, *desk.received.rows])
        parts += [f"{t(f'desk.column.{name}', lang)} ", html.Strong(words), "; "]
    return parts[:-1]


def received(desk: Desk, lang: str) -> list[Component]:
    """Return the rows of a colleague, each compared with the same place in the report that is open here."""
    read = [
        html.P(t("desk.colleague.read", lang, pages=report.ranges, count=report.page_count), className="small")
        for report in desk.received.reports
        if report.pages_read
    ]
    rows = [_received(desk, at, row, lang) for at, row in enumerate(desk.received.rows)]
    return [*read, html.Ol(rows, className="desk-list")]


def _received(desk: Desk, at: int, row: DraftRow, lang: str) -> Component:
    has_cutting = at in desk.received.cuttings or row.sha256 in desk.by_digest
    comment: Any = {"type": "comment", "at": at}
    acts = [
        button({"type": type, "at": at}, t(f"desk.colleague.{act}", lang))
        for type, act in (("accept", "accept"), ("save-comment", "save"))
    ]
    return html.Li(
        [
            *_about(desk, row, f"/cuttings/received/{at}.png" if has_cutting else "", lang),
            html.P(_compared(desk, row, lang), className="small") if row.sha256 else None,
            Field(id=comment, label=t("desk.colleague.comment", lang), value=row.comment),
            html.P(acts, className="acts"),
        ]
    )


def _compared(desk: Desk, row: DraftRow, lang: str) -> str:
    report = desk.by_digest.get(row.sha256)
    if report is None:
        return t("desk.colleague.not_open", lang)
    if not report.page(row.page).has_text:
        return t("desk.colleague.scan", lang)
    found = compare(row, report)
    if found.agrees:
        return t("desk.colleague.agrees", lang, text=found.found)
    return t("desk.colleague.differs", lang, text=found.found, missing=", ".join(found.missing))


def register(app: Dash, desk: Desk) -> None:
    """Add the callbacks of the page, and its files."""

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
        return own(desk, parse(path).lang), None

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
            problems = checked(desk.current, plan_draft(desk.current, rows, desk.folder.reports)).problems
            reasons = listed(problems, lang) or [html.Pre(str(error), className="plain")]
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
        return received(desk, lang), own(desk, lang)

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
    return flask.Response(content, mimetype=XLSX)


def _cutting(desk: Desk, whose: str, at: int) -> flask.Response:
    """Return the picture of where a row was read: from the report, or from the file of a colleague."""
    if whose == "received" and at in desk.received.cuttings:
        return flask.Response(desk.received.cuttings[at], mimetype="image/png")
    rows = desk.folder.rows if whose == "own" else desk.received.rows
    report = desk.by_digest.get(rows[at].sha256) if at < len(rows) else None
    if report is None:
        flask.abort(404)
    return flask.Response(cutting(rows[at], report), mimetype="image/png")
