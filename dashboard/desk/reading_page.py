"""The reading page: a page of a report as a picture with its text, its tables, and a search over all pages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import flask
from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component

from dashboard.desk import row_form
from dashboard.desk.components import Field, PageText, aria
from dashboard.desk.forms import kind_of
from dashboard.desk.layout import Address, parse
from dashboard.desk.state import Desk
from dashboard.desk.suggestions import Mark
from dashboard.editing.reports.numbers import is_number
from dashboard.editing.reports.pdf import Page, Report, ReportRefused
from dashboard.editing.reports.search import MOST_HITS, Hit, search
from dashboard.editing.reports.tables import Table, tables
from dashboard.i18n.catalogue import count, t

# A wider table is shown as far as a page of a report goes; the picture has all of it.
_MOST_ROWS = 120
# How wide the picture of a page is, in pixels: readable on a screen with two pixels for one.
_WIDTH = 1400


def body(desk: Desk, address: Address, query: str, changed: str = "") -> Component:
    """Return the body of the page; `changed` is the name of a row of the draft that the form is filled in with."""
    lang, report = address.lang, desk.reports.get(address.report)
    if report is None:
        return html.Div([html.H1(t("desk.no_report", lang)), html.P(t("desk.reading.how", lang))])
    number = min(address.number, report.page_count)
    hits = search(report, query) if query else ()
    try:
        page = report.page(number)
    except ReportRefused as refused:
        content: list[Component] = [
            html.P(t(refused.key, lang, **refused.values), className="problem", role="status"),
            html.Div(id="paper", hidden=True),
        ]
        found: Sequence[Table] = ()
    else:
        content, found = _content(page, address, hits), tables(page) if page.has_text else ()
    return html.Div(
        [
            html.H1(report.path.name, className="report-name"),
            _pager(report, replace(address, number=number), query),
            _read(desk, report, number, lang),
            html.Div(
                [
                    html.Div([*content, *_grids(found, lang)], className="leaf"),
                    html.Div([_search(hits, query, address), *_form(desk, changed, lang)], className="beside"),
                ],
                className="desk-page",
            ),
        ]
    )


def _form(desk: Desk, changed: str, lang: str) -> list[Component]:
    row = desk.drafted(changed)
    if row is None or not row.sha256:
        return row_form.frame(lang)
    mark = Mark(text=row.values.get("as_published", ""), page=row.page, box=tuple(row.box), row=row.name)
    return row_form.frame(lang, kind_of(row.table, row.values), [mark])


def _pager(report: Report, address: Address, query: str) -> Component:
    lang, last = address.lang, report.page_count

    def link(name: str, number: int) -> Component | None:
        href = replace(address, number=number).path + (f"?q={quote(query)}" if query else "")
        return html.A(t(f"desk.page.{name}", lang), href=href, className="quiet") if 1 <= number <= last else None

    go = html.Form(
        [
            Field(id="page", name="page", label=t("desk.page.go", lang, n=last), value=str(address.number)),
            html.Button(t("control.show", lang), type="submit", className="button"),
        ],
        action=Address(lang=lang, page="report", report=address.report).path,
        method="get",
    )
    return html.Nav(
        [link("previous", address.number - 1), go, link("next", address.number + 1)],
        className="pager",
        **aria(label=t("desk.page.label", lang)),
    )


def _read(desk: Desk, report: Report, number: int, lang: str) -> Component:
    """Return the box that says that this page was read: only what somebody read counts as read."""
    read = number in desk.folder.reports[report.sha256].pages_read
    return Field(id="page-read", label=t("desk.page.read", lang), check=True, value="yes" if read else "")


def _content(page: Page, address: Address, hits: Sequence[Hit]) -> list[Component]:
    """Return the page as a picture with its words, and as plain text; of a scan the picture and what to do."""
    lang, label = address.lang, t("desk.page.picture", address.lang, n=page.number)
    words = [(word.text, word.x0, word.top, word.x1, word.bottom, is_number(word.text)) for word in page.words]
    shown = PageText(
        id="paper",
        picture=f"/pictures/{address.report}/{page.number}.png",
        label=label,
        hint=t("desk.page.hint", lang),
        width=page.width,
        height=page.height,
        words=words,
        boxes=[list(hit.box) for hit in hits if hit.page == page.number],
    )
    if not page.has_text:
        return [html.P(t("desk.page.scan", lang), className="problem", role="status"), shown]
    text = html.Details(
        [html.Summary(t("desk.page.text", lang)), html.Pre(page.report.plain_text(page.number), className="plain")],
        className="fold",
    )
    return [shown, text]


def _search(hits: Sequence[Hit], query: str, address: Address) -> Component:
    lang = address.lang
    form = html.Form(
        [
            Field(id="query", name="q", label=t("desk.search.label", lang), value=query),
            html.Button(t("search.submit", lang), type="submit", className="button"),
        ],
        action=address.path,
        method="get",
        role="search",
        className="desk-search",
    )
    if not query:
        return form

    def item(hit: Hit) -> Component:
        href = f"{replace(address, number=hit.page).path}?q={quote(query)}"
        return html.Li([html.A(t("desk.search.page", lang, n=hit.page), href=href), f" {hit.excerpt}"])

    more = len(hits) == MOST_HITS
    found = html.P(
        t("desk.search.most", lang, n=MOST_HITS) if more else count("desk.search.found", lang, len(hits)), role="status"
    )
    return html.Div([form, found, html.Ol([item(hit) for hit in hits], className="desk-hits small")])


def _grids(found: Sequence[Table], lang: str) -> list[Component]:
    """Return the tables of a page; each number is a button."""
    return [
        html.Section(
            [
                html.H2(table.caption or t("desk.table.title", lang, n=at + 1), className="name"),
                html.Div(html.Table(_rows(table, at), className="data grid"), className="grid-box", tabIndex=0, role="group",
                         **aria(label=table.caption or t("desk.table.title", lang, n=at + 1))),
            ]
        )
        for at, table in enumerate(found)
    ]  # fmt: skip


def _rows(table: Table, at: int) -> list[Component]:
    def cell(row: int, column: int) -> Component:
        one = table.rows[row][column]
        if one.is_number:
            id: Any = {"type": "cell", "table": at, "row": row, "column": column}
            heads = ", ".join([*one.row_heads, *one.column_heads])
            return html.Td(
                html.Button(one.text, id=id, type="button", className="cell-number", **aria(description=heads))
            )
        return html.Th(one.text) if one.is_head and one.text else html.Td(one.text)

    return [
        html.Tr([cell(row, column) for column in range(len(table.rows[row]))])
        for row in range(min(len(table.rows), _MOST_ROWS))
    ]


def register(app: Dash, desk: Desk) -> None:
    """Add the callback of the page, and the pictures of pages of a report."""

    @app.callback(
        Output("page-read", "value"),
        Input("page-read", "value"), State("address", "pathname"), State("page", "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    def mark_read(value: str, path: str, number: str) -> Any:
        desk.mark_read(parse(path).report, int(number), read=bool(value))
        return value

    def picture(report: str, number: int) -> flask.Response:
        opened = desk.reports.get(report)
        if opened is None or not 1 <= number <= opened.page_count:
            flask.abort(404)
        return flask.Response(opened.picture(number, _WIDTH), mimetype="image/png")

    app.server.add_url_rule("/pictures/<report>/<int:number>.png", "picture", picture)
