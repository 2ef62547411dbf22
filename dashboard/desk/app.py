"""The Dash app of the report desk: a page on this machine, for people who turn reports into rows.

The server answers requests for 127.0.0.1 and localhost only, and those of its own pages: another site that a reader has open
can neither read a report nor add a row.
"""

import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click
import flask
from dash import Dash, Input, Output

from dashboard.config import ASSETS, LANGUAGES
from dashboard.desk import check_page, draft_page, layout, reading_page, row_form, start_page
from dashboard.desk.state import Desk
from dashboard.editing.reports.pdf import ReportRefused, stop_reading
from dashboard.editing.reports.search import index
from dashboard.errors import EditError
from dashboard.i18n.catalogue import t
from dashboard.web.components.html import h
from dashboard.web.gunicorn import dev_server
from dashboard.web.http import csp
from dashboard.web.http.responses import add_headers
from dashboard.web.http.static import StaticFiles, minify, static_file

_BODIES = {"start": start_page.body, "draft": draft_page.body, "check": check_page.body}
_HOSTS = ("127.0.0.1", "localhost")
# What Dash puts in its own page to start itself.
_START = "var renderer = new DashRenderer();"
_SOURCE = re.compile(r'<script[^>]* src="([^"]+)"')


class _DeskDash(Dash):
    """Dash in the frame of the site, with the style sheets of the site and of the desk."""

    files: StaticFiles

    def interpolate_index(self, **kwargs: str) -> str:  # type: ignore[override]
        """Return the page of an address, in its language, with the scripts of Dash at the end."""
        sheet = static_file("desk.css", minify(_read("css/desk.css")).encode())
        style = h("link", rel="stylesheet", href=self.files.add(sheet))
        components = self.files.add(static_file("desk_components.js", _read("js/desk_components.js").encode()))
        sources = [*_SOURCE.findall(kwargs["scripts"]), components]
        scripts = "".join(f'<script src="{source}"></script>' for source in sources)
        page = layout.document(flask.request.path, head=[style])
        return page.replace(
            "</body>", f'{kwargs["config"]}{scripts}<script id="_dash-renderer">{_START}</script></body>'
        )


def _read(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def serve(reports: Sequence[Path], *, data: Path, folder: Path, port: int) -> None:
    """Open a desk on this machine, until it is stopped. Raises EditError when its folder cannot be used."""
    try:
        desk = Desk(data=data, folder=folder, reports=reports)
    except ReportRefused as refused:
        raise EditError("\n".join(t(refused.key, lang, **refused.values) for lang in LANGUAGES)) from refused
    server = make_server(desk)
    # The first search of a long report would take half a minute.
    threading.Thread(target=lambda: [index(report) for report in desk.reports.values()], daemon=True).start()
    click.echo(f"http://127.0.0.1:{port}")
    try:
        dev_server.run(server, port=port)
    finally:
        stop_reading()


def make_server(desk: Desk) -> flask.Flask:
    """Return the server of a desk."""
    server = flask.Flask("dashboard.desk", static_folder=None)
    server.before_request(_refuse_other_sites)
    server.before_request(desk.read_tables)
    server.teardown_request(desk.leave_tables)
    server.after_request(_headers)
    files = StaticFiles()
    files.register(server)
    app = _DeskDash(
        "dashboard.desk",
        server=server,  # type: ignore[arg-type]
        include_assets_files=False,
        assets_folder="",
        suppress_callback_exceptions=True,
        update_title="",
        enable_mcp=False,
    )
    app.files = files
    app.enable_dev_tools(debug=False, dev_tools_hot_reload=False, dev_tools_ui=False)
    app.layout = layout.layout
    _register_pages(app, desk)
    return server


def _register_pages(app: Dash, desk: Desk) -> None:
    """Add the callback that makes the page of an address, and the callbacks of each page."""

    @app.callback(Output("page-body", "children"), Input("address", "pathname"), Input("address", "search"))
    def show(path: str | None, search: str | None) -> Any:
        address, values = layout.parse(path or "/"), parse_qs((search or "").lstrip("?"))
        if address.page != "report":
            return _BODIES[address.page](desk, address)
        number = layout.page_number(values.get("page", [""])[-1]) or address.number
        query, changed = values.get("q", [""])[-1][:200], values.get("row", [""])[-1]
        return reading_page.body(desk, replace(address, number=number), query, changed)

    for page in (reading_page, row_form, draft_page, check_page):
        page.register(app, desk)


def _refuse_other_sites() -> None:
    """Answer 403 to another name than this machine's, and to a request that a page of another site sends."""
    request = flask.request
    if urlsplit(f"//{request.host}").hostname not in _HOSTS:
        flask.abort(403)
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin is not None and urlsplit(origin).netloc != request.host:
        flask.abort(403)


def _headers(response: flask.Response) -> flask.Response:
    """Let a page load from this server only, and keep reports out of the cache of the browser."""
    if response.mimetype == "text/html":
        response.headers["Content-Security-Policy"] = csp.page("desk", scripts=(_START,))
    response.headers.setdefault("Cache-Control", "no-store")
    return add_headers(response)
