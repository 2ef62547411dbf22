"""Downloads of charts: `<page>/<key>.csv|xlsx|json|svg|png`, and `/embed/<key>`, with the query string of the page."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import flask

from dashboard.charts import registry
from dashboard.charts.over_time import csv as number_csv
from dashboard.config import settings
from dashboard.db import queries
from dashboard.exports import chart_picture, png, pool, xlsx
from dashboard.exports.chart_set import of_chart
from dashboard.exports.csv_table import csv_table
from dashboard.exports.pool import limiter
from dashboard.exports.provenance import chart_block, stamp
from dashboard.i18n import formats
from dashboard.i18n.catalogue import t
from dashboard.models.chart import Chart
from dashboard.models.context import Scope
from dashboard.web.api.charts import page_json
from dashboard.web.api.response import with_cors
from dashboard.web.error_pages import error_page
from dashboard.web.http import csp
from dashboard.web.http.responses import REVALIDATE
from dashboard.web.http.static import site_css
from dashboard.web.pages.chart_set import unknown_of
from dashboard.web.pages.charts import embed
from dashboard.web.pages.context import PageContext, absolute_url, resolve_context
from dashboard.web.pages.paths import PATHS
from dashboard.web.pages.registry import PAGES, Page, by_name
from dashboard.web.scripts import script

_MIME = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv"}
# The reasons of remarks on a part of a query without which a file would be about something else.
_IGNORED = ("unknown", "once", "date", "too_long", "item")


def request_context(page: Page, lang: str, item: str = "") -> PageContext:
    """Return the context of a request for a page, or 404 for an item that does not exist."""
    if page.ids is not None:
        item = page.item(lang, item)
        if item not in page.ids():
            flask.abort(404)
    query = flask.request.query_string.decode("utf-8", "replace")
    return resolve_context(lang=lang, path=page.path(lang, item), query=query, item=item)


def file_context(page: Page, lang: str, item: str = "") -> PageContext:
    """Return the context of a request for a file, or 404; 400 for a query of which a part would be ignored.

    A page says what it ignored. A file would be about something else, and not say so.
    """
    context = request_context(page, lang, item)
    refuse_ignored(context)
    return context


def refuse_ignored(context: PageContext) -> None:
    """Answer 400 when a part of the query was ignored."""
    ignored = [remark for remark in context.remarks if remark.reason in _IGNORED]
    if ignored:
        parts = [f"{one.name}={one.value}" if one.name and one.value else one.name or "…" for one in ignored]
        text = context.t("ignored.text", parts=formats.listing([f"‘{part}’" for part in parts], context.lang))
        flask.abort(error_page(400, title=context.t("ignored.title"), text=text))


def _found(context: PageContext, key: str) -> Chart:
    """Return the chart with a key, or 404."""
    return registry.find(key, context.scope, context) or flask.abort(404)


def give(body: bytes, *, kind: str, name: str) -> flask.Response:
    """Return a file as a download. `name` is ours or a key, never text of a reader."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache", "X-Robots-Tag": "noindex",
    }  # fmt: skip
    response = flask.Response(body, mimetype=kind, headers=headers)
    response.add_etag()
    return response


def limited(view: Callable[..., flask.Response]) -> Callable[..., flask.Response]:
    """Run a view in an export slot. Busy becomes a page that asks the reader to come back (see `error_pages`)."""

    def run(*args: object, **values: object) -> flask.Response:
        with limiter.slot():
            return view(*args, **values)

    return run


def _picture(form: str, page: Page, lang: str, key: str, item: str = "") -> flask.Response:
    context = file_context(page, lang, item)
    chart = _found(context, key)
    link = absolute_url(context.pinned(anchor=chart.key))
    drawing = chart_picture.svg(chart_block(chart, context, link=link))
    body = pool.run(png.png, drawing) if form == "png" else drawing.encode()
    return give(body, kind=_MIME[form], name=f"{chart.key}.{form}")


