"""The start page of the desk: the reports that are being read, and those that are wanted."""

from dash import html
from dash.development.base_component import Component

from dashboard.db.rows.provenance import SourceRow
from dashboard.desk.address import Address
from dashboard.desk.components import aria
from dashboard.desk.state import Desk
from dashboard.desk.wanted import WantedReport, partly_read, wanted
from dashboard.i18n.catalogue import count, t
from dashboard.models.context import Context


def body(desk: Desk, address: Address) -> Component:
    """Return the body of the page."""
    lang, context = address.lang, Context(lang=address.lang)
    reports, others = wanted(context), partly_read(context)
    named = {report.source.id for report in reports if report.source}
    rest = [row for row in others if row.id not in named]
    return html.Div(
        [
            html.H1(t("desk.title", lang)),
            html.P(t("desk.lead", lang), className="lead"),
            html.Section([html.H2(t("desk.reading.title", lang)), *_reading(desk, lang)], className="part"),
            html.Section(
                [
                    html.H2(t("desk.wanted.title", lang)),
                    html.P(count("desk.wanted.lead", lang, sum(len(report.gaps) for report in reports))),
                    html.Ol([_wanted(report, lang) for report in reports], className="desk-list"),
                    html.Details(
                        [
                            html.Summary(count("desk.partly", lang, len(rest))),
                            html.Ul([html.Li(_link(row)) for row in rest]),
                        ],
                        className="fold",
                    ),
                ],
                className="part",
            ),
        ]
    )


def _reading(desk: Desk, lang: str) -> list[Component]:
    """Return the reports that are open, those that are refused with the reason, and how to open one."""
    items = [
        html.Li(
            [
                html.P(
                    html.A(report.path.name, href=Address(lang=lang, page="report", report=id).path), className="name"
                ),
                *_progress(len(desk.folder.reports[report.sha256].pages_read), report.page_count, lang),
            ]
        )
        for id, report in desk.reports.items()
    ]
    items += [
        html.Li([html.P(name, className="name"), html.P(t(refused.key, lang, **refused.values), className="problem")])
        for name, refused in desk.refused
    ]
    how = html.P([t("desk.reading.how", lang), " ", html.Code("python -m dashboard desk rapport.pdf")])
    return [html.Ul(items, className="desk-list bare") if items else how]


def _progress(read: int, pages: int, lang: str) -> list[Component]:
    """Return how many pages of a report were read, as a bar and in words."""
    words = t("desk.reading.read", lang, read=read, pages=pages)
    return [html.Progress(value=str(read), max=str(pages), **aria(label=words)), html.P(words, className="small soft")]


def _link(row: SourceRow) -> list[Component | str]:
    # A report is fetched by the reader's browser in a tab of its own, never by the desk.
    link = html.A(row.title, href=row.url, target="_blank", rel="noreferrer", lang=row.language)
    return [link, f", {row.publisher}" + (f", {row.published[:4]}" if row.published else "")]


def _wanted(report: WantedReport, lang: str) -> Component:
    head = _link(report.source) if report.source else [report.title, ". ", t("desk.wanted.no_address", lang)]
    return html.Li(
        [
            html.P(head, className="name"),
            html.P(t("desk.wanted.look_for", lang), className="small soft"),
            html.Ul([html.Li(line) for line in report.gaps], className="small"),
        ]
    )
