"""The start page of the desk: the reports that are being read, and those that are wanted."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.db import queries
from dashboard.db.rows.evidence import GapRow
from dashboard.db.rows.provenance import SourceRow
from dashboard.desk.components import aria, section
from dashboard.desk.layout import Address
from dashboard.desk.state import Desk
from dashboard.i18n.catalogue import count, t
from dashboard.labels.labels import experiment, lower_first, upper_first
from dashboard.models.context import Context, Scope


def body(desk: Desk, address: Address) -> Component:
    """Return the body of the page."""
    lang, context = address.lang, Context(lang=address.lang)
    sources = {row.id: row for row in queries.sources(context)}
    wanted: dict[str, list[GapRow]] = {}
    for row in queries.gaps(Scope(), context):
        if row.report:
            wanted.setdefault(row.report_source_id or row.report, []).append(row)
    partly = [
        row
        for row in sorted(sources.values(), key=lambda row: row.title)
        if row.access == "opening" and row.kind in ("report", "paper") and row.id not in wanted
    ]
    others = [html.Summary(count("desk.partly", lang, len(partly))), html.Ul([html.Li(_link(row)) for row in partly])]
    return html.Div(
        [
            html.H1(t("desk.title", lang)),
            html.P(t("desk.lead", lang), className="lead"),
            section(t("desk.reading.title", lang), *_reading(desk, lang)),
            section(
                t("desk.wanted.title", lang),
                html.P(count("desk.wanted.lead", lang, sum(map(len, wanted.values())))),
                html.Ol(_wanted(wanted, sources, context), className="desk-list"),
                html.Details(others, className="fold"),
            ),
        ]
    )


def _reading(desk: Desk, lang: str) -> list[Component]:
    """Return the reports that are open, those that are refused with the reason, and how to open one."""
    items = []
    for id, report in desk.reports.items():
        link = html.A(report.path.name, href=Address(lang=lang, page="report", report=id).path)
        read, pages = len(desk.folder.reports[report.sha256].pages_read), report.page_count
        words = t("desk.reading.read", lang, read=read, pages=pages)
        progress = html.Progress(value=str(read), max=str(pages), **aria(label=words))
        items.append(html.Li([html.P(link, className="name"), progress, html.P(words, className="small soft")]))
    items += [
        html.Li([html.P(name, className="name"), html.P(t(refused.key, lang, **refused.values), className="problem")])
        for name, refused in desk.refused
    ]
    how = html.P([t("desk.reading.how", lang), " ", html.Code("python -m dashboard desk rapport.pdf")])
    return [html.Ul(items, className="desk-list bare") if items else how]


def _link(row: SourceRow) -> list[Component | str]:
    # A report is fetched by the reader's browser in a tab of its own, never by the desk.
    link = html.A(row.title, href=row.url, target="_blank", rel="noreferrer", lang=row.language)
    return [link, f", {row.publisher}" + (f", {row.published[:4]}" if row.published else "")]


def _wanted(
    gaps: Mapping[str, Sequence[GapRow]], sources: Mapping[str, SourceRow], context: Context
) -> list[Component]:
    """Return an item for each report that gaps name, with what to look for; the one that could fill most gaps first."""
    lang = context.lang
    themes = {row.id: lower_first(row.label) for row in queries.themes(context)}
    items = []
    for key, rows in gaps.items():
        source = sources.get(key)
        title = upper_first(source.title if source else rows[0].report or "")
        head = _link(source) if source else [title, ". ", t("desk.wanted.no_address", lang)]
        # Where its source has a row, each line repeats the place in it that the gap names.
        lines = [f"{experiment(row)}: {themes[row.theme]}" + (f" ({row.report})" if source else "") for row in rows]
        parts = [
            html.P(head, className="name"),
            html.P(t("desk.wanted.look_for", lang), className="small soft"),
            html.Ul([html.Li(line) for line in lines], className="small"),
        ]
        items.append((-len(rows), title, html.Li(parts)))
    return [item for *_, item in sorted(items, key=lambda item: item[:2])]