def _rows_of_theme(context: PageContext, key: str) -> list[dict[str, Any]]:
    """Return every chart's rows on the theme and the numbers on no chart; of official statistics, those of their kind."""
    kind, scope = registry.kind_of(key), Scope(theme=context.choice.theme)
    if kind is None or not kind.listed:
        return []
    charts = registry.all_for(scope, context, page=kind.page)
    rows = [{"chart": chart.question, **row} for chart in charts for row in chart.rows]
    if kind.page == "compare":
        numbers = [row for row in queries.unpaired_numbers(scope, context) if row.reason != "series"]
        rows += [{"chart": None, **number_csv(row, context), "not_drawn_because": row.reason} for row in numbers]
    names = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in names} for row in rows]


def _csv(page: Page, lang: str, key: str, item: str = "") -> flask.Response:
    """Return the rows of a chart; with `all=yes`, all rows of the theme."""
    context = file_context(page, lang, item)
    entry = None if context.choice.everything else _found(context, key)
    rows = [{"chart": entry.question, **row} for row in entry.rows] if entry else _rows_of_theme(context, key)
    if not rows:
        flask.abort(404)
    mark = stamp(context)
    address = context.pinned(anchor=entry.key) if entry else context.pinned(
        indicator="", theme=context.choice.theme, types=(), municipalities=(), comparisons=(), subgroups=(), moments=(),
        measured=False,
    )  # fmt: skip
    body = csv_table(rows, lang=lang, stamp={"data_version": mark.data_version, "address": absolute_url(address)})
    return give(body, kind="text/csv", name=f"{entry.key}.csv" if entry else f"{context.choice.theme}.csv")


def _workbook(page: Page, lang: str, key: str, item: str = "") -> flask.Response:
    """Return the rows of a chart as a workbook, with how to read them, what is not known, and the sources."""
    context = file_context(page, lang, item)
    chart = _found(context, key)
    block = chart_block(chart, context, link=absolute_url(context.pinned(anchor=chart.key)))
    # Gaps are about the trials that are compared.
    gaps = unknown_of([context]) if page.name == "compare" else ()
    document = of_chart(replace(block, filters=page.chosen(context) if page.live else ""), unknown=gaps)
    return give(pool.run(xlsx.write, document), kind=xlsx.XLSX, name=f"{chart.key}.xlsx")


def _json(page: Page, lang: str, key: str, item: str = "") -> flask.Response:
    """Return the rows of a chart as JSON, with its sentence and sources."""
    context = file_context(page, lang, item)
    chart = _found(context, key)
    built = page_json(chart, context)
    response = with_cors(give(built.body, kind=built.kind, name=f"{chart.key}.json"))
    response.headers["Content-Disposition"] = "inline"
    return response


def _embed(lang: str, key: str) -> flask.Response:
    """Return a chart for a frame on another site: the newest data, or that of `as_of`."""
    context = file_context(by_name("compare"), lang)
    chart = _found(context, key)
    version = stamp(context)
    text = embed.document(
        chart,
        lang=lang,
        version_text=version.text,
        pinned_text=t("export.fixed", lang) if context.choice.as_of else t("export.live", lang),
        href=context.address(anchor=chart.key),
        style=site_css().url,
        script=script("embed"),
    )
    policy = csp.embed(script=script("embed").text, ancestors=settings().embed_ancestors)
    headers = {"Cache-Control": REVALIDATE, "X-Robots-Tag": "noindex", "Content-Security-Policy": policy}
    response = flask.Response(text, mimetype="text/html", headers=headers)
    response.add_etag()
    return response


def register(server: flask.Flask) -> None:
    """Add the URL rules of the files of charts to the server."""
    views = {"csv": _csv, "xlsx": limited(_workbook), "json": _json}
    views |= {"svg": partial(_picture, "svg"), "png": limited(partial(_picture, "png"))}
    for page in PAGES:
        for lang, own in page.paths.items() if page.live or page.has_files else ():
            for form, view in views.items():
                path = f"{own.replace('<id>', '<item>')}/<key>.{form}"
                server.add_url_rule(path, path, partial(view, page, lang))
    for lang in PATHS["compare"]:
        path = t("where.embed", lang, chart="<key>")
        server.add_url_rule(path, path, partial(_embed, lang))
